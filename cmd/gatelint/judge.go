package main

import (
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/baseline"
	"github.com/gatelint/gatelint/rules"
)

// take takes the findings out of what was found of which it is said.
func (f *found) take(out []bool) []rules.Finding {
	var taken, kept []rules.Finding
	for i, finding := range f.findings {
		if out[i] {
			taken = append(taken, finding)
		} else {
			kept = append(kept, finding)
		}
	}
	f.findings = kept
	return taken
}

// judge divides entries that match no finding: stale ones no longer occur; of
// the open ones this run cannot know, because it did not look at all that the
// baseline was written for, or not with the entry's rule; reports of other runs
// do not tell either.
func (f *found) judge(paths []string, left []baseline.Entry, options rules.Options) (stale, open []baseline.Entry) {
	whole := f.lines == nil && len(f.incomplete()) == 0 && !slices.ContainsFunc(paths, func(name string) bool { return !f.covers(name) })
	for _, entry := range left {
		rule := rules.Find(entry.ID)
		if whole && rule != nil && options.Decides(rule) && !f.excludes(entry.File) {
			stale = append(stale, entry)
		} else {
			open = append(open, entry)
		}
	}
	return stale, open
}

// paths gives what was asked for, from the root of the repository.
func (f *found) paths() []string {
	var list []string
	for _, s := range f.scopes {
		for _, name := range s.paths {
			list = append(list, path.Join(f.here, s.prefix, name))
		}
	}
	if len(list) == 0 {
		list = []string{"."} // reports do not say what was asked for
	}
	return list
}

// covers reports whether a path, from the root of the repository, is or lies in
// one that was asked for.
func (f *found) covers(name string) bool {
	return slices.ContainsFunc(f.paths(), func(asked string) bool {
		return asked == "." || name == asked || strings.HasPrefix(name, asked+"/")
	})
}

// gone reports whether a file, named from the root of the repository, is known
// not to be there.
func (f *found) gone(name string) bool {
	here, err := f.fromRepository(name)
	if err != nil {
		return false
	}
	isGone := false
	for _, s := range f.scopes {
		inside, err := s.within(here)
		if err != nil {
			continue // outside of what this run may look at
		}
		_, err = s.root.Stat(inside)
		if !errors.Is(err, fs.ErrNotExist) {
			return false
		}
		isGone = true
	}
	return isGone
}

// excludes reports whether the configuration excludes a file, named from the
// root of the repository.
func (f *found) excludes(name string) bool {
	here, err := f.fromRepository(name)
	return err == nil && f.config.excludes(here)
}

// fromRepository gives a path from the working directory for one from the root
// of the repository.
func (f *found) fromRepository(name string) (string, error) {
	return filepath.Rel(filepath.FromSlash(f.here), filepath.FromSlash(name))
}
