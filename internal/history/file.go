package history

import (
	"errors"
	"io"
	"io/fs"
	"slices"
	"strings"
)

// file is an open file or folder of a commit.
type file struct {
	tree    *Tree
	info    *info
	content io.ReadCloser
}

func (f *file) Stat() (fs.FileInfo, error) { return f.info, nil }

func (f *file) Read(into []byte) (int, error) {
	f.tree.repository.mu.Lock()
	defer f.tree.repository.mu.Unlock()
	if f.content == nil {
		blob, err := f.tree.blob(f.info.node)
		if err != nil {
			return 0, err
		}
		if f.content, err = blob.Reader(); err != nil {
			return 0, err
		}
	}
	return f.content.Read(into)
}

func (f *file) Close() error {
	if f.content == nil {
		return nil
	}
	return f.content.Close()
}

// ReadDir gives all that is in the folder, sorted by name. It knows no parts:
// n is disregarded.
func (f *file) ReadDir(int) ([]fs.DirEntry, error) {
	f.tree.repository.mu.Lock()
	defer f.tree.repository.mu.Unlock()
	if !f.info.IsDir() {
		return nil, errors.New("it is not a folder")
	}
	nodes, err := f.tree.list(f.info.node.hash)
	if err != nil {
		return nil, err
	}
	entries := make([]fs.DirEntry, len(nodes))
	for i, n := range nodes {
		entries[i] = entry{tree: f.tree, node: n.in(f.info.node)}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}

// entry is a node as its folder lists it. What it weighs is not looked up
// unless asked for.
type entry struct {
	tree *Tree
	node node
}

func (e entry) info() *info       { return &info{node: e.node} }
func (e entry) Name() string      { return e.info().Name() }
func (e entry) IsDir() bool       { return e.info().IsDir() }
func (e entry) Type() fs.FileMode { return e.info().Mode().Type() }

func (e entry) Info() (fs.FileInfo, error) {
	e.tree.repository.mu.Lock()
	defer e.tree.repository.mu.Unlock()
	return e.tree.info(e.node)
}
