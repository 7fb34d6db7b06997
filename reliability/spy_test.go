package reliability

import (
	"errors"
	"io/fs"
	"os"
	"sync"
	"testing"

	"github.com/gatelint/gatelint/internal/source"
)

// access is one use of the file system: what was done with which name.
type access struct{ op, name string }

// spy is a directory as a tree that notes what is asked of it, and that fails
// where it is told to.
type spy struct {
	root *os.Root
	fs.StatFS

	escape error // what os.Root answers to a path that leads out

	mu    sync.Mutex
	seen  []access
	fails func(n int, a access) error
}

// spyOn opens a directory; fails may be nil, and is told how many accesses there
// were ahead of each.
func spyOn(t testing.TB, dir string, fails func(n int, a access) error) *spy {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	_, escape := root.Lstat("..")
	s := &spy{root: root, escape: errors.Unwrap(escape), fails: fails}
	s.StatFS, _ = root.FS().(fs.StatFS)
	return s
}

func (s *spy) note(op, name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	a := access{op, name}
	s.seen = append(s.seen, a)
	if s.fails == nil {
		return nil
	}
	if err := s.fails(len(s.seen), a); err != nil {
		return &fs.PathError{Op: op, Path: name, Err: err}
	}
	return nil
}

// accesses gives what was asked for so far.
func (s *spy) accesses() []access {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.seen
}

func (s *spy) outside(err error) error {
	if err != nil && errors.Is(err, s.escape) {
		return source.ErrOutside
	}
	return err
}

func (s *spy) Close() error { return s.root.Close() }

func (s *spy) Same(a, b fs.FileInfo) bool { return os.SameFile(a, b) }

func (s *spy) Stat(name string) (fs.FileInfo, error) {
	if err := s.note("stat", name); err != nil {
		return nil, err
	}
	info, err := s.StatFS.Stat(name)
	return info, s.outside(err)
}

func (s *spy) Open(name string) (fs.File, error) {
	if err := s.note("open", name); err != nil {
		return nil, err
	}
	f, err := s.root.Open(name)
	if err != nil {
		return nil, s.outside(err)
	}
	return &spiedFile{File: f, spy: s, name: name}, nil
}

type spiedFile struct {
	*os.File

	spy  *spy
	name string
}

func (f *spiedFile) Stat() (fs.FileInfo, error) {
	if err := f.spy.note("fstat", f.name); err != nil {
		return nil, err
	}
	return f.File.Stat()
}

func (f *spiedFile) Read(b []byte) (int, error) {
	if err := f.spy.note("read", f.name); err != nil {
		return 0, err
	}
	return f.File.Read(b)
}

func (f *spiedFile) ReadDir(n int) ([]fs.DirEntry, error) {
	if err := f.spy.note("readdir", f.name); err != nil {
		return nil, err
	}
	return f.File.ReadDir(n)
}
