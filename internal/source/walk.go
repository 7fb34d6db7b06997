package source

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/source/ignore"
)

// Skipped is something that a walk passed over on purpose.
type Skipped struct {
	Path, Reason string
}

// Listing is what a walk met, each list sorted by path.
type Listing struct {
	Files   []string
	Skipped []Skipped
	// Problems are folders that could not be listed, and limits.
	Problems []Problem
}

// Walk lists the regular files in the folder dir and those below it whose
// names are wanted. Hidden files and folders, node_modules and what .gitignore
// files name are passed over, unless dir itself lies in there. A symbolic link
// counts as the file it leads to; links to folders are not followed.
func (r *Root) Walk(dir string, wanted func(name string) bool) Listing {
	w := walk{root: r, wanted: wanted}
	name, err := clean(dir)
	if err != nil {
		w.problem(err)
		return w.listing
	}
	w.folder(name, w.rulesAbove(name))
	slices.Sort(w.listing.Files)
	slices.SortFunc(w.listing.Skipped, func(a, b Skipped) int { return strings.Compare(a.Path, b.Path) })
	return w.listing
}

// Ignores reports whether the .gitignore files of the root name a file or a
// folder above it.
func (r *Root) Ignores(name string) bool {
	w := walk{root: r}
	var rules *scope
	for i, c := range name {
		if c == '/' {
			rules = w.rulesIn(path.Dir(name[:i]), rules)
			if rules.ignores(name[:i], true) {
				return true
			}
		}
	}
	return w.rulesIn(path.Dir(name), rules).ignores(name, false)
}

type walk struct {
	root    *Root
	wanted  func(name string) bool
	listing Listing
	depth   int
	full    bool
}

// scope is a .gitignore file and the folder it is in, innermost first.
type scope struct {
	folder string
	rules  ignore.Rules
	outer  *scope
}

// ignores reports whether git would ignore the path.
func (s *scope) ignores(name string, folder bool) bool {
	for ; s != nil; s = s.outer {
		inside := name
		if s.folder != "." {
			inside = strings.TrimPrefix(name, s.folder+"/")
		}
		switch s.rules.Match(inside, folder) {
		case ignore.Ignored:
			return true
		case ignore.Included:
			return false
		case ignore.Silent:
		}
	}
	return false
}

// rulesAbove gives the rules of the folders above dir, none if they ignore dir:
// whoever names an ignored folder wants it read.
func (w *walk) rulesAbove(dir string) *scope {
	if dir == "." {
		return nil
	}
	var rules *scope
	for i, c := range dir + "/" {
		if c != '/' {
			continue
		}
		rules = w.rulesIn(path.Dir(dir[:i]), rules)
		if rules.ignores(dir[:i], true) {
			return nil
		}
	}
	return rules
}

// rulesIn adds the rules of the .gitignore file in a folder.
func (w *walk) rulesIn(dir string, outer *scope) *scope {
	file, err := w.root.Read(path.Join(dir, ".gitignore"))
	switch {
	case err == nil:
		return &scope{folder: dir, rules: ignore.Parse(file.Bytes), outer: outer}
	case !errors.Is(err, fs.ErrNotExist):
		w.skip(path.Join(dir, ".gitignore"), "not applied: "+reasonOf(err))
	}
	return outer
}

func (w *walk) folder(dir string, rules *scope) {
	if w.depth++; w.depth > w.root.limits.Depth {
		w.problem(&ReadError{
			Kind: Limit, Path: dir,
			Reason: fmt.Sprintf("was not read: folders are nested more than %d levels deep, the limit", w.root.limits.Depth),
		})
		w.depth--
		return
	}
	entries, err := w.root.ReadDir(dir)
	if err != nil {
		w.problem(err)
	}
	if slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == ".gitignore" }) {
		rules = w.rulesIn(dir, rules)
	}
	for _, e := range entries {
		if w.full {
			break
		}
		w.entry(path.Join(dir, e.Name()), e, rules)
	}
	w.depth--
}

func (w *walk) entry(name string, e fs.DirEntry, rules *scope) {
	hidden := strings.HasPrefix(e.Name(), ".")
	switch {
	case e.Name() == ".git":
	case e.IsDir() && hidden:
		w.skip(name, "hidden folder")
	case e.IsDir() && e.Name() == "node_modules":
		w.skip(name, "installed packages")
	case e.IsDir() && rules.ignores(name, true):
		w.skip(name, "ignored by .gitignore")
	case e.IsDir():
		w.folder(name, rules)
	case hidden:
	case e.Type() == fs.ModeSymlink:
		w.link(name, rules)
	case w.wanted(e.Name()):
		w.file(name, e.Type(), rules)
	}
}

// link looks at what a symbolic link leads to.
func (w *walk) link(name string, rules *scope) {
	info, err := w.root.Stat(name)
	switch {
	case err == nil && info.IsDir():
		w.skip(name, "symbolic link to a folder")
	case !w.wanted(path.Base(name)):
	case err != nil:
		w.skip(name, "symbolic link: "+reasonOf(err))
	default:
		w.file(name, info.Mode().Type(), rules)
	}
}

func (w *walk) file(name string, mode fs.FileMode, rules *scope) {
	switch {
	case rules.ignores(name, false):
		w.skip(name, "ignored by .gitignore")
	case !mode.IsRegular():
		w.skip(name, kind(mode)+", not a regular file")
	case len(w.listing.Files) == w.root.limits.Files:
		w.full = true
		w.problem(&ReadError{
			Kind: Limit, Path: name,
			Reason: fmt.Sprintf("and what follows was not read: there are more than %d files, the limit; lint fewer folders at once", w.root.limits.Files),
		})
	default:
		w.listing.Files = append(w.listing.Files, name)
	}
}

func (w *walk) skip(name, reason string) {
	w.listing.Skipped = append(w.listing.Skipped, Skipped{Path: name, Reason: reason})
}

func (w *walk) problem(err error) {
	w.listing.Problems = append(w.listing.Problems, ProblemOf(err))
}
