package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/source/prescan"
)

// maxErrors is how many faults of one file are named.
const maxErrors = 20

// Errors are the faults of a file, in its order.
type Errors []error

// Error gives the faults, one on a line.
func (e Errors) Error() string { return errors.Join(e...).Error() }

// Parse reads a file. All that is wrong with it is an Errors, each of which
// says where it stands and what to do.
func Parse(file *source.File, limits source.Limits) (*Config, error) {
	root, err := parseYAML(file, limits)
	if err != nil {
		return nil, Errors{err}
	}
	r := &reader{file: file, config: &Config{Path: file.Path}}
	r.document(root)
	if len(r.errors) > 0 {
		slices.SortStableFunc(r.errors, func(a, b fault) int { return a.at.compare(b.at) })
		faults := make(Errors, 0, maxErrors+1)
		for i, f := range r.errors {
			if i == maxErrors {
				faults = append(faults, fmt.Errorf("%s: %d more errors", file.Path, len(r.errors)-i))
				break
			}
			faults = append(faults, fmt.Errorf("%s:%d:%d: %s", file.Path, f.at.line, f.at.column, f.text))
		}
		return nil, faults
	}
	return r.config, nil
}

// place is a line and a column, both from 1.
type place struct{ line, column int }

func (p place) compare(other place) int {
	if p.line != other.line {
		return p.line - other.line
	}
	return p.column - other.column
}

// fault is something wrong at a place.
type fault struct {
	at   place
	text string
}

// reader fills a Config and collects what is wrong.
type reader struct {
	file   *source.File
	config *Config
	errors []fault
}

func (r *reader) refusef(n *yaml.Node, format string, args ...any) {
	r.errors = append(r.errors, fault{place{max(n.Line, 1), max(n.Column, 1)}, fmt.Sprintf(format, args...)})
}

// refuseText refuses a text that was read.
func (r *reader) refuseText(t Text, why string) {
	r.errors = append(r.errors, fault{place{t.At.Start.Line, t.At.Start.Column}, fmt.Sprintf("%q: %s", t.Value, why)})
}

// at gives the place of a node of which the text is known.
func (r *reader) at(n *yaml.Node) source.Range {
	start := source.Position{Line: n.Line, Column: n.Column}
	end := start
	if n.Kind == yaml.ScalarNode && n.Style == 0 && !strings.Contains(n.Value, "\n") {
		end.Column += len([]rune(n.Value))
	}
	return source.Range{File: r.file.Path, Start: start, End: end}
}

// parseYAML gives the root of the only document of a file; a document of
// comments alone has a root that is null.
func parseYAML(file *source.File, limits source.Limits) (*yaml.Node, error) {
	if err := prescan.YAML(file, limits); err != nil {
		return nil, err
	}
	decoder := yaml.NewDecoder(bytes.NewReader(file.Bytes))
	var document, second yaml.Node
	switch err := decoder.Decode(&document); {
	case errors.Is(err, io.EOF):
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Line: 1, Column: 1}, nil
	case err != nil:
		return nil, syntax(file, err)
	}
	switch err := decoder.Decode(&second); {
	case err == nil:
		return nil, fmt.Errorf("%s:%d:%d: a second document begins here; write everything in one", file.Path, second.Line, second.Column)
	case !errors.Is(err, io.EOF):
		return nil, syntax(file, err)
	}
	return document.Content[0], nil
}

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

// syntax gives an error of the YAML parser as ours. It knows a line at most.
func syntax(file *source.File, err error) error {
	line := 1
	match := yamlLine.FindStringSubmatch(err.Error())
	if match != nil && match[1] != "" {
		line, _ = strconv.Atoi(match[1])
	}
	return fmt.Errorf("%s:%d:1: it is not valid YAML: %s", file.Path, line, yamlLine.ReplaceAllString(err.Error(), ""))
}

// document reads the whole file.
func (r *reader) document(root *yaml.Node) {
	if isNull(root) {
		r.refusef(root, "the file says nothing; write version: 1")
		return
	}
	seen := map[string]bool{}
	r.mapping(root, "the file", func(key, value *yaml.Node) {
		i := slices.IndexFunc(fields, func(f field) bool { return f.name == key.Value })
		switch {
		case i >= 0:
			seen[key.Value] = true
			fields[i].read(r, value)
		case slices.Contains(flagsOnly, key.Value):
			r.refusef(key, "%q is no key of a configuration; only the command line says that: --%s", key.Value, key.Value)
		default:
			r.refusef(key, "there is no key %q; %s", key.Value, hint(key.Value, fieldNames()))
		}
	})
	if root.Kind == yaml.MappingNode && !seen["version"] {
		r.refusef(root, "the version is missing; write version: 1")
	}
}

// mapping hands each key and value to read, and refuses all else.
func (r *reader) mapping(n *yaml.Node, what string, read func(key, value *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		r.refusef(n, "%s is %s; write NAME: VALUE", what, kindOf(n))
		return
	}
	if len(n.Content) > 2*maxItems {
		r.refusef(n, "%s has more than %d items", what, maxItems)
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		switch {
		case key.Kind != yaml.ScalarNode:
			r.refusef(key, "a key is %s; write a plain name", kindOf(key))
		case key.Tag == "!!merge":
			r.refusef(key, "merge keys are not read here; write out what is merged")
		case seen[key.Value]:
			r.refusef(key, "%q is there twice; keep one", key.Value)
		default:
			seen[key.Value] = true
			read(key, value)
		}
	}
}

// kindOf names what a node is, for people.
func kindOf(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	case yaml.AliasNode:
		return "an alias, which is not read here"
	case yaml.ScalarNode:
		if isNull(n) {
			return "empty"
		}
		return "a single value"
	default:
		return "something else"
	}
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }
