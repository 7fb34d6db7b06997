package suppress

import (
	"path"
	"regexp"
	"slices"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
	"github.com/gatelint/gatelint/rules"
)

// certain reports whether it is certain that a directive suppresses nothing of a
// rule, with other inputs, too: a finding that shows itself only where a
// variable has another value is a reason to keep the directive.
func (f *fileOf) certain(a *applied, rule *rules.Rule, root *source.Root, options Options) bool {
	switch {
	case a.Covers.IsZero():
		return true
	case options.Inputs, !options.Engine.Exhaustive(rule), !options.Asked(a.At.File):
		return false
	}
	return !slices.ContainsFunc(f.definitions, func(d *Definition) bool {
		return !d.Whole || d.takesInputs(root) || slices.ContainsFunc(d.Models, undecided)
	})
}

// variable matches the declaration of a variable in either syntax of Terraform.
var variable = regexp.MustCompile(`(?m)^\s*variable\s+"|"variable"\s*:`)

// takesInputs reports whether other inputs may make another definition of it in
// ways that do not show in its model. The conditions of templates are explored
// both ways, and a parameter's default is known for one; but a variable may
// decide the count of a Terraform resource. A plan is made for one set of inputs.
func (d *Definition) takesInputs(root *source.Root) bool {
	switch d.Dialect {
	case resource.Plan:
		return true
	case resource.Terraform:
		return slices.ContainsFunc(d.Files, func(name string) bool {
			if path.Dir(name) != d.Path {
				return false // a module that is called takes what its caller says
			}
			file, err := root.Read(name)
			return err != nil || variable.Match(file.Bytes)
		})
	case resource.CloudFormation, resource.SAM, resource.OpenAPI:
	}
	return false
}

// undecided reports whether anything in a model is left open that other inputs,
// or what is out of sight, would decide.
func undecided(m *model.Model) bool {
	if m.Partial || len(m.Unresolved) > 0 {
		return true
	}
	o := openness{}
	m.Describe(&o)
	return o.open
}

// openness is a visitor of a model that looks for what is left open.
type openness struct{ open bool }

func (o *openness) Value(name string, v *value.Value) {
	o.open = o.open || leftOpen(*v) || name == "region" && v.IsUnknown()
}

// Fact passes over what follows from values.
func (o *openness) Fact(string, *value.Value) {}

func (o *openness) Text(string, string) {}

func (o *openness) Flag(name string, flag bool) {
	o.open = o.open || flag && (name == "conditional" || name == "tainted")
}

func (o *openness) Set(_ string, _ *model.Set, items []model.Describer) { o.List("", items) }

func (o *openness) Object(_ string, d model.Describer) { o.List("", []model.Describer{d}) }

func (o *openness) List(_ string, items []model.Describer) {
	for _, d := range items {
		if o.open {
			return
		}
		d.Describe(o)
	}
}

// settled are the reasons for not knowing a value, or for knowing it, that no
// input changes: nobody wrote it, the dialect's default, what AWS gives out, what
// no run can read.
var settled = map[value.Reason]bool{
	"": true, value.Default: true, value.Computed: true, value.Unsupported: true, value.Cycle: true, value.Invalid: true,
}

// given by nobody: there is no way to tell a run the name of the stack.
const stackName = "AWS::StackName"

// literalPlace matches an ARN that names a region or an account in so many
// letters. Where it is compared with the place that is deployed to, --region and
// --account decide.
var literalPlace = regexp.MustCompile(`arn:[\w-]+:[\w-]+:(?:[a-z]+-[\w-]+-\d|[\w-]*:\d{12})`)

// leftOpen reports whether another input may make another value of it.
func leftOpen(v value.Value) bool {
	text, _ := v.Text()
	isOpen := !settled[v.Reason()] || v.Open() || literalPlace.MatchString(text)
	for _, part := range v.Parts() {
		isOpen = isOpen || !settled[part.Reason] || literalPlace.MatchString(part.Literal)
	}
	return isOpen && v.Origin() != stackName ||
		slices.ContainsFunc(v.Items(), leftOpen) ||
		slices.ContainsFunc(v.Entries(), func(e value.Entry) bool { return leftOpen(e.Value) })
}
