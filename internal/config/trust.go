package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/rules"
)

// Note says something about a line of the file.
type Note struct {
	At      source.Range
	Message string
}

// Confine leaves of a configuration what a file may say for which nobody
// vouches, because it lies in what is linted. It may make the gate stricter.
// What narrows the gate counts and is listed, for a reviewer to see. What would write files, or read any outside the
// repository, is disregarded, and the second list says so.
//
// folder is the file's folder from the root of the repository, and readable
// gives an error for a path from there that leads out of it.
func (c *Config) Confine(folder string, readable func(path string) error) (narrowed, disregarded []Note) {
	disregarded = c.disregard(folder, readable)
	return c.narrowings(), disregarded
}

// narrowings lists what makes the gate let more pass, or may: with a value for
// what is open, a fault may be one of a case that does not arise.
func (c *Config) narrowings() []Note {
	var list []Note
	note := func(at source.Range, format string, args ...any) {
		list = append(list, Note{at, fmt.Sprintf(format, args...)})
	}
	if level := c.FailOn.Value; level == string(rules.Error) || level == "never" {
		note(c.FailOn.At, "fail-on: %s, where warnings would fail, too", level)
	}
	if len(c.Select) > 0 {
		note(c.Select[0].At, "select: no rules but %s", joined(c.Select))
	}
	for _, name := range c.Ignore {
		note(name.At, "ignore: %s", name.Value)
	}
	for _, s := range c.Severity {
		if own := worst(s.Rule); rank(s.Level) > rank(own) {
			note(s.At, "severity: %s (%s) is %s in place of %s", s.Rule.ID, s.Rule.Name, s.Level, own)
		}
	}
	for _, glob := range c.Exclude {
		note(glob.At, "exclude: %s", glob.Value)
	}
	for _, e := range c.External {
		what, of := e.Kind, ""
		if what == "" {
			what = "what belongs to resources"
		}
		if len(e.Of) > 0 {
			of = " of " + strings.Join(e.Of, ", ")
		}
		note(e.At, "external: %s%s", what, of)
	}
	if c.Baseline.Value != "" {
		note(c.Baseline.At, "baseline: what %s lists", c.Baseline.Value)
	}
	for _, given := range []struct {
		key   string
		names []Text
	}{
		{"variables", pairNames(c.Variables)},
		{"var-files", c.VarFiles},
		{"parameters", pairNames(c.Parameters)},
		{"regions", c.Regions},
		{"account", []Text{c.Account}},
	} {
		if len(given.names) > 0 && given.names[0].Value != "" {
			note(given.names[0].At, "%s: taken for granted: %s", given.key, joined(given.names))
		}
	}
	slices.SortStableFunc(list, byPlace)
	return list
}

// pairNames gives the names without the values, which may be secrets.
func pairNames(list []Pair) []Text {
	names := make([]Text, len(list))
	for i, p := range list {
		names[i] = Text{Value: p.Name, At: p.At}
	}
	return names
}

// disregard takes out what no file may say for which nobody vouches.
func (c *Config) disregard(folder string, readable func(path string) error) []Note {
	var list []Note
	leadsOut := func(key string) func(t Text) bool {
		return func(t Text) bool {
			inside, err := source.Resolve(folder, t.Value)
			if err == nil {
				err = readable(inside)
			}
			if !source.OutsideRoot(err) {
				return false
			}
			list = append(list, Note{t.At, fmt.Sprintf("%s: %s lies outside the repository", key, t.Value)})
			return true
		}
	}
	c.VarFiles = slices.DeleteFunc(c.VarFiles, leadsOut("var-files"))
	if c.Baseline.Value != "" && leadsOut("baseline")(c.Baseline) {
		c.Baseline = Text{}
	}
	c.Formats = slices.DeleteFunc(c.Formats, func(t Text) bool {
		isFile := strings.Contains(t.Value, "=")
		if isFile {
			list = append(list, Note{t.At, fmt.Sprintf("formats: %s would write a file", t.Value)})
		}
		return isFile
	})
	for _, dir := range c.Policies {
		list = append(list, Note{dir.At, fmt.Sprintf("policies: this version runs none of its users (%s)", dir.Value)})
	}
	c.Policies = nil
	slices.SortStableFunc(list, byPlace)
	return list
}

func byPlace(a, b Note) int {
	if a.At.Before(b.At) {
		return -1
	}
	if b.At.Before(a.At) {
		return 1
	}
	return 0
}

// worst gives the worst severity of any of a rule's findings.
func worst(rule *rules.Rule) rules.Severity {
	if rule.Worst != "" && rank(rule.Worst) < rank(rule.Severity) {
		return rule.Worst
	}
	return rule.Severity
}

// rank counts from 0, the worst.
func rank(s rules.Severity) int { return slices.Index(levels, string(s)) }

func joined(list []Text) string {
	values := make([]string, len(list))
	for i, t := range list {
		values[i] = t.Value
	}
	return strings.Join(values, ", ")
}
