package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"sync"
	"syscall"
	"time"
)

// Root is a directory that definitions are read from. Nothing outside it is
// ever opened, whatever paths and symbolic links say. It is safe for
// concurrent use.
type Root struct {
	tree   Tree
	limits Limits

	// provided lists the documents that stand in for files.
	provided []providedInfo

	mu    sync.Mutex
	files map[string]*entry
	same  map[stamp][]known
	count int
	bytes int64

	// observe, if set, is called ahead of each access to the file system; an
	// error from it stands for the failure of the access. For tests.
	observe func(op, path string) error
}

// entry is the outcome of reading one path, which happens once.
type entry struct {
	once sync.Once
	file *File
	err  error
}

// known is a file that was read, and what it is to the file system.
type known struct {
	file *File
	info fs.FileInfo
}

// stamp is what two names of one file have in common, for a start.
type stamp struct {
	size     int64
	modified time.Time
}

// Open opens a directory as the root. Close it when nothing more is read.
func Open(dir string, limits Limits) (*Root, error) {
	opened, err := openDirectory(dir)
	if err != nil {
		return nil, err
	}
	return OpenTree(opened, limits), nil
}

// OpenTree makes a root of a tree, which is closed with it.
func OpenTree(tree Tree, limits Limits) *Root {
	return &Root{
		tree:   tree,
		limits: limits,
		files:  map[string]*entry{},
		same:   map[stamp][]known{},
	}
}

// Close releases the directory. Files that were read stay valid.
func (r *Root) Close() error { return r.tree.Close() }

// Limits gives the limits that the root was opened with.
func (r *Root) Limits() Limits { return r.limits }

// Read gives the file at a slash path relative to the root. Each path is opened
// and read at most once; further calls get the same file, or the same
// *ReadError.
func (r *Root) Read(path string) (*File, error) {
	name, err := clean(path)
	if err != nil {
		return nil, err
	}
	r.mu.Lock()
	e := r.files[name]
	if e == nil {
		e = &entry{}
		r.files[name] = e
	}
	r.mu.Unlock()

	e.once.Do(func() { e.file, e.err = r.read(name) })
	return e.file, e.err
}

func (r *Root) read(name string) (*File, error) {
	info, err := r.Stat(name)
	if err != nil {
		return nil, err
	}
	if err := regular(name, info); err != nil {
		return nil, err
	}
	if twin := r.twin(info); twin != nil {
		return &File{Path: name, Bytes: twin.Bytes}, nil
	}
	raw, err := r.load(name)
	if err != nil {
		return nil, err
	}
	file, err := NewFile(name, raw)
	if err == nil {
		r.remember(file, info)
	}
	return file, err
}

// twin gives the file that was already read under another name, nil if there
// is none: links do not make a file two.
func (r *Root) twin(info fs.FileInfo) *File {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, e := range r.same[stamp{info.Size(), info.ModTime()}] {
		if r.tree.Same(e.info, info) {
			return e.file
		}
	}
	return nil
}

func (r *Root) remember(file *File, info fs.FileInfo) {
	r.mu.Lock()
	defer r.mu.Unlock()
	key := stamp{info.Size(), info.ModTime()}
	r.same[key] = append(r.same[key], known{file, info})
}

// load opens the file and looks again at what was opened, should something else
// have taken its place.
func (r *Root) load(name string) ([]byte, error) {
	if err := r.about("open", name); err != nil {
		return nil, err
	}
	f, err := r.tree.Open(name)
	if err != nil {
		return nil, r.failure(name, err)
	}
	defer f.Close()

	info, err := f.Stat()
	if err != nil {
		return nil, r.failure(name, err)
	}
	if err := regular(name, info); err != nil {
		return nil, err
	}
	return r.bounded(name, f, info.Size())
}

// bounded reads what the limits allow. The size is checked ahead of reading;
// of a file that is too large only the head is read.
func (r *Root) bounded(name string, f io.Reader, size int64) ([]byte, error) {
	if err := r.about("read", name); err != nil {
		return nil, err
	}
	raw := make([]byte, min(size, headBytes))
	n, err := io.ReadFull(f, raw)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return nil, r.failure(name, err)
	}
	raw = raw[:n]

	limit := r.limits.bytesFor(name, raw)
	if size <= limit {
		rest, err := io.ReadAll(io.LimitReader(f, limit+1-int64(n)))
		if err != nil {
			return nil, r.failure(name, err)
		}
		raw = slices.Concat(raw, rest)
		size = int64(len(raw))
	}
	if size > limit {
		return nil, &ReadError{
			Kind:   Limit,
			Path:   name,
			Reason: fmt.Sprintf("is larger than %s, the limit; split it", Size(limit)),
			Head:   head(raw),
		}
	}
	return raw, r.account(name, raw)
}

// account adds a file to what the run has read.
func (r *Root) account(name string, raw []byte) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	var reason string
	switch {
	case r.count+1 > r.limits.Files:
		reason = fmt.Sprintf("was not read: the run has read %d files, its limit", r.limits.Files)
	case r.bytes+int64(len(raw)) > r.limits.TotalBytes:
		reason = fmt.Sprintf("was not read: the run has read %s, its limit", Size(r.limits.TotalBytes))
	default:
		r.count++
		r.bytes += int64(len(raw))
		return nil
	}
	return &ReadError{Kind: Limit, Path: name, Reason: reason + "; lint fewer folders at once", Head: head(raw)}
}

// ReadDir gives the entries of a directory, sorted by name. After an error it
// gives those that were read before it.
func (r *Root) ReadDir(path string) ([]fs.DirEntry, error) {
	name, err := clean(path)
	if err != nil {
		return nil, err
	}
	info, err := r.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, &ReadError{Kind: Unreadable, Path: name, Reason: "is not a folder"}
	}
	if _, only := info.(providedInfo); only {
		return r.withProvided(name, nil), nil
	}
	if err := r.about("readdir", name); err != nil {
		return nil, err
	}
	entries, err := r.list(name)
	if err != nil {
		err = r.failure(name, err)
	}
	return r.withProvided(name, entries), err
}

func (r *Root) list(name string) ([]fs.DirEntry, error) {
	f, err := r.tree.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	folder, ok := f.(fs.ReadDirFile)
	if !ok {
		return nil, syscall.ENOTDIR
	}
	return folder.ReadDir(-1)
}

// Stat says what is at a slash path relative to the root, following symbolic
// links inside it. It opens nothing.
func (r *Root) Stat(path string) (fs.FileInfo, error) {
	name, err := clean(path)
	if err != nil {
		return nil, err
	}
	stand, provided := r.providedAt(name)
	if provided && !stand.folder {
		return stand, nil
	}
	if err := r.about("stat", name); err != nil {
		return nil, err
	}
	info, err := r.tree.Stat(name)
	switch {
	case provided && errors.Is(err, fs.ErrNotExist):
		return stand, nil
	case err != nil:
		return nil, r.failure(name, err)
	}
	return info, nil
}
