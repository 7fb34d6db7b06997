// Package ignore reads .gitignore files. It differs from git in corners only: a
// question mark stands for a character, not for a byte; a class that begins
// with a bracket or has a name ("[[:digit:]]") matches nothing, as does a double
// asterisk inside a name across folders.
package ignore

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// Rules are the patterns of one .gitignore file.
type Rules []rule

type rule struct {
	glob    string
	negated bool
	folder  bool // matches folders only
	rooted  bool // matches the path from the file's folder, not just the name
}

// Verdict is what a .gitignore file says of a path.
type Verdict int

// The verdicts. A file that is silent leaves the decision to those in the
// folders above it.
const (
	Silent Verdict = iota
	Ignored
	Included
)

// Parse reads a .gitignore file. A pattern that it cannot read matches nothing.
func Parse(text []byte) Rules {
	var rules Rules
	for line := range bytes.SplitSeq(text, []byte{'\n'}) {
		if r, ok := parse(strings.TrimSuffix(string(line), "\r")); ok {
			rules = append(rules, r)
		}
	}
	return rules
}

func parse(line string) (rule, bool) {
	if strings.HasPrefix(line, "#") {
		return rule{}, false
	}
	var r rule
	line, r.negated = strings.CutPrefix(trimSpaces(line), "!")
	line, r.folder = strings.CutSuffix(line, "/")
	r.rooted = strings.Contains(line, "/")
	line = strings.TrimPrefix(line, "/")
	// What doublestar takes for more than git does.
	r.glob = strings.NewReplacer("{", `\{`, "}", `\}`).Replace(line)
	if strings.HasSuffix(r.glob, "/**") {
		r.glob += "/*"
	}
	return r, line != ""
}

// trimSpaces takes off spaces at the end, up to one that is escaped.
func trimSpaces(line string) string {
	trimmed := strings.TrimRight(line, " ")
	if strings.HasSuffix(trimmed, `\`) && len(trimmed) < len(line) {
		trimmed += " "
	}
	return trimmed
}

// Match says what the rules hold of a path relative to the folder that the file
// is in. Like git, it expects that nothing is asked of what lies in an ignored
// folder.
func (rules Rules) Match(name string, folder bool) Verdict {
	for _, r := range slices.Backward(rules) {
		if r.folder && !folder || !r.matches(name) {
			continue
		}
		if r.negated {
			return Included
		}
		return Ignored
	}
	return Silent
}

func (r rule) matches(name string) bool {
	if !r.rooted {
		name = path.Base(name)
	}
	matched, err := doublestar.Match(r.glob, name)
	return matched && err == nil
}
