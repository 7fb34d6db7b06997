package sam

import (
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// keyPolicy is the extension that holds the policy of a REST API.
const keyPolicy = "x-amazon-apigateway-policy"

// resourcePolicy is the policy of a document, to which statements are added.
type resourcePolicy struct {
	node *tree.Node
	// seen are the statements that are in it, as JSON.
	seen map[string]bool
}

// addRestPolicy adds the statements for which the Auth of a REST API asks: the
// lists for each path, CustomStatements once.
func (e *expander) addRestPolicy(of *item, d *document) {
	written := of.get("Auth", "ResourcePolicy")
	if !isSet(written) {
		return
	}
	place := keyPlace(of.get("Auth"), "ResourcePolicy")
	if !e.isPolicy(of, place, written) {
		return
	}
	if len(d.paths.Entries) == 0 && !isSet(given(written, "CustomStatements")) {
		return
	}
	p := e.policyOf(of, d, at(place))
	if p == nil {
		return
	}
	restrictions, stage := e.restrictions(of, written), of.get("StageName")
	for _, path := range d.paths.Entries {
		if !strings.HasPrefix(path.Key, "Fn::") && !e.restrict(d, p, restrictions, path.Key, stage) {
			return
		}
	}
	e.addCustomStatements(p, written)
}

// isPolicy reports whether a ResourcePolicy can be read.
func (e *expander) isPolicy(of *item, place source.Range, written *tree.Node) bool {
	switch {
	case given(written, "Fn::Transform") != nil:
		e.hide(of, "ResourcePolicy", "a transform adds to it that is not in view", written)
		return false
	case written.Kind == tree.Mapping, isIntrinsic(written): // a function has none of the lists
		return true
	}
	e.refuse(place, "the ResourcePolicy of "+of.id+" must be a mapping")
	return false
}

// policyOf gives the policy of a document, nil where the one that is written is
// not in view.
func (e *expander) policyOf(of *item, d *document, b tree.Builder) *resourcePolicy {
	if d.policy != nil {
		return d.policy
	}
	node := under(b, d.root, keyPolicy)
	if !isMap(node) {
		e.hide(of, "ResourcePolicy", "it is added to a policy that is not in view", d.root.Get(keyPolicy))
		return nil
	}
	d.policy = &resourcePolicy{node: node, seen: map[string]bool{}}
	for _, statement := range list(node.Get("Statement")) {
		d.policy.note(statement)
	}
	return d.policy
}

// note remembers a statement, and reports whether it is new.
func (p *resourcePolicy) note(statement *tree.Node) bool {
	var b strings.Builder
	writeJSON(&b, statement)
	if p.seen[b.String()] {
		return false
	}
	p.seen[b.String()] = true
	return true
}

// append adds a statement. The first one stands without a list around it.
func (p *resourcePolicy) append(statement *tree.Node) {
	b := at(statement.At)
	p.node.Put(b.Entry("Version", b.Text("2012-10-17")))
	switch written := given(p.node, "Statement"); {
	case written == nil:
		p.node.Put(b.Entry("Statement", statement))
	case written.Kind == tree.Sequence:
		written.Items = append(written.Items, statement)
	default:
		p.node.Put(b.Entry("Statement", at(written.At).List(written, statement)))
	}
}

// addCustomStatements adds the statements that are written in full.
func (e *expander) addCustomStatements(p *resourcePolicy, written *tree.Node) {
	entry := written.Entry("CustomStatements")
	if entry == nil || !isSet(entry.Value) || !e.spend(entry.Value.Size(e.budget+1)) {
		return
	}
	first := given(p.node, "Statement") == nil
	if first {
		b := at(entry.KeyAt)
		p.node.Put(b.Entry("Version", b.Text("2012-10-17")))
		p.node.Put(tree.Entry{Key: "Statement", KeyAt: entry.KeyAt, Value: entry.Value.Own()})
	}
	for _, statement := range list(entry.Value) {
		if p.note(statement) && !first {
			p.append(statement)
		}
	}
}
