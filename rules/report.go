package rules

import (
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// finding turns what a policy found into what is reported, once the guard has
// let it pass.
func (e *Engine) finding(rule *Rule, v *violation, encoding *model.Encoding, m *model.Model) (Finding, error) {
	if err := examine(rule, v, encoding); err != nil {
		return Finding{}, err
	}
	message, err := v.text(func(arg argument) string { return show(arg, encoding) })
	if err != nil {
		return Finding{}, err
	}
	subject, _ := encoding.Cell(v.At)
	finding := Finding{
		Rule:      rule,
		Severity:  e.severityOf(rule, v),
		Message:   message,
		At:        subject.At(),
		Instances: 1,
		Dialect:   m.Dialect,
		When:      slices.Clone(m.When),
		Symptoms:  rule.Symptoms,
		Fix:       rule.Remedy,
		variants:  len(m.When),
	}
	if owner := subject.Owner; owner != nil {
		finding.Resource = owner.Address
		finding.At = firstPlace(finding.At, owner.At)
		if owner.Conditional {
			finding.When = append(finding.When, owner.Address+" is created")
		}
		finding.Calls = owner.Calls
		finding.Owners = owners(owner, m)
	}
	finding.When = append(finding.When, defaults(v, encoding)...)
	finding.Related = related(v, encoding, subject.Owner)
	finding.Fingerprint = fingerprint(rule, subject, v, encoding)
	return finding, nil
}

// owners gives the places where that stands which a finding is about: the entity
// itself, the resource, and the one it was made of as far as someone wrote them.
func owners(owner *model.Entity, m *model.Model) []source.Range {
	list := []source.Range{owner.At}
	for _, address := range []string{owner.Address, owner.Origin} {
		if at, ok := m.Written[address]; ok && !slices.Contains(list, at) {
			list = append(list, at)
		}
	}
	return list
}

func (e *Engine) severityOf(rule *Rule, v *violation) Severity {
	if _, given := e.severity[rule]; !given && v.Severity != "" {
		return v.Severity
	}
	return e.SeverityOf(rule)
}

func show(arg argument, encoding *model.Encoding) string {
	switch {
	case arg.Text != nil:
		return *arg.Text
	case arg.At != nil:
		if cell, ok := encoding.Cell(*arg.At); ok && cell.Value != nil {
			return cell.Value.Show()
		}
	}
	return "(unknown)"
}

func firstPlace(places ...source.Range) source.Range {
	for _, place := range places {
		if !place.IsZero() {
			return place
		}
	}
	return source.Range{}
}

// defaults lists the variables and parameters whose defaults a finding rests
// on: with another value it may not hold.
func defaults(v *violation, encoding *model.Encoding) []string {
	indexes := append([]int{v.At}, v.Evidence...)
	for _, arg := range v.Args {
		if arg.At != nil {
			indexes = append(indexes, *arg.At)
		}
	}
	var list []string
	for _, index := range indexes {
		cell, ok := encoding.Cell(index)
		if !ok || cell.Value == nil || !cell.Value.IsKnown() || cell.Value.Reason() != value.Variable {
			continue
		}
		if text := cell.Value.Origin() + " keeps its default"; !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	return list
}

// related lists the other ends that the policy names, and the module calls on
// the way to the resource.
func related(v *violation, encoding *model.Encoding, owner *model.Entity) []Related {
	var list []Related
	for _, other := range v.Related {
		cell, ok := encoding.Cell(other.At)
		if ok && !cell.At().IsZero() {
			list = append(list, Related{At: cell.At(), Message: other.Message})
		}
	}
	if owner != nil {
		message := "the stack is nested here"
		if strings.HasPrefix(owner.Module, "module.") {
			message = "the module is called here"
		}
		for _, call := range owner.Calls {
			list = append(list, Related{At: call, Message: message})
		}
	}
	return list
}
