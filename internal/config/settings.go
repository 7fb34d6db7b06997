package config

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"go.yaml.in/yaml/v3"

	"github.com/gatelint/gatelint/report"
	"github.com/gatelint/gatelint/rules"
)

var (
	levels     = []string{string(rules.Error), string(rules.Warning), string(rules.Info)}
	thresholds = append(slices.Clone(levels), "never")

	regionShape  = regexp.MustCompile(`^[a-z]{2,}(-[a-z]+)+-\d+$`)
	accountShape = regexp.MustCompile(`^\d{12}$`)
)

// IsRegion reports whether a text may name a region ("eu-west-1").
func IsRegion(text string) bool { return regionShape.MatchString(text) }

// IsAccount reports whether a text may be an account's id: twelve digits.
func IsAccount(text string) bool { return accountShape.MatchString(text) }

func (r *reader) version(n *yaml.Node) {
	if value, ok := r.scalar(n, "version"); ok && (value != "1" || n.Tag != "!!int") {
		r.refusef(n, "this gatelint reads version 1 of the file, not %q; write version: 1", value)
	}
}

// ruleNames reads a list of what names rules.
func (r *reader) ruleNames(n *yaml.Node, what string) []Text {
	names := r.texts(n, what)
	for _, name := range names {
		if len(rules.Named(name.Value)) == 0 {
			r.refuseText(name, "this is no rule's id, name, group or start of an id; "+ruleHint(name.Value))
		}
	}
	return names
}

// ruleHint names the rule that was probably meant.
func ruleHint(wrong string) string {
	var names []string
	for _, rule := range rules.Catalogue() {
		names = append(names, rule.ID, rule.Name, rule.Group)
	}
	if near := nearest(wrong, names); near != "" {
		return "did you mean \"" + near + "\"?"
	}
	return "`gatelint rules` lists them"
}

// severities reads what severity rules are given, by id or name.
func (r *reader) severities(n *yaml.Node) {
	given := map[*rules.Rule]bool{}
	r.mapping(n, "severity", func(key, value *yaml.Node) {
		i := slices.IndexFunc(rules.Catalogue(), func(rule *rules.Rule) bool { return rule.ID == key.Value || rule.Name == key.Value })
		if i < 0 {
			r.refusef(key, "%q is no rule's id or name; %s", key.Value, ruleHint(key.Value))
			return
		}
		rule := rules.Catalogue()[i]
		if given[rule] {
			r.refusef(key, "%s (%s) is given a severity twice; keep one", rule.ID, rule.Name)
			return
		}
		given[rule] = true
		if value.Value == "off" {
			r.refusef(value, "a severity is one of %s; to leave the rule out, write %s under ignore", strings.Join(levels, ", "), rule.ID)
			return
		}
		if level := r.oneOf(value, "a severity", levels); level.Value != "" {
			r.config.Severity = append(r.config.Severity, Severity{Rule: rule, Level: rules.Severity(level.Value), At: r.at(key)})
		}
	})
}

// globs reads the patterns of what is passed over.
func (r *reader) globs(n *yaml.Node) {
	r.config.Exclude = r.texts(n, "exclude")
	for _, item := range r.config.Exclude {
		glob := item.Value
		switch {
		case strings.HasPrefix(glob, "!"):
			r.refuseText(item, "nothing is taken back from what is excluded")
		case strings.HasPrefix(glob, "/") || slices.Contains(strings.Split(glob, "/"), "..") || strings.Contains(glob, `:\`):
			r.refuseText(item, "it leads elsewhere; globs are relative to the folder of this file, such as examples/**")
		case !doublestar.ValidatePattern(glob):
			r.refuseText(item, "it is no glob: a bracket or brace is not closed")
		case slices.Contains([]string{"", "."}, path.Clean(glob)):
			r.refuseText(item, "it is everything; name what to read on the command line instead")
		}
	}
}

// shaped reads a list of values of one shape.
func (r *reader) shaped(n *yaml.Node, what string, ok func(string) bool, otherwise string) []Text {
	all := r.texts(n, what)
	for _, text := range all {
		if !ok(text.Value) {
			r.refuseText(text, otherwise)
		}
	}
	return all
}

func (r *reader) account(n *yaml.Node) {
	r.config.Account = r.text(n, "account")
	if id := r.config.Account.Value; id != "" && !IsAccount(id) {
		r.refusef(n, "%q: an account id has twelve digits", id)
	}
}

// formats reads FORMAT and FORMAT=FILE, each to a place of its own.
func (r *reader) formats(n *yaml.Node) {
	r.config.Formats = r.texts(n, "formats")
	taken := map[string]bool{}
	for _, text := range r.config.Formats {
		format, file, isFile := strings.Cut(text.Value, "=")
		switch {
		case isFile && file == "":
			r.refuseText(text, "write the name of the file after the =")
		case !slices.Contains(report.Formats(), format):
			r.refuseText(text, fmt.Sprintf("there is no format %q; %s", format, hint(format, report.Formats())))
		case taken[file]:
			r.refuseText(text, "something else goes to the same place already; write FORMAT=FILE")
		}
		taken[file] = true
	}
}
