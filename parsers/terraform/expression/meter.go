package expression

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// Meter counts what an evaluation has cost.
type Meter struct {
	Limits source.Limits
	// Steps counts within the module call that is being evaluated.
	Steps *int

	allSteps, iterations, text, depth int
	// exhausted says that a loop was refused. No other runs after that: the
	// collections of refused loops alone could cost more than all the others.
	exhausted bool
	// exceeded holds the limits that were hit, each reported once.
	exceeded map[string]bool
	report   func(source.ProblemKind, hcl.Range, string)
}

// NewMeter gives a meter that has counted nothing. Limits that are hit are
// reported once each.
func NewMeter(limits source.Limits, report func(source.ProblemKind, hcl.Range, string)) *Meter {
	return &Meter{Limits: limits, Steps: new(int), exceeded: map[string]bool{}, report: report}
}

// Exceed notes that a limit was hit and gives what stands for the value.
func (m *Meter) Exceed(limit string, at hcl.Range) Located {
	if !m.exceeded[limit] {
		m.exceeded[limit] = true
		m.report(source.Limit, at, "this is too costly to evaluate ("+limit+"), so its value counts as unknown; make it smaller")
	}
	return Of(symbol.Unknown(cty.DynamicPseudoType, value.Limit, ""))
}

// ExceedSteps notes that there were too many steps.
func (m *Meter) ExceedSteps(at hcl.Range) Located {
	return m.Exceed(fmt.Sprintf("more than %d steps", m.Limits.Steps), at)
}

// step counts one node.
func (m *Meter) step() bool {
	*m.Steps++
	m.allSteps++
	return *m.Steps <= m.Limits.Steps && m.allSteps <= m.Limits.AllSteps
}

// iterate counts n rounds of a loop, and reports whether they may be made.
func (m *Meter) iterate(n int) bool {
	m.exhausted = m.exhausted || m.iterations+n > m.Limits.Rounds
	if m.exhausted {
		return false
	}
	m.iterations += n
	return true
}

// Repeat counts n rounds of something else that repeats, and reports whether
// they may be made.
func (m *Meter) Repeat(n int, at hcl.Range) bool {
	if m.iterate(n) {
		return true
	}
	m.Exceed(m.rounds(), at)
	return false
}

// charge counts work that is in proportion to the size of a value.
func (m *Meter) charge(n int) {
	*m.Steps += n
	m.allSteps += n
}

// manyElements is the number of elements from which on it matters that type
// conversions compare the types of all elements with one another.
const manyElements = 1000

// Unify counts what it may cost to find a common type for the elements of
// values. What would cost too much is refused and costs nothing.
func (m *Meter) Unify(values ...Located) bool {
	cost := 0
	for _, l := range values {
		if l.lazy != nil || l.size <= manyElements {
			continue
		}
		n := largest(l.value)
		if n > manyElements {
			cost += n * n / 100
		}
	}
	if *m.Steps+cost > m.Limits.Steps {
		return false
	}
	m.charge(cost)
	return true
}

// largest gives the number of elements of the largest tuple or object in a
// value.
func largest(v cty.Value) int {
	v, _ = v.Unmark()
	if !v.IsKnown() || v.IsNull() || !v.CanIterateElements() {
		return 0
	}
	n := 0
	if v.Type().IsTupleType() || v.Type().IsObjectType() {
		n = v.LengthInt()
	}
	for it := v.ElementIterator(); it.Next(); {
		_, child := it.Element()
		n = max(n, largest(child))
	}
	return n
}

// rounds names the limit of iterations.
func (m *Meter) rounds() string {
	return fmt.Sprintf("more than %d rounds of for expressions and dynamic blocks", m.Limits.Rounds)
}

// write counts a text that was made.
func (m *Meter) write(length int) bool {
	m.text += length
	return length <= m.Limits.Text && m.text <= m.Limits.AllText
}

// fits measures a value, exactly where its upper bounds do not fit, and reports
// whether it stays within the limits.
func (m *Meter) fits(l *Located) bool {
	if l.lazy != nil || l.size <= m.Limits.Elements && l.depth <= m.Limits.Depth {
		return true
	}
	l.size, l.depth = count(l.value, m.Limits.Elements+1, m.Limits.Depth+1)
	return l.size <= m.Limits.Elements && l.depth <= m.Limits.Depth
}

// measure counts the nodes and levels of a value that was just made as a whole.
func measure(v cty.Value) (size, depth int) {
	return count(v, source.MostElements+1, source.MostDepth+1)
}

// count counts nodes and levels, up to bounds.
func count(v cty.Value, size, depth int) (nodes, levels int) {
	nodes, levels = 1, 1
	if v == cty.NilVal || depth <= 1 {
		return nodes, levels
	}
	v, _ = v.Unmark()
	if !v.IsKnown() || v.IsNull() || !v.CanIterateElements() {
		return nodes, levels
	}
	for it := v.ElementIterator(); it.Next() && nodes < size; {
		_, child := it.Element()
		n, l := count(child, size-nodes, depth-1)
		nodes += n
		levels = max(levels, l+1)
	}
	return nodes, levels
}
