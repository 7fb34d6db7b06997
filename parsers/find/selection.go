package find

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
)

// selection says which definitions are asked for.
type selection struct {
	modules, documents map[string]bool
}

// selection picks what lies in named folders, and what named files take part
// in: a file of a module takes part in what calls the module; any other file in
// what mentions its name, as templates and OpenAPI documents are mentioned by
// the definitions that draw them in.
func (s *surveyed) selection() selection {
	picked := selection{modules: map[string]bool{}, documents: map[string]bool{}}
	for name := range s.asked {
		picked.documents[name] = true
		picked.modules[path.Dir(name)] = picked.modules[path.Dir(name)] || isModuleFile(name)
	}
	for _, name := range s.args.files {
		if source.IsTerraformFile(name) {
			picked.modules[path.Dir(name)] = true
			continue
		}
		picked.documents[name] = true
		s.pickMentions(picked, path.Base(name))
	}
	return picked
}

func (s *surveyed) pickMentions(picked selection, base string) {
	for document := range s.documents {
		if s.mentions(document, base) {
			picked.documents[document] = true
		}
	}
	for dir, files := range s.modules {
		if slices.ContainsFunc(files, func(file string) bool { return s.mentions(file, base) }) {
			picked.modules[dir] = true
		}
	}
}

// found gives what is picked. With a module comes every root that leads to it,
// and with a root all that it calls. With a template that others nest come the
// outermost of those in its place.
func (s *surveyed) found(g, stacks graph, picked selection) *Found {
	found := &Found{Skipped: s.skipped, Problems: s.problems, files: s.files()}
	for _, dir := range slices.Sorted(maps.Keys(g.including(picked.modules))) {
		found.Terraform = append(found.Terraform, TerraformDir{Path: dir, Calls: g.calls[dir], Root: g.roots[dir]})
	}
	outer := stacks.including(picked.documents)
	for _, name := range slices.Sorted(maps.Keys(s.documents)) {
		if stacks.roots[name] && outer[name] || s.documents[name].dialect != template && picked.documents[name] {
			found.addDocument(name, s.documents[name])
		}
	}
	s.noteMentions(found.OpenAPI)
	slices.SortFunc(found.Skipped, func(a, b source.Skipped) int { return strings.Compare(a.Path, b.Path) })
	slices.SortStableFunc(found.Problems, func(a, b source.Problem) int { return strings.Compare(a.At.File, b.At.File) })
	return found
}

// files gives the names of the files of all modules and documents.
func (s *surveyed) files() []string {
	files := slices.Collect(maps.Keys(s.documents))
	for _, module := range s.modules {
		files = append(files, module...)
	}
	slices.Sort(files)
	return files
}

// including gives everything that roots reach which reach any of the picked.
func (g graph) including(picked map[string]bool) map[string]bool {
	included := map[string]bool{}
	for root := range g.roots {
		reached := map[string]bool{}
		g.reach(root, reached)
		for dir := range reached {
			if picked[dir] {
				maps.Copy(included, reached)
				break
			}
		}
	}
	return included
}

func (f *Found) addDocument(name string, what sniffed) {
	switch what.dialect {
	case template:
		f.Templates = append(f.Templates, Template{Path: name, SAM: what.sam, JSON: what.json})
	case openAPI:
		f.OpenAPI = append(f.OpenAPI, Document{Path: name, JSON: what.json})
	case plan:
		f.Plans = append(f.Plans, Document{Path: name, JSON: true})
	case foreign:
	}
}
