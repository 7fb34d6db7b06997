package terraform

import (
	"errors"
	"fmt"
	"path"
	"runtime"
	"strings"
	"sync"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/source/prescan"
)

// module gives what the files of a directory say, reading them once.
func (r *run) module(dir string) *module {
	if m := r.modules[dir]; m != nil {
		return m
	}
	m := newModule(dir)
	r.modules[dir] = m
	entries, err := r.root.ReadDir(dir)
	if err != nil {
		r.unreadable(err)
		m.isOpen = true
		return m
	}
	var names []string
	for _, entry := range entries {
		if name := entry.Name(); !entry.IsDir() && !isIgnored(name) && isConfiguration(name) {
			names = append(names, path.Join(dir, name))
		}
	}
	var overrides []*hclsyntax.Body
	for _, p := range r.parseAll(source.WithoutReplaced(names)) {
		body := r.take(p)
		switch {
		case body == nil:
			m.isOpen = true
		case isOverride(path.Base(p.name)):
			overrides = append(overrides, body)
		default:
			m.add(body)
		}
	}
	for _, body := range overrides {
		m.override(body)
	}
	return m
}

// parsed is what became of a file.
type parsed struct {
	name  string
	file  *source.File
	body  *hclsyntax.Body
	diags hcl.Diagnostics
	err   error
}

// parseAll parses files side by side, and gives them in order.
func (r *run) parseAll(names []string) []parsed {
	results := make([]parsed, len(names))
	workers := make(chan struct{}, runtime.GOMAXPROCS(0))
	var wait sync.WaitGroup
	for i, name := range names {
		workers <- struct{}{}
		wait.Go(func() {
			defer func() { <-workers }()
			results[i] = parseFile(r.root, name)
		})
	}
	wait.Wait()
	return results
}

// parseFile reads and parses a file in either syntax.
func parseFile(root *source.Root, name string) parsed {
	file, err := root.Read(name)
	if err != nil {
		return parsed{name: name, err: err}
	}
	return parse(file, root.Limits())
}

// parse parses a file that was read. Nothing is parsed that nests so deep that
// it would overflow the parser's stack.
func parse(file *source.File, limits source.Limits) (p parsed) {
	p = parsed{name: file.Path, file: file}
	defer func() {
		if cause := recover(); cause != nil {
			p.body, p.err = nil, &source.ReadError{Kind: source.Internal, Path: file.Path, Reason: fmt.Sprintf("parsing failed: %v", cause)}
		}
	}()
	if strings.HasSuffix(file.Path, ".json") {
		if p.err = prescan.TerraformJSON(file, limits); p.err == nil {
			p.body, p.err = parseJSON(file)
		}
		return p
	}
	if p.err = prescan.HCL(file, limits); p.err != nil {
		return p
	}
	config, diags := hclsyntax.ParseConfig(file.Bytes, file.Path, hcl.InitialPos)
	p.diags = diags
	p.body, _ = config.Body.(*hclsyntax.Body)
	return p
}

// isIgnored reports whether Terraform passes over a file: hidden ones, and what
// editors leave behind.
func isIgnored(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#")
}

// isConfiguration reports whether a file holds configuration, by its name.
// OpenTofu has files of its own, which are written as Terraform's are.
func isConfiguration(name string) bool {
	switch path.Ext(strings.TrimSuffix(name, ".json")) {
	case ".tf", ".tofu":
		return true
	}
	return false
}

func isOverride(name string) bool {
	name = strings.TrimSuffix(name, ".json")
	name = strings.TrimSuffix(name, path.Ext(name))
	return name == "override" || strings.HasSuffix(name, "_override")
}

// take gives the body of a file, nil if it could not be read as a whole: half a
// file would make false knowledge of what it lacks.
func (r *run) take(p parsed) *hclsyntax.Body {
	if p.file != nil {
		r.keep(p.file)
	}
	if p.err != nil {
		r.unreadable(p.err)
		return nil
	}
	if p.diags.HasErrors() {
		r.diagnose(p.file, p.diags)
		r.openUp(source.Range{File: p.file.Path}, "the file could not be parsed")
		return nil
	}
	return p.body
}

// unreadable notes a file or directory that could not be read. Anything may be
// defined in it.
func (r *run) unreadable(err error) {
	problem := r.note(err)
	r.openUp(problem.At, problem.Message)
}

// note notes what could not be read.
func (r *run) note(err error) source.Problem {
	problem := source.Problem{Kind: source.Unreadable, Message: err.Error()}
	if refused, ok := errors.AsType[*source.ReadError](err); ok {
		problem = refused.Problem()
	}
	r.problems = append(r.problems, problem)
	return problem
}
