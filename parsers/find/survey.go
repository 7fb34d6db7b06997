package find

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
)

// surveyed is everything that the folders hold, by path.
type surveyed struct {
	root *source.Root
	args arguments
	// asked are the paths that named folders hold.
	asked     map[string]bool
	modules   map[string][]string // files by directory
	documents map[string]sniffed
	skipped   []source.Skipped
	problems  []source.Problem
	// assemblies are the folders that the CDK wrote, with the templates that
	// their manifests name.
	assemblies map[string]map[string]bool
	seen       map[*byte]string // documents by their bytes
}

// survey walks the named folders, and the whole root if files are named, since
// the definitions they take part in may be anywhere.
func survey(root *source.Root, args arguments) *surveyed {
	s := &surveyed{
		root:      root,
		args:      args,
		asked:     map[string]bool{},
		modules:   map[string][]string{},
		documents: map[string]sniffed{},
		seen:      map[*byte]string{},

		assemblies: map[string]map[string]bool{},
	}
	for _, folder := range args.folders {
		listing := root.Walk(folder, isCandidate)
		s.skipped = append(s.skipped, listing.Skipped...)
		s.problems = append(s.problems, listing.Problems...)
		for _, name := range listing.Files {
			s.asked[name] = true
		}
	}
	met := maps.Clone(s.asked)
	if len(args.files) > 0 {
		for _, name := range root.Walk(".", isCandidate).Files {
			met[name] = true
		}
		// A named file in a folder that git ignores belongs to what is there.
		for _, name := range args.files {
			if met[name] || !isCandidate(name) {
				continue
			}
			for _, beside := range root.Walk(path.Dir(name), isCandidate).Files {
				met[beside] = true
			}
		}
	}
	for _, name := range args.files {
		s.meet(name) // ahead of other names of the same file
		delete(met, name)
	}
	for _, name := range slices.Sorted(maps.Keys(met)) {
		s.meet(name)
	}
	return s
}

// isCandidate reports whether a file of that name may be a definition or part
// of one.
func isCandidate(name string) bool {
	switch path.Ext(name) {
	case ".yaml", ".yml", ".json", ".template":
		return true
	}
	return source.IsTerraformFile(name)
}

// isModuleFile reports whether Terraform would read the file as part of the
// module in its directory.
func isModuleFile(name string) bool {
	return source.IsTerraformFile(name) && !isVariables(name)
}

func isVariables(name string) bool {
	return path.Ext(strings.TrimSuffix(name, ".json")) == ".tfvars"
}

// meet files a candidate under what it is. A panic stays with the file.
func (s *surveyed) meet(name string) {
	defer func() {
		if cause := recover(); cause != nil {
			s.problems = append(s.problems, source.Problem{
				Kind: source.Internal, At: source.Range{File: name},
				Message: fmt.Sprintf("gatelint failed to tell what this file is, please report it: %v", cause),
			})
		}
	}()
	switch {
	case isVariables(name):
	case isModuleFile(name) && !s.disguised(name):
		s.module(path.Dir(name))
	default:
		s.document(name)
	}
}

// disguised reports whether a file that is named like Terraform's JSON syntax
// is a definition of another dialect by its content.
func (s *surveyed) disguised(name string) bool {
	if path.Ext(name) != ".json" {
		return false
	}
	file, err := s.root.Read(name)
	return err == nil && sniff(name, file.Bytes).dialect != foreign
}

// module lists the Terraform files of a directory. Once one of them counts, all
// do, also those that git ignores: so Terraform has it.
func (s *surveyed) module(dir string) {
	if _, known := s.modules[dir]; known {
		return
	}
	entries, err := s.root.ReadDir(dir)
	if err != nil {
		s.problems = append(s.problems, source.ProblemOf(err))
	}
	s.modules[dir] = nil
	for _, entry := range entries {
		name := path.Join(dir, entry.Name())
		if isModuleFile(name) && !entry.IsDir() && !isBackup(entry.Name()) && !s.disguised(name) {
			s.modules[dir] = append(s.modules[dir], name)
		}
	}
	s.modules[dir] = source.WithoutReplaced(s.modules[dir])
}

// isBackup reports whether an editor keeps its copies under such a name.
// Terraform reads none of them.
func isBackup(base string) bool {
	return strings.HasPrefix(base, ".") || strings.HasSuffix(base, "~")
}

// document looks into a file that may be a definition by itself. One that
// cannot be read is a problem only if its beginning is that of a definition, or
// is not known either.
func (s *surveyed) document(name string) {
	file, err := s.root.Read(name)
	if err != nil {
		s.unread(name, err)
		return
	}
	s.assembly(file)
	found := sniff(name, file.Bytes)
	switch {
	case found.passed == stateOfTerraform && slices.Contains(s.args.files, name):
		found.dialect = plan // who names it means it for one, and is told
	case found.passed != "":
		s.skip(name, found.passed)
	}
	if found.dialect == foreign {
		return
	}
	if twin := s.seen[&file.Bytes[0]]; twin != "" {
		s.skip(name, "the same file as "+twin)
		return
	}
	s.seen[&file.Bytes[0]] = name
	s.documents[name] = found
}

func (s *surveyed) unread(name string, err error) {
	failed, ok := errors.AsType[*source.ReadError](err)
	isForeign := ok && failed.Head != nil && sniffHead(failed.Head) == foreign
	if !isForeign && !errors.Is(err, fs.ErrNotExist) && s.concerns(name) {
		s.problems = append(s.problems, source.ProblemOf(err))
	}
}

func (s *surveyed) skip(name, reason string) {
	if s.concerns(name) {
		s.skipped = append(s.skipped, source.Skipped{Path: name, Reason: reason})
	}
}

// concerns reports whether the user asked for the path.
func (s *surveyed) concerns(name string) bool {
	return s.asked[name] || slices.Contains(s.args.files, name)
}

// mentions reports whether the text of a file has the name in it.
func (s *surveyed) mentions(file, name string) bool {
	text, err := s.root.Read(file)
	return err == nil && hasName(text.Bytes, name)
}

// hasName reports whether a text has the name of a file in it, and not only as
// a part of a longer one.
func hasName(text []byte, name string) bool {
	for from := 0; ; from++ {
		at := bytes.Index(text[from:], []byte(name))
		if at < 0 {
			return false
		}
		from += at
		end := from + len(name)
		begins := from == 0 || !ofName(text[from-1]) && text[from-1] != '.'
		if begins && (end == len(text) || !ofName(text[end])) {
			return true
		}
	}
}

// ofName reports whether a name goes on with the character.
func ofName(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c == '-'
}
