package history

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"syscall"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/object"

	"github.com/gatelint/gatelint/internal/source"
)

// maxLinks bounds how many symbolic links one name may lead through, maxTarget
// how long what one says may be.
const (
	maxLinks  = 40
	maxTarget = 4096
)

// Tree is a folder of a commit. Submodules are not in it.
type Tree struct {
	repository *Repository
	root       node
	// folders are those that were read, by hash.
	folders map[plumbing.Hash][]node
}

var _ source.Tree = (*Tree)(nil)

// node is a file or a folder of a commit.
type node struct {
	path string // from the tree
	hash plumbing.Hash
	mode filemode.FileMode
}

// Tree gives a folder of the commit by its slash path from the top, "." for all
// of it. A folder that was not there is empty.
func (c *Commit) Tree(dir string) (*Tree, error) {
	t := &Tree{
		repository: c.repository,
		root:       node{path: ".", hash: c.tree, mode: filemode.Dir},
		folders:    map[plumbing.Hash][]node{},
	}
	c.repository.mu.Lock()
	defer c.repository.mu.Unlock()
	found, err := t.find(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist), err == nil && found.mode != filemode.Dir:
		found.hash = plumbing.ZeroHash
	case err != nil:
		return nil, err
	}
	t.root.hash = found.hash
	return t, nil
}

// Close does nothing: the repository stays open.
func (t *Tree) Close() error { return nil }

// Same reports whether two names have led to one file.
func (t *Tree) Same(a, b fs.FileInfo) bool {
	x, isNode := a.(*info)
	y, also := b.(*info)
	return isNode && also && x.node.path == y.node.path
}

// Stat gives what a name leads to.
func (t *Tree) Stat(name string) (fs.FileInfo, error) {
	t.repository.mu.Lock()
	defer t.repository.mu.Unlock()
	found, err := t.find(name)
	if err != nil {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: err}
	}
	stat, err := t.info(found)
	if err != nil {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: err}
	}
	return stat, nil
}

// Open opens what a name leads to. The content is read with the first call of
// Read.
func (t *Tree) Open(name string) (fs.File, error) {
	stat, err := t.Stat(name)
	if err != nil {
		return nil, err
	}
	return &file{tree: t, info: stat.(*info)}, nil //nolint:forcetypeassert // Stat makes no others
}

// find follows a name from the root.
func (t *Tree) find(name string) (node, error) {
	at := t.root
	rest := strings.Split(path.Clean(name), "/")
	for links := 0; len(rest) > 0; {
		first := rest[0]
		rest = rest[1:]
		if first == "." {
			continue
		}
		next, err := t.child(at, first)
		if err != nil {
			return node{}, err
		}
		if next.mode != filemode.Symlink {
			at = next
			continue
		}
		if links++; links > maxLinks {
			return node{}, errors.New("too many levels of symbolic links")
		}
		target, err := t.target(next)
		if err != nil {
			return node{}, err
		}
		to := path.Join(at.path, target)
		if path.IsAbs(target) || to == ".." || strings.HasPrefix(to, "../") {
			return node{}, source.ErrOutside
		}
		at, rest = t.root, append(strings.Split(to, "/"), rest...)
	}
	return at, nil
}

func (t *Tree) child(folder node, name string) (node, error) {
	if folder.mode != filemode.Dir {
		return node{}, syscall.ENOTDIR
	}
	nodes, err := t.list(folder.hash)
	if err != nil {
		return node{}, err
	}
	for _, n := range nodes {
		if n.path == name {
			return n.in(folder), nil
		}
	}
	return node{}, fs.ErrNotExist
}

// in gives the node with its path from the tree instead of from its folder.
func (n node) in(folder node) node {
	n.path = path.Join(folder.path, n.path)
	return n
}

// list gives what is in a folder, with paths from there.
func (t *Tree) list(folder plumbing.Hash) ([]node, error) {
	if folder == plumbing.ZeroHash {
		return nil, nil
	}
	nodes, known := t.folders[folder]
	if known {
		return nodes, nil
	}
	tree, err := object.GetTree(t.repository.store, folder)
	if err != nil {
		return nil, fmt.Errorf("the commit is not here in full: %w", err)
	}
	for _, entry := range tree.Entries {
		if entry.Mode != filemode.Submodule && isName(entry.Name) {
			nodes = append(nodes, node{path: entry.Name, hash: entry.Hash, mode: entry.Mode})
		}
	}
	t.folders[folder] = nodes
	return nodes, nil
}

// isName reports whether a file of a directory could have the name.
func isName(name string) bool {
	return name != "" && name != "." && name != ".." && !strings.ContainsAny(name, "/\x00")
}

// target gives what a symbolic link says.
func (t *Tree) target(link node) (string, error) {
	stat, err := t.info(link)
	if err != nil {
		return "", err
	}
	if stat.Size() > maxTarget {
		return "", errors.New("a symbolic link with too long a target")
	}
	blob, err := t.blob(link)
	if err != nil {
		return "", err
	}
	reader, err := blob.Reader()
	if err != nil {
		return "", err
	}
	defer reader.Close()
	content, err := io.ReadAll(reader)
	return string(content), err
}

func (t *Tree) blob(n node) (plumbing.EncodedObject, error) {
	blob, err := t.repository.store.EncodedObject(plumbing.BlobObject, n.hash)
	if err != nil {
		return nil, fmt.Errorf("the commit is not here in full: %w", err)
	}
	return blob, nil
}

func (t *Tree) info(n node) (*info, error) {
	if n.mode == filemode.Dir {
		return &info{node: n}, nil
	}
	if size, err := t.repository.store.EncodedObjectSize(n.hash); err == nil {
		return &info{node: n, size: size}, nil
	}
	// go-git looks into the repositories that this one borrows from for objects,
	// but not for their sizes.
	blob, err := t.blob(n)
	if err != nil {
		return nil, err
	}
	return &info{node: n, size: blob.Size()}, nil
}

// info is what is known of a node.
type info struct {
	node node
	size int64
}

func (i *info) Name() string       { return path.Base(i.node.path) }
func (i *info) Size() int64        { return i.size }
func (i *info) ModTime() time.Time { return time.Time{} }
func (i *info) IsDir() bool        { return i.node.mode == filemode.Dir }
func (i *info) Sys() any           { return nil }

func (i *info) Mode() fs.FileMode {
	switch i.node.mode {
	case filemode.Dir:
		return fs.ModeDir
	case filemode.Symlink:
		return fs.ModeSymlink
	default:
		return 0
	}
}
