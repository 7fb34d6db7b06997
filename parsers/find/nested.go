package find

import (
	"bytes"
	"path"
	"slices"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/parsers/cloudformation/local"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// stacks follows the templates that templates nest, without those that are no
// part of anything that is deployed.
func (s *surveyed) stacks() graph {
	calls := map[string][]string{}
	for name, what := range s.documents {
		if what.dialect == template {
			calls[name] = s.nests(name)
		}
	}
	s.dropAssets(calls)
	return rooted(calls)
}

// nests gives the local templates that a template nests, by the code that its
// parser uses: what is not read as part of another template must be read by
// itself.
func (s *surveyed) nests(name string) []string {
	file, err := s.root.Read(name)
	if err != nil || !containsAny(file.Bytes, [][]byte{[]byte(local.Stack), []byte(local.Application)}) {
		return nil
	}
	document, problem := tree.Parse(file, s.root.Limits())
	if problem != nil {
		return nil
	}
	var nested []string
	for _, file := range local.Templates(document.Root) {
		if inner, err := source.Resolve(path.Dir(name), file.Name); err == nil {
			nested = append(nested, inner)
		}
	}
	slices.Sort(nested)
	return slices.Compact(nested)
}

// assembly notes the stacks that a cloud assembly's manifest names.
func (s *surveyed) assembly(file *source.File) {
	if path.Base(file.Path) != local.Manifest || !bytes.Contains(file.Bytes, []byte(`"artifacts"`)) {
		return
	}
	manifest, problem := tree.Parse(file, s.root.Limits())
	if problem != nil {
		if bytes.Contains(file.Bytes, []byte(local.StackArtifact)) {
			s.problems = append(s.problems, *problem)
		}
		return
	}
	stacks, ok := local.Assembly(manifest.Root)
	if !ok {
		return
	}
	dir := path.Dir(file.Path)
	s.assemblies[dir] = map[string]bool{}
	for _, stack := range stacks {
		s.assemblies[dir][path.Join(dir, stack.Template)] = true
	}
}

// dropAssets takes out what lies in cloud assemblies and is none of their
// stacks: assets, and what an earlier run of the CDK has left there. What the
// user names stays.
func (s *surveyed) dropAssets(nested map[string][]string) {
	if len(s.assemblies) == 0 {
		return
	}
	kept := map[string]bool{}
	g := graph{calls: nested}
	for name := range s.documents {
		if dir := s.assemblyOf(name); dir == "" || s.assemblies[dir][name] || slices.Contains(s.args.files, name) {
			g.reach(name, kept)
			kept[name] = true
		}
	}
	for name, what := range s.documents {
		if kept[name] {
			continue
		}
		delete(s.documents, name)
		delete(nested, name)
		if what.dialect == template {
			s.skip(name, "no stack that the manifest of the cloud assembly names")
		}
	}
	for dir := range s.modules {
		named := func(file string) bool { return path.Dir(file) == dir }
		if s.assemblyOf(dir) != "" && !slices.ContainsFunc(s.args.files, named) {
			delete(s.modules, dir)
		}
	}
}

// assemblyOf gives the innermost cloud assembly that a path lies in, "" if it
// lies in none.
func (s *surveyed) assemblyOf(name string) string {
	for name != "." && name != "/" {
		name = path.Dir(name)
		if s.assemblies[name] != nil {
			return name
		}
	}
	return ""
}
