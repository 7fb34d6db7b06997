package find

import (
	"maps"
	"path"
	"slices"

	"github.com/gatelint/gatelint/internal/source"
)

// graph is which module directories call which, or which templates nest which.
type graph struct {
	calls map[string][]string
	roots map[string]bool
}

// graph follows the module calls of all directories.
func (s *surveyed) graph() graph {
	calls := map[string][]string{}
	for dir, files := range s.modules {
		calls[dir] = s.calls(dir, files)
	}
	return rooted(calls)
}

// rooted finds the roots of calls: those that nobody calls.
func rooted(calls map[string][]string) graph {
	g := graph{calls: calls, roots: map[string]bool{}}
	called := map[string]bool{}
	for _, callees := range calls {
		for _, callee := range callees {
			called[callee] = true
		}
	}
	reached := map[string]bool{}
	dirs := slices.Sorted(maps.Keys(calls))
	for _, dir := range dirs {
		if !called[dir] {
			g.roots[dir] = true
			g.reach(dir, reached)
		}
	}
	// Those that call each other in a circle have a root, too.
	for _, dir := range dirs {
		if !reached[dir] && g.circular(dir) {
			g.roots[dir] = true
			g.reach(dir, reached)
		}
	}
	return g
}

// circular reports whether the calls of one lead back to it.
func (g graph) circular(dir string) bool {
	reached := map[string]bool{}
	for _, callee := range g.calls[dir] {
		g.reach(callee, reached)
	}
	return reached[dir]
}

// calls gives the directories that module calls in the files name.
func (s *surveyed) calls(dir string, files []string) []string {
	var calls []string
	for _, name := range files {
		file, err := s.root.Read(name)
		if err != nil {
			continue // the parser of the directory reports it
		}
		written := moduleSources
		if path.Ext(name) == ".json" {
			written = moduleSourcesJSON
		}
		for _, text := range written(file) {
			if callee, err := source.Resolve(dir, text); err == nil {
				calls = append(calls, callee)
			}
		}
	}
	slices.Sort(calls)
	return slices.Compact(calls)
}

// reach adds one and all that its calls lead to.
func (g graph) reach(dir string, reached map[string]bool) {
	pending := []string{dir}
	for len(pending) > 0 {
		dir := pending[len(pending)-1]
		pending = pending[:len(pending)-1]
		if calls, known := g.calls[dir]; known && !reached[dir] {
			reached[dir] = true
			pending = append(pending, calls...)
		}
	}
}
