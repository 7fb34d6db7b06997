package suppress

import (
	"fmt"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/rules"
)

// The rules about suppressions.
var (
	unused        = rules.Find("SUP001")
	withoutReason = rules.Find("SUP002")
	ofUnknownRule = rules.Find("SUP003")
	expired       = rules.Find("SUP004")
)

// fileOf is a file with its directives and the definitions that read it.
type fileOf struct {
	dialect     resource.Dialect
	directives  []*applied
	definitions []*Definition
}

// applied is a directive with what it has suppressed: for each name whether it
// has any finding.
type applied struct {
	Directive

	used []bool
}

func newFile(dialect resource.Dialect, list []Directive) *fileOf {
	f := &fileOf{dialect: dialect}
	for _, d := range list {
		f.directives = append(f.directives, &applied{Directive: d, used: make([]bool, len(d.Names))})
	}
	return f
}

// applies reports whether the directive suppresses a finding, and notes it.
func (a *applied) applies(finding rules.Finding, options Options) bool {
	if a.Reason == "" || a.Expires.passed(options.Today) || !a.covers(finding) {
		return false
	}
	i := slices.IndexFunc(a.Names, func(n Name) bool { return n.suppressible() && n.Rule.ID == finding.Rule.ID })
	if i < 0 {
		return false
	}
	a.used[i] = true
	return true
}

// suppressible reports whether the name is that of a rule that a directive may
// suppress.
func (n Name) suppressible() bool { return n.Rule != nil && n.Rule.HasPolicy() }

// faults gives the findings about the directives of a file. The first thing that
// keeps one from working is said, and the rest only when it works.
func (f *fileOf) faults(root *source.Root, options Options) []rules.Finding {
	var list []rules.Finding
	for _, a := range f.directives {
		say := func(rule *rules.Rule, at source.Range, about, message string) {
			if options.Engine.Chosen(rule) {
				list = append(list, f.fault(a, rule, options.Engine.SeverityOf(rule), at, about, message))
			}
		}
		named := slices.ContainsFunc(a.Names, Name.suppressible)
		if len(a.Names) == 0 {
			say(ofUnknownRule, a.At, "", "this suppression names no rule, and suppresses nothing; write gatelint:ignore, the id of a rule, and a reason")
		}
		for _, name := range a.Names {
			if !name.suppressible() {
				say(ofUnknownRule, name.At, name.Text, misnamed(name))
			}
		}
		switch {
		case !named:
		case a.Reason == "":
			say(withoutReason, a.At, idsOf(a.Names), "this suppression of "+idsOf(a.Names)+" gives no reason, and suppresses nothing")
		case a.Expires != nil && a.Expires.Day.IsZero():
			say(expired, a.Expires.At, idsOf(a.Names), fmt.Sprintf("the date %q of this suppression cannot be read, so that it suppresses nothing; write it as 2027-01-31", a.Expires.Text))
		case a.Expires.passed(options.Today):
			say(expired, a.Expires.At, idsOf(a.Names), "this suppression of "+idsOf(a.Names)+" expired on "+a.Expires.Text)
		default:
			for i, name := range a.Names {
				if name.suppressible() && !a.used[i] && f.certain(a, name.Rule, root, options) {
					say(unused, name.At, name.Rule.ID, unusedMessage(a, name))
				}
			}
		}
	}
	return list
}

// fault gives one finding. Its fingerprint rests on what the directive is about.
func (f *fileOf) fault(a *applied, rule *rules.Rule, severity rules.Severity, at source.Range, about, message string) rules.Finding {
	return rules.Finding{
		Rule: rule, Severity: severity, Message: message, At: at, Instances: 1, Dialect: f.dialect,
		Fix: rule.Remedy, Fingerprint: rules.Fingerprint(rule.ID, a.Subject, about),
	}
}

func unusedMessage(a *applied, name Name) string {
	rule := name.Rule.ID + " (" + name.Rule.Name + ")"
	if a.Covers.IsZero() {
		return "this suppression stands above nothing: what it is about has to begin on the next line; no finding of " + rule + " is suppressed"
	}
	return "no finding of " + rule + " is suppressed here"
}

// misnamed says what is wrong with a name.
func misnamed(name Name) string {
	if name.Rule != nil {
		return name.Rule.ID + " is about suppressions and cannot be suppressed itself; --ignore leaves it out"
	}
	message := fmt.Sprintf("%q is no rule's id or name, and suppresses nothing", name.Text)
	if near := nearest(name.Text); near != "" {
		message += "; did you mean " + near + "?"
	}
	return message
}

// nearest gives the id or name of a rule that differs least from a text, "" if
// all differ much.
func nearest(text string) string {
	const longest = 80 // no rule has a longer name
	if len(text) > longest {
		return ""
	}
	best, least := "", 1+len(text)/3
	for _, rule := range rules.WithPolicy() {
		for _, known := range []string{rule.ID, rule.Name} {
			if distance := levenshtein.ComputeDistance(strings.ToLower(text), strings.ToLower(known)); distance < least {
				best, least = known, distance
			}
		}
	}
	return best
}

// idsOf gives the ids of the rules that are named.
func idsOf(names []Name) string {
	var ids []string
	for _, name := range names {
		if name.suppressible() {
			ids = append(ids, name.Rule.ID)
		}
	}
	return strings.Join(ids, ", ")
}
