package source

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// Provide makes a document stand in for the file at a slash path relative to
// the root, whether there is one or not: standard input, or the unsaved text of
// an editor. It is to be called ahead of any reading.
func (r *Root) Provide(path string, content []byte) error {
	name, err := clean(path)
	if err != nil {
		return err
	}
	e := &entry{}
	e.once.Do(func() {
		if limit := r.limits.bytesFor(name, head(content)); int64(len(content)) > limit {
			e.err = &ReadError{Kind: Limit, Path: name, Reason: "is larger than " + Size(limit), Head: head(content)}
			return
		}
		e.file, e.err = NewFile(name, content)
	})
	r.files[name] = e
	r.provided = append(r.provided, providedInfo{path: name, size: int64(len(content))})
	return nil
}

// providedInfo is what Stat says about a document that was provided, or about a
// folder that only such documents are in.
type providedInfo struct {
	path   string
	size   int64
	folder bool
}

func (i providedInfo) Name() string       { return path.Base(i.path) }
func (i providedInfo) Size() int64        { return i.size }
func (i providedInfo) ModTime() time.Time { return time.Time{} }
func (i providedInfo) IsDir() bool        { return i.folder }
func (i providedInfo) Sys() any           { return nil }

func (i providedInfo) Mode() fs.FileMode {
	if i.folder {
		return fs.ModeDir
	}
	return 0
}

// providedAt gives the document that was provided at a path, or the folder of
// that path if such a document lies below it.
func (r *Root) providedAt(name string) (providedInfo, bool) {
	below := providedInfo{path: name, folder: true}
	found := false
	for _, info := range r.provided {
		switch {
		case info.path == name:
			return info, true
		case name == ".", strings.HasPrefix(info.path, name+"/"):
			found = true
		}
	}
	return below, found
}

// withProvided adds what was provided in a folder to its entries, sorted.
func (r *Root) withProvided(folder string, entries []fs.DirEntry) []fs.DirEntry {
	for _, info := range r.provided {
		inside := info.path
		if folder != "." {
			var ok bool
			if inside, ok = strings.CutPrefix(info.path, folder+"/"); !ok {
				continue
			}
		}
		first, _, deeper := strings.Cut(inside, "/")
		child := providedInfo{path: path.Join(folder, first), size: info.size, folder: deeper}
		i := slices.IndexFunc(entries, func(e fs.DirEntry) bool { return e.Name() == first })
		switch {
		case i < 0:
			entries = append(entries, fs.FileInfoToDirEntry(child))
		case !deeper:
			entries[i] = fs.FileInfoToDirEntry(child)
		}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries
}
