package source

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Bound is one of the limits, as people see and set it.
type Bound struct {
	// Name is what the command line calls it, What says what it bounds.
	Name, What string
	field      accessor
	// most is the highest value that is safe.
	most int64
}

// accessor reads and writes one field of the limits.
type accessor struct {
	unit unit
	get  func(*Limits) int64
	set  func(*Limits, int64)
}

// unit is how the value of a limit is written.
type unit int

const (
	count unit = iota
	size
	duration
)

func field[T ~int | ~int64](u unit, at func(*Limits) *T) accessor {
	return accessor{
		unit: u,
		get:  func(l *Limits) int64 { return int64(*at(l)) },
		set:  func(l *Limits, n int64) { *at(l) = T(n) },
	}
}

func counted(at func(*Limits) *int) accessor              { return field(count, at) }
func sized[T ~int | ~int64](at func(*Limits) *T) accessor { return field(size, at) }
func timed(at func(*Limits) *time.Duration) accessor      { return field(duration, at) }

// The highest values. Files are held in memory as a whole; the others would
// exhaust the stack of a parser or of an evaluation.
const (
	mostBytes       = 1 * gibibyte
	mostOperators   = 2_000
	mostExpressions = 4_000
	mostModuleDepth = 64
	mostCount       = math.MaxInt32
	mostTime        = int64(24 * time.Hour)
	mostMemory      = 1 << 50
)

// LimitTable lists the limits in the order in which they are shown.
func LimitTable() []Bound {
	return []Bound{
		{"config-size", "one file of Terraform configuration or variables", sized(func(l *Limits) *int64 { return &l.ConfigBytes }), mostBytes},
		{"document-size", "one template, OpenAPI document or other file", sized(func(l *Limits) *int64 { return &l.DocumentBytes }), mostBytes},
		{"plan-size", "one plan as JSON", sized(func(l *Limits) *int64 { return &l.PlanBytes }), mostBytes},
		{"files", "files read in a run", counted(func(l *Limits) *int { return &l.Files }), mostCount},
		{"total-size", "all files read in a run", sized(func(l *Limits) *int64 { return &l.TotalBytes }), 64 * mostBytes},
		{"listed-files", "files that one call of fileset() looks through", counted(func(l *Limits) *int { return &l.Listed }), mostCount},
		{"depth", "nesting of brackets, templates, collections and folders", counted(func(l *Limits) *int { return &l.Depth }), MostDepth},
		{"operators", "operators that one expression chains", counted(func(l *Limits) *int { return &l.Operators }), mostOperators},
		{"nodes", "values of one document with its aliases expanded, and what its includes or loops add", counted(func(l *Limits) *int { return &l.Nodes }), mostCount},
		{"serverless-nodes", "values that the serverless transform makes", counted(func(l *Limits) *int { return &l.ServerlessNodes }), mostCount},
		{"text-size", "one text that an expression or a function makes", sized(func(l *Limits) *int { return &l.Text }), mostBytes},
		{"texts-size", "all texts that one definition makes", sized(func(l *Limits) *int { return &l.AllText }), mostBytes},
		{"elements", "elements of one value that an expression or a function makes", counted(func(l *Limits) *int { return &l.Elements }), MostElements},
		{"steps", "Terraform: syntax nodes that one call of a module visits", counted(func(l *Limits) *int { return &l.Steps }), mostCount},
		{"total-steps", "Terraform: syntax nodes that all calls of modules visit", counted(func(l *Limits) *int { return &l.AllSteps }), mostCount},
		{"rounds", "Terraform: rounds of all for expressions and dynamic blocks", counted(func(l *Limits) *int { return &l.Rounds }), mostCount},
		{"expressions", "Terraform: expressions that lead to one another", counted(func(l *Limits) *int { return &l.Expressions }), mostExpressions},
		{"instances", "Terraform: instances that one count or for_each makes", counted(func(l *Limits) *int { return &l.Instances }), MostElements},
		{"modules", "Terraform: instances of modules", counted(func(l *Limits) *int { return &l.Modules }), MostElements},
		{"module-depth", "Terraform: how deep modules call one another", counted(func(l *Limits) *int { return &l.ModuleDepth }), mostModuleDepth},
		{"template-steps", "CloudFormation: values that resolving one template visits", counted(func(l *Limits) *int { return &l.TemplateSteps }), mostCount},
		{"conditions", "CloudFormation: conditions of one template that are looked at", counted(func(l *Limits) *int { return &l.Conditions }), MostElements},
		{"variants", "CloudFormation: outcomes of its conditions in which one template is judged", counted(func(l *Limits) *int { return &l.Variants }), MostElements},
		{"stack-depth", "CloudFormation: how deep stacks nest one another", counted(func(l *Limits) *int { return &l.StackDepth }), mostModuleDepth},
		{"stacks", "CloudFormation: stacks that one template nests in all", counted(func(l *Limits) *int { return &l.Stacks }), MostElements},
		{"stack-resources", "CloudFormation: resources of all nested stacks", counted(func(l *Limits) *int { return &l.StackResources }), mostCount},
		{"imported", "OpenAPI: methods, responses and parameters that one document makes", counted(func(l *Limits) *int { return &l.Imported }), mostCount},
		{"import-steps", "OpenAPI: keys that are looked at in one document", counted(func(l *Limits) *int { return &l.ImportSteps }), mostCount},
		{"rule-time", "evaluating one rule over one definition", timed(func(l *Limits) *time.Duration { return &l.RuleTime }), mostTime},
		{"run-time", "the run as a whole", timed(func(l *Limits) *time.Duration { return &l.RunTime }), mostTime},
		{"memory", "heap at which the garbage collector works harder; the other limits bound what is used", sized(func(l *Limits) *int64 { return &l.Memory }), mostMemory},
	}
}

// Of writes the value that the limit has among others.
func (b *Bound) Of(limits Limits) string { return b.format(b.field.get(&limits)) }

func (b *Bound) format(n int64) string {
	switch b.field.unit {
	case size:
		return Size(n)
	case duration:
		return time.Duration(n).String()
	case count:
	}
	return strconv.FormatInt(n, 10)
}

// Set sets a limit by its name. The value is a number; a size may end in KiB,
// MiB or GiB, and a time is written as 90s or 2m.
func (l *Limits) Set(name, text string) error {
	table := LimitTable()
	i := slices.IndexFunc(table, func(b Bound) bool { return b.Name == name })
	if i < 0 {
		return fmt.Errorf("there is no limit %q; gatelint version --limits lists them", name)
	}
	bound := &table[i]
	n, err := bound.field.unit.parse(text)
	switch {
	case err != nil:
		return err
	case n < 1:
		return fmt.Errorf("%s is none; a limit is at least 1", text)
	case n > bound.most:
		return fmt.Errorf("%s is too much; the highest that is safe is %s", text, bound.format(bound.most))
	}
	bound.field.set(l, n)
	return nil
}

// suffixes are the units of sizes.
var suffixes = []struct {
	name  string
	bytes int64
}{{"KiB", kibibyte}, {"MiB", mebibyte}, {"GiB", gibibyte}, {"", 1}}

func (u unit) parse(text string) (int64, error) {
	if u == duration {
		d, err := time.ParseDuration(text)
		if err != nil {
			return 0, fmt.Errorf("%q is no time; write it as 90s or 2m", text)
		}
		return int64(d), nil
	}
	factor, digits := int64(1), text
	if u == size {
		for _, suffix := range suffixes {
			if rest, ok := strings.CutSuffix(text, suffix.name); ok {
				factor, digits = suffix.bytes, strings.TrimSpace(rest)
				break
			}
		}
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	switch {
	case err != nil && u == size:
		return 0, fmt.Errorf("%q is no size; write it as 64MiB, 512KiB or a number of bytes", text)
	case err != nil:
		return 0, fmt.Errorf("%q is no number", text)
	case n > math.MaxInt64/factor:
		return math.MaxInt64, nil
	}
	return n * factor, nil
}
