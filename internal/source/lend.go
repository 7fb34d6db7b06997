package source

import (
	"errors"
	"io/fs"
	"path"
	"slices"
)

// Lend gives a tree that has what another one has, and beside that those files
// of this root that the other lacks and may be lent.
func (r *Root) Lend(to Tree, may func(name string) bool) Tree {
	return &lent{Tree: to, from: r.tree, may: may}
}

type lent struct {
	Tree

	from Tree
	may  func(name string) bool
}

func (l *lent) Stat(name string) (fs.FileInfo, error) {
	info, err := l.Tree.Stat(name)
	if errors.Is(err, fs.ErrNotExist) && l.may(name) {
		return l.from.Stat(name)
	}
	return info, err
}

func (l *lent) Open(name string) (fs.File, error) {
	f, err := l.Tree.Open(name)
	if errors.Is(err, fs.ErrNotExist) && l.may(name) {
		return l.from.Open(name)
	}
	if folder, ok := f.(fs.ReadDirFile); ok && err == nil {
		return &lentFolder{ReadDirFile: folder, tree: l, name: name}, nil
	}
	return f, err
}

// Same reports whether two names have led to one file of either tree.
func (l *lent) Same(a, b fs.FileInfo) bool { return l.Tree.Same(a, b) || l.from.Same(a, b) }

// lentFolder is a folder that both trees may have.
type lentFolder struct {
	fs.ReadDirFile

	tree *lent
	name string
}

func (f *lentFolder) ReadDir(n int) ([]fs.DirEntry, error) {
	entries, err := f.ReadDirFile.ReadDir(n)
	if err != nil {
		return entries, err
	}
	other, err := f.tree.from.Open(f.name)
	if err != nil {
		return entries, nil // there is nothing to lend
	}
	defer other.Close()
	folder, ok := other.(fs.ReadDirFile)
	if !ok {
		return entries, nil
	}
	more, err := folder.ReadDir(-1)
	for _, e := range more {
		isHere := func(own fs.DirEntry) bool { return own.Name() == e.Name() }
		if !slices.ContainsFunc(entries, isHere) && f.tree.may(path.Join(f.name, e.Name())) {
			entries = append(entries, e)
		}
	}
	return entries, err
}
