package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// Tree is what a root reads from: a directory, or something that is like one.
// Names are clean slash paths, "." for the tree itself. Open and Stat follow
// symbolic links, but not out of the tree: the cause of that error is
// ErrOutside. A tree is safe for concurrent use.
type Tree interface {
	fs.StatFS
	io.Closer
	// Same reports whether two names have led to one file.
	Same(a, b fs.FileInfo) bool
}

// directory is a directory of the system as a tree.
type directory struct {
	*os.Root

	escape error // what os.Root answers to a path that leads out
}

func openDirectory(dir string) (*directory, error) {
	opened, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", dir, errors.Unwrap(err))
	}
	_, escape := opened.Lstat("..")
	return &directory{Root: opened, escape: errors.Unwrap(escape)}, nil
}

// Open opens without blocking, should something else than a file be there.
func (d *directory) Open(name string) (fs.File, error) {
	f, err := d.OpenFile(name, os.O_RDONLY|nonBlocking, 0)
	if err != nil {
		return nil, d.outside(err)
	}
	return f, nil
}

func (d *directory) Stat(name string) (fs.FileInfo, error) {
	info, err := d.Root.Stat(name)
	return info, d.outside(err)
}

func (d *directory) Same(a, b fs.FileInfo) bool { return os.SameFile(a, b) }

// outside names the error of a path that leads out.
func (d *directory) outside(err error) error {
	if err != nil && d.escape != nil && errors.Is(err, d.escape) {
		return ErrOutside
	}
	return err
}
