package history

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/object"
	"github.com/go-git/go-git/v5/storage/filesystem"
)

// repo makes a repository without git.
type repo struct {
	t     *testing.T
	dir   string
	store *filesystem.Storage
}

func newRepo(t *testing.T) *repo {
	t.Helper()
	dir := t.TempDir()
	r := &repo{t: t, dir: dir, store: filesystem.NewStorage(osfs.New(filepath.Join(dir, ".git")), cache.NewObjectLRUDefault())}
	if err := r.store.Init(); err != nil {
		t.Fatal(err)
	}
	r.point("HEAD", "ref: refs/heads/main")
	return r
}

// point sets a reference: to a hash, or to "ref: ANOTHER".
func (r *repo) point(name, target string) {
	r.t.Helper()
	if err := r.store.SetReference(plumbing.NewReferenceFromStrings(name, target)); err != nil {
		r.t.Fatal(err)
	}
}

type encodable interface {
	Encode(o plumbing.EncodedObject) error
}

func (r *repo) put(o encodable) plumbing.Hash {
	r.t.Helper()
	encoded := r.store.NewEncodedObject()
	if err := o.Encode(encoded); err != nil {
		r.t.Fatal(err)
	}
	return r.save(encoded)
}

func (r *repo) save(encoded plumbing.EncodedObject) plumbing.Hash {
	r.t.Helper()
	h, err := r.store.SetEncodedObject(encoded)
	if err != nil {
		r.t.Fatal(err)
	}
	return h
}

func (r *repo) blob(text string) plumbing.Hash {
	r.t.Helper()
	encoded := r.store.NewEncodedObject()
	encoded.SetType(plumbing.BlobObject)
	w, err := encoded.Writer()
	if err != nil {
		r.t.Fatal(err)
	}
	if _, err := w.Write([]byte(text)); err != nil {
		r.t.Fatal(err)
	}
	return r.save(encoded)
}

// tree makes a tree of files by path. A text "-> TARGET" makes a symbolic link.
func (r *repo) tree(files map[string]string) plumbing.Hash {
	r.t.Helper()
	made := object.Tree{}
	below := map[string]map[string]string{}
	for name, text := range files {
		if dir, rest, nested := strings.Cut(name, "/"); nested {
			if below[dir] == nil {
				below[dir] = map[string]string{}
			}
			below[dir][rest] = text
			continue
		}
		entry := object.TreeEntry{Name: name, Mode: filemode.Regular}
		if target, isLink := strings.CutPrefix(text, "-> "); isLink {
			entry.Mode, text = filemode.Symlink, target
		}
		entry.Hash = r.blob(text)
		made.Entries = append(made.Entries, entry)
	}
	for dir, files := range below {
		made.Entries = append(made.Entries, object.TreeEntry{Name: dir, Mode: filemode.Dir, Hash: r.tree(files)})
	}
	slices.SortFunc(made.Entries, func(a, b object.TreeEntry) int { return strings.Compare(sortName(a), sortName(b)) })
	return r.put(&made)
}

// sortName is what git sorts by.
func sortName(e object.TreeEntry) string {
	if e.Mode == filemode.Dir {
		return e.Name + "/"
	}
	return e.Name
}

func (r *repo) commit(tree plumbing.Hash, message string, parents ...plumbing.Hash) plumbing.Hash {
	r.t.Helper()
	who := object.Signature{Name: "a", Email: "a@example.com", When: time.Unix(1_700_000_000, 0)}
	return r.put(&object.Commit{Author: who, Committer: who, Message: message, TreeHash: tree, ParentHashes: parents})
}

// open opens it as the product does.
func (r *repo) open() *Repository {
	r.t.Helper()
	opened, err := Open(r.dir)
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { _ = opened.Close() })
	return opened
}

// onDisk writes files to a directory; what is a link there may fail.
func onDisk(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o750); err != nil {
			t.Fatal(err)
		}
		var err error
		if target, isLink := strings.CutPrefix(text, "-> "); isLink {
			err = os.Symlink(target, file)
		} else {
			err = os.WriteFile(file, []byte(text), 0o600)
		}
		if err != nil {
			t.Skip(err)
		}
	}
	return dir
}

// raw writes a tree as it is, in the order and with the names that it has.
func (r *repo) raw(tree object.Tree) plumbing.Hash {
	r.t.Helper()
	encoded := r.store.NewEncodedObject()
	encoded.SetType(plumbing.TreeObject)
	w, err := encoded.Writer()
	if err != nil {
		r.t.Fatal(err)
	}
	for _, e := range tree.Entries {
		if _, err := fmt.Fprintf(w, "%o %s\x00%s", uint32(e.Mode), e.Name, e.Hash[:]); err != nil {
			r.t.Fatal(err)
		}
	}
	return r.save(encoded)
}
