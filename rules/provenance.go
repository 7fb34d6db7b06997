package rules

import (
	"cmp"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// Reason is something that is not known and keeps a check from being decided.
type Reason struct {
	Kind ReasonKind
	// Path leads from the resource to what is not known: "integration.uri";
	// Resource is the address of the resource.
	Resource, Path string
	// Input is what a user can set to make it known, the zero Input if nothing.
	Input Input
	// Detail names what hides it, for people: "data.aws_region.here".
	Detail string
	At     source.Range
}

// ReasonKind says what hides a value.
type ReasonKind string

// The kinds of reasons.
const (
	OfInput      ReasonKind = "input"       // a user can set it
	OfData       ReasonKind = "data"        // it is looked up at deployment
	OfComputed   ReasonKind = "computed"    // AWS or a deployment decides it
	OfCondition  ReasonKind = "condition"   // a condition chooses it
	OfElsewhere  ReasonKind = "elsewhere"   // another stack or definition has it
	OfModule     ReasonKind = "module"      // a module, nested stack or macro that is not here
	OfFile       ReasonKind = "file"        // a file that is not here
	OfSet        ReasonKind = "set"         // there may be more of it than is seen
	OfLanguage   ReasonKind = "unsupported" // gatelint does not evaluate it
	OfDefinition ReasonKind = "invalid"     // the definition contradicts itself
	OfNothing    ReasonKind = "unknown"     // nothing that can be named
)

// kinds are the kinds of what a parser says of a value that is not known.
var kinds = map[value.Reason]ReasonKind{
	value.Variable:    OfComputed,
	value.Data:        OfData,
	value.Computed:    OfComputed,
	value.Import:      OfElsewhere,
	value.Condition:   OfCondition,
	value.Function:    OfLanguage,
	value.Module:      OfModule,
	value.Limit:       OfLanguage,
	value.Cycle:       OfDefinition,
	value.OutsideRoot: OfFile,
	value.Missing:     OfFile,
	value.Unsupported: OfLanguage,
	value.Invalid:     OfDefinition,
}

// Input is what a user can set on the command line or in the configuration.
type Input struct {
	// Flag is the option that takes it: "var", "parameter", "region", "account".
	Flag string
	// Name is the variable's or parameter's, "" for region and account.
	Name string
}

// String gives the input as people speak of it.
func (i Input) String() string {
	switch i.Flag {
	case "var":
		return "var." + i.Name
	case "":
		return ""
	}
	return strings.TrimSpace(i.Flag + " " + i.Name)
}

// provenance tells where what is not known comes from.
type provenance struct {
	encoding *model.Encoding
	dialect  resource.Dialect
	// unread are the attributes that are not known for another reason than what
	// surrounds the definition, by file.
	unread map[string][]model.Cell
}

func newProvenance(encoding *model.Encoding, dialect resource.Dialect) *provenance {
	p := &provenance{encoding: encoding, dialect: dialect, unread: map[string][]model.Cell{}}
	for _, cell := range encoding.Cells() {
		if v := cell.Value; v != nil && !cell.Fact && identified(cell) != nil && len(around(*v)) == 0 {
			p.unread[v.At.File] = append(p.unread[v.At.File], cell)
		}
	}
	return p
}

// around gives what a value takes from the surroundings of the definition, nil
// if it also names resources: then it is known well enough by these.
func around(v value.Value) []value.Ref {
	refs := v.Refs()
	if slices.ContainsFunc(refs, func(ref value.Ref) bool { return ref.Address != "" }) {
		return nil
	}
	return refs
}

// reasons says why something is not known. A fact has the place of the attribute
// that it comes from, and with it the reasons; it may have others of its own.
func (p *provenance) reasons(cell model.Cell) []Reason {
	base := baseOf(cell)
	if set := cell.Set; set != nil {
		if set.Cause.IsUnknown() && set.Cause.Origin() != "" {
			return p.because(base, set.Cause)
		}
		base.Kind, base.Detail = OfSet, set.Reason
		return []Reason{base}
	}
	v := *cell.Value
	if !cell.Fact {
		return p.because(base, v)
	}
	var list []Reason
	for _, source := range p.within(v.At) {
		list = append(list, p.because(baseOf(source), *source.Value)...)
	}
	if v.Origin() == "" && len(around(v)) == 0 {
		if len(list) == 0 {
			base.Kind = OfNothing
			list = append(list, base)
		}
		return list
	}
	for _, reason := range p.because(base, v) { // what the attributes did not say
		said := func(other Reason) bool { return other.Input == reason.Input && other.Detail == reason.Detail }
		if !slices.ContainsFunc(list, said) {
			list = append(list, reason)
		}
	}
	return list
}

// baseOf says what is not known, and not yet why.
func baseOf(cell model.Cell) Reason {
	base := Reason{Path: cell.Path, At: cell.At()}
	if cell.Owner != nil {
		base.Resource = cell.Owner.Address
		base.At = firstPlace(base.At, cell.Owner.At)
	}
	return base
}

// within gives the attributes that are not known and stand at a place.
func (p *provenance) within(at source.Range) []model.Cell {
	if at.Start.Line == 0 {
		return nil
	}
	var found []model.Cell
	for _, cell := range p.unread[at.File] {
		if other := cell.Value.At; !other.Start.Before(at.Start) && !at.End.Before(other.End) {
			found = append(found, cell)
		}
	}
	return found
}

// because gives a reason for each origin of a value.
func (p *provenance) because(base Reason, v value.Value) []Reason {
	var list []Reason
	add := func(kind ReasonKind, input Input, detail string) {
		reason := base
		reason.Kind, reason.Input, reason.Detail = kind, input, detail
		if !slices.Contains(list, reason) {
			list = append(list, reason)
		}
	}
	for _, origin := range v.Origins() {
		input := p.input(origin, v.Reason())
		kind := kinds[v.Reason()]
		if input != (Input{}) {
			kind = OfInput
		}
		add(kind, input, origin)
	}
	for _, ref := range around(v) {
		if ref.Attr == "account" {
			add(OfInput, Input{Flag: "account"}, "the account")
		} else { // the partition and its suffix follow from the region
			add(OfInput, Input{Flag: "region"}, "the region")
		}
	}
	if len(list) == 0 {
		add(cmp.Or(kinds[v.Reason()], OfComputed), Input{}, "")
	}
	return list
}

// input gives the input that an origin names, the zero Input if it is none.
func (p *provenance) input(origin string, reason value.Reason) Input {
	if name, ok := strings.CutPrefix(origin, "var."); ok && p.dialect == resource.Terraform {
		return Input{Flag: "var", Name: name}
	}
	if name, ok := strings.CutPrefix(origin, "parameter "); ok && reason != value.Data {
		return Input{Flag: "parameter", Name: name}
	}
	return Input{}
}

// sortReasons puts what a user can set first.
func sortReasons(list []Reason) {
	slices.SortStableFunc(list, func(a, b Reason) int {
		return cmp.Or(
			compareBools(a.Input == Input{}, b.Input == Input{}),
			strings.Compare(a.Input.String(), b.Input.String()),
			strings.Compare(string(a.Kind), string(b.Kind)),
			strings.Compare(a.Detail, b.Detail),
			compareRanges(a.At, b.At),
			strings.Compare(a.Path, b.Path),
		)
	})
}

func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
