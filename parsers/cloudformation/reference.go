package cloudformation

import (
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/partition"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// ref gives what Ref stands for.
func (r *resolver) ref(c call) value.Value {
	name, unknown := r.name(c, c.arg)
	if name == "" {
		return unknown
	}
	return r.named(name, c.at)
}

// name gives a name that stands in the template, or that a function gives, as
// the language extensions allow; "" and why where it is not known.
func (r *resolver) name(c call, n *tree.Node) (name string, unknown value.Value) {
	if n.IsScalar() {
		return n.Text, value.Value{}
	}
	v := r.resolve(n)
	text, ok := v.Text()
	switch {
	case ok && text != "":
		return text, v
	case v.IsUnknown():
		return "", because(c.at, v)
	}
	return "", c.invalid(v)
}

// named gives what Ref of a name stands for.
func (r *resolver) named(name string, at source.Range) value.Value {
	if p := r.t.parameters[name]; p != nil {
		return r.parameter(p, at)
	}
	if isPseudo(name) {
		return r.t.pseudo(name, at)
	}
	if declared := r.t.resource[name]; declared != nil {
		return r.identity(declared, at)
	}
	return r.undeclared(name, at)
}

// getAtt gives an attribute of a resource.
func (r *resolver) getAtt(c call) value.Value {
	id, attr := attribute(c.arg)
	if items := c.args; attr == "" && len(items) == 2 {
		// Both may be computed.
		var unknown value.Value
		if id, unknown = r.name(c, items[0]); id == "" {
			return unknown
		}
		if attr, unknown = r.name(c, items[1]); attr == "" {
			return unknown.WithRefs(value.Ref{Address: r.t.address(id), Attr: "id"})
		}
	}
	if id == "" || attr == "" {
		return c.invalid(r.resolve(c.arg))
	}
	return r.attribute(id, attr, c.at)
}

// attribute gives an attribute of a resource by its logical id.
func (r *resolver) attribute(id, attr string, at source.Range) value.Value {
	declared := r.t.resource[id]
	if declared == nil {
		return r.undeclared(id, at)
	}
	switch declared.typ + "." + attr {
	case "AWS::ApiGatewayV2::Api.ApiEndpoint", "AWS::Serverless::HttpApi.ApiEndpoint":
		return r.apiEndpoint(declared, at)
	}
	if name, ok := strings.CutPrefix(attr, "Outputs."); ok && r.t.nested[id] != nil {
		return r.output(r.t.nested[id], name, at)
	}
	return value.OfRef(value.Ref{Address: declared.address, Attr: attrName(declared.typ, attr)}, at)
}

// undeclared gives a reference to something that the template does not declare:
// a macro may declare it.
func (r *resolver) undeclared(id string, at source.Range) value.Value {
	switch macro := r.t.rewritten(); {
	case macro != nil:
		return value.NotKnown(value.Unsupported, "transform "+macro.name, at)
	case r.t.hasModule(id):
		return value.NotKnown(value.Module, id, at)
	}
	r.t.fragment = true
	return value.NotKnown(value.Invalid, id+", which the template does not declare", at)
}

// hasModule reports whether a logical id may be one that a CloudFormation
// module brings along.
func (t *template) hasModule(id string) bool {
	return slices.ContainsFunc(t.resources, func(d *declaration) bool {
		return isModule(d.typ) && strings.HasPrefix(id, d.id)
	})
}

// identity gives what Ref of a resource stands for: the name that it is given,
// where the type's Ref is its name; else a reference.
func (r *resolver) identity(declared *declaration, at source.Range) value.Value {
	kind := refs[declared.typ]
	self := value.Ref{Address: declared.address, Attr: kind.attr}
	if self.Attr == "" {
		self.Attr = "id"
	}
	if kind.property == "" {
		return value.OfRef(self, at)
	}
	given := r.property(declared, kind.property)
	if given.Reason() == value.Cycle {
		return value.NotKnown(value.Cycle, given.Origin(), at)
	}
	if _, certain := given.Key(); !certain {
		// The reference says more than a name with holes.
		return value.OfRef(self, at)
	}
	given.At = at
	if slices.Contains(given.Refs(), self) {
		return given
	}
	return given.WithRefs(self)
}

// maxNaming bounds how many resources may take their names from each other.
const maxNaming = 4

// property gives a property of another resource, which an attribute is made of;
// absent if it has none.
func (r *resolver) property(declared *declaration, name string) value.Value {
	node := declared.body.Get("Properties").Get(name)
	switch {
	case node == nil:
		return value.Unset(declared.idAt)
	case slices.Contains(r.naming, declared.id):
		return value.NotKnown(value.Cycle, declared.id, node.At)
	case len(r.naming) == maxNaming:
		return value.NotKnown(value.Limit, "", node.At)
	}
	if known, ok := r.names[node]; ok {
		return known
	}
	r.naming = append(r.naming, declared.id)
	given := r.resolve(node)
	r.naming = r.naming[:len(r.naming)-1]
	if r.names == nil {
		r.names = map[*tree.Node]value.Value{}
	}
	r.names[node] = given
	return given
}

// pseudoParameters gives the attribute of the surroundings that each pseudo
// parameter is; "" where it is none that other things share.
var pseudoParameters = map[string]string{
	"AWS::Region":           "region",
	"AWS::AccountId":        "account",
	"AWS::Partition":        "partition",
	"AWS::URLSuffix":        "dns_suffix",
	"AWS::StackName":        "",
	"AWS::StackId":          "",
	"AWS::NotificationARNs": "",
	"AWS::NoValue":          "",
}

func isPseudo(name string) bool {
	_, ok := pseudoParameters[name]
	return ok
}

// given gives the text of a pseudo parameter that the options tell, "" if they
// do not.
func (t *template) given(name string) string {
	switch name {
	case "AWS::Region":
		return t.opts.Region
	case "AWS::AccountId":
		return t.opts.Account
	}
	return ""
}

func (t *template) pseudo(name string, at source.Range) value.Value {
	if given := t.given(name); given != "" {
		return value.OfText(given, at)
	}
	if p, ok := partition.Of(t.given("AWS::Region")); ok {
		switch name {
		case "AWS::Partition":
			return value.OfText(p.Name, at)
		case "AWS::URLSuffix":
			return value.OfText(p.Suffix, at)
		}
	}
	if attr := pseudoParameters[name]; attr != "" {
		return value.OfRef(value.Ref{Attr: attr}, at)
	}
	if name == "AWS::NoValue" {
		return value.Unset(at)
	}
	return value.NotKnown(value.Variable, name, at)
}
