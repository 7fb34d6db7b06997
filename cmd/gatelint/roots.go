package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/rules"
)

// scope is a root and the paths that are asked for under it.
type scope struct {
	// dir is the root's directory as the system knows it, relative to the
	// working directory or absolute.
	dir string
	// prefix names the root in reports: its path from the working directory,
	// with forward slashes, "" for the working directory itself.
	prefix string
	paths  []string
	root   *source.Root
	// nameless says that the document came from standard input without a
	// name; reports call it "-".
	nameless bool
}

// scopesOf gives each path its root. That is the working directory for all
// that lies in it, so that one definition may use a module beside it, and else
// the path itself, or the directory of a file.
func scopesOf(paths []string) ([]*scope, error) {
	var scopes []*scope
	byDir := map[string]*scope{}
	for _, name := range paths {
		dir, inside, err := rootOf(name)
		if err != nil {
			return nil, err
		}
		s := byDir[dir]
		if s == nil {
			s = &scope{dir: dir}
			if dir != "." {
				s.prefix = filepath.ToSlash(dir)
			}
			byDir[dir] = s
			scopes = append(scopes, s)
		}
		s.paths = append(s.paths, inside)
	}
	return scopes, nil
}

// rootOf gives the directory of a path's root and the path from there.
func rootOf(name string) (dir, inside string, err error) {
	info, err := os.Stat(name)
	if err != nil {
		return "", "", fmt.Errorf("%s: %w", name, withoutPath(err))
	}
	shown, err := fromHere(name)
	if err != nil {
		return "", "", err
	}
	switch target, err := realFromHere(name); {
	case err == nil && filepath.IsLocal(target) && filepath.IsLocal(shown):
		return ".", filepath.ToSlash(shown), nil
	case info.IsDir():
		return shown, ".", nil
	}
	return filepath.Dir(shown), filepath.ToSlash(filepath.Base(shown)), nil
}

// fromHere gives a path relative to the working directory.
func fromHere(name string) (string, error) {
	absolute, here, err := absolutes(name)
	if err != nil {
		return "", err
	}
	if relative, err := filepath.Rel(here, absolute); err == nil {
		return relative, nil
	}
	return absolute, nil // another drive
}

// realFromHere gives a path relative to the working directory with all symbolic
// links followed in both.
func realFromHere(name string) (string, error) {
	absolute, here, err := absolutes(name)
	if err != nil {
		return "", err
	}
	if absolute, err = filepath.EvalSymlinks(absolute); err != nil {
		return "", err
	}
	if here, err = filepath.EvalSymlinks(here); err != nil {
		return "", err
	}
	return filepath.Rel(here, absolute)
}

// absolutes gives a path and the working directory from the root of the file
// system.
func absolutes(name string) (absolute, here string, err error) {
	if absolute, err = filepath.Abs(name); err != nil {
		return "", "", err
	}
	here, err = os.Getwd()
	return absolute, here, err
}

// shown gives a range as reports name it.
func (s *scope) shown(at source.Range) source.Range {
	switch {
	case at.File == "":
	case s.nameless && (at.File == stdinDir || path.Dir(at.File) == stdinDir):
		at.File = stdinDir
	default:
		at.File = path.Join(s.prefix, at.File)
	}
	return at
}

// shownFinding gives a finding with all its places as reports name them.
func (s *scope) shownFinding(f rules.Finding) rules.Finding {
	f.At = s.shown(f.At)
	f.Calls, f.Owners = slices.Clone(f.Calls), slices.Clone(f.Owners)
	for _, places := range [][]source.Range{f.Calls, f.Owners} {
		for i := range places {
			places[i] = s.shown(places[i])
		}
	}
	f.Related = slices.Clone(f.Related)
	for i := range f.Related {
		f.Related[i].At = s.shown(f.Related[i].At)
	}
	return f
}

// within gives the path from the root of a file that is named from the working
// directory.
func (s *scope) within(file string) (string, error) {
	name, err := fromHere(file)
	if err != nil {
		return "", err
	}
	inside, err := filepath.Rel(s.dir, name)
	if err != nil || !filepath.IsLocal(inside) {
		return "", fmt.Errorf("it lies outside %s, where gatelint was told to read; run it from a folder that holds both", s.dir)
	}
	return filepath.ToSlash(inside), nil
}

// line gives the text of a line of a file as reports name it, unless it may hold
// a secret.
func (s *scope) line(file string, line int) (string, bool) {
	read := s.read(file)
	if read == nil || line < 1 || line > read.Lines() || read.MayBePlan() {
		return "", false
	}
	return read.Line(line), true
}

// read gives a file as reports name it, nil if the scope has none or it cannot
// be read.
func (s *scope) read(file string) *source.File {
	inside := file
	if s.nameless && file == stdinDir {
		inside = s.paths[0]
	}
	if s.prefix != "" {
		var ok bool
		if inside, ok = strings.CutPrefix(file, s.prefix+"/"); !ok {
			return nil
		}
	}
	read, err := s.root.Read(inside)
	if err != nil {
		return nil
	}
	return read
}
