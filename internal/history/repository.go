// Package history reads commits out of a git repository, from its files: it runs
// no git, follows no configuration and writes nothing.
package history

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"sync"

	"github.com/go-git/go-billy/v5"
	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-billy/v5/util"
	"github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/storage/filesystem"
	"github.com/go-git/go-git/v5/storage/filesystem/dotgit"
)

// Repository is one that was found around a directory. It is safe for concurrent
// use.
type Repository struct {
	// Dir is the directory that is checked out.
	Dir string

	mu    sync.Mutex // for the storage
	store *filesystem.Storage
}

// ErrNoRepository says that a directory lies in no repository.
var ErrNoRepository = errors.New("it is in no git repository")

// Open opens the repository that a directory, named absolutely, lies in.
func Open(dir string) (*Repository, error) {
	for {
		checkedOut := osfs.New(dir)
		info, err := checkedOut.Stat(".git")
		switch {
		case err == nil:
			return openAt(dir, checkedOut, info)
		case !errors.Is(err, fs.ErrNotExist):
			return nil, fmt.Errorf("looking for .git: %w", err)
		case dir == filepath.Dir(dir):
			return nil, ErrNoRepository
		}
		dir = filepath.Dir(dir)
	}
}

// openAt opens what .git is or names: a further worktree and a submodule have a
// file there that names a folder.
func openAt(dir string, checkedOut billy.Filesystem, info fs.FileInfo) (*Repository, error) {
	own := filepath.Join(dir, ".git")
	if !info.IsDir() {
		target, err := named(checkedOut, ".git", "gitdir: ", dir)
		if err != nil {
			return nil, fmt.Errorf(".git: %w", err)
		}
		own = target
	}
	shared := own
	switch target, err := named(osfs.New(own), "commondir", "", own); {
	case err == nil:
		shared = target
	case !errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("commondir: %w", err)
	}
	if err := supported(osfs.New(shared)); err != nil {
		return nil, err
	}
	files := dotgit.NewRepositoryFilesystem(osfs.New(own), osfs.New(shared))
	store := filesystem.NewStorageWithOptions(files, cache.NewObjectLRUDefault(), filesystem.Options{
		ExclusiveAccess: true, // lists the objects once
		KeepDescriptors: true,
		AlternatesFS:    osfs.New(filepath.VolumeName(own) + string(filepath.Separator)),
	})
	return &Repository{Dir: dir, store: store}, nil
}

// named gives the folder that a one-line file names, relative to base.
func named(files billy.Filesystem, file, prefix, base string) (string, error) {
	content, err := util.ReadFile(files, file)
	if err != nil {
		return "", err
	}
	target, ok := strings.CutPrefix(strings.TrimSpace(string(content)), prefix)
	if !ok || target == "" {
		return "", fmt.Errorf("it does not begin with %q", prefix)
	}
	if target = filepath.FromSlash(target); !filepath.IsAbs(target) {
		target = filepath.Join(base, target)
	}
	return target, nil
}

// supported refuses the formats of repositories that go-git would misread.
func supported(shared billy.Filesystem) error {
	if _, err := shared.Stat("reftable"); err == nil {
		return errors.New("the repository keeps its references as reftable, which gatelint cannot read")
	}
	content, err := util.ReadFile(shared, "config")
	if err != nil {
		return nil // a repository needs no configuration
	}
	for line := range strings.Lines(strings.ToLower(string(content))) {
		if name, value, ok := strings.Cut(line, "="); ok && strings.TrimSpace(name) == "objectformat" && strings.TrimSpace(value) != "sha1" {
			return errors.New("the repository has SHA-256 hashes, which gatelint cannot read")
		}
	}
	return nil
}

// Close releases the files of the repository.
func (r *Repository) Close() error { return r.store.Close() }
