package tfplan

import (
	"slices"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
)

// addGaps notes where the plan does not show all that its configuration makes.
func (p *plan) addGaps() {
	at := source.Range{File: p.file.Path}
	var reason string
	complete := p.doc.get("complete")
	switch {
	case p.doc.get("errored").isTrue():
		reason = "planning ended with an error, so that part of the configuration is missing"
		p.problems = append(p.problems, source.Problem{
			Kind: source.Unreadable, At: at, Message: reason + "; correct the configuration and plan it again",
		})
	case !complete.isNull() && !complete.isTrue(), p.leavesOut(p.top):
		reason = "it is a plan of part of the configuration"
	default:
		return
	}
	p.definition.Unresolved = append(p.definition.Unresolved, resource.Unresolved{
		Name: p.file.Path, At: at, Reason: reason, Everything: true,
	})
}

// leavesOut reports whether a block of the configuration that makes one resource
// has none in the plan, as with -target, or when all is destroyed.
func (p *plan) leavesOut(m *module) bool {
	for _, block := range m.config.get("resources").items() {
		mode, _ := block.get("mode").text()
		address, _ := block.get("address").text()
		repeated := block.get("count_expression").v != nil || block.get("for_each_expression").v != nil
		if mode == "managed" && !repeated && len(p.blocks[prefixed(m.address, address)]) == 0 {
			return true
		}
	}
	for _, name := range m.config.get("module_calls").keys() {
		if slices.ContainsFunc(m.called(name), p.leavesOut) {
			return true
		}
	}
	return false
}
