package cloudformation

import (
	"strings"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/sam"
)

// isCustom reports whether a resource runs code of its own, which may make and
// change other things.
func isCustom(typ string) bool {
	return strings.HasPrefix(typ, "Custom::") || typ == "AWS::CloudFormation::CustomResource"
}

// isModule reports whether a resource stands for those of a module.
func isModule(typ string) bool { return strings.HasSuffix(typ, "::MODULE") }

// isServerless reports whether the serverless transform makes other resources
// out of one.
func isServerless(typ string) bool { return strings.HasPrefix(typ, "AWS::Serverless::") }

// unresolved gives what a resource may hold out of sight, nil if nothing.
func (t *template) unresolved(declared *declaration, made *resource.Resource) *resource.Unresolved {
	args := made.Attrs
	var reason string
	switch {
	case declared.typ == "AWS::CloudFormation::Stack":
		args, reason = made.Attrs.Get("Parameters"), "a nested stack is a template of its own"
	case isModule(declared.typ):
		reason = "a module is kept in the registry of the account"
	case isCustom(declared.typ):
		reason = "a custom resource runs code that may change anything it is given"
	case strings.HasPrefix(declared.typ, "Fn::"):
		args, reason = t.resolver(&variant{}).resolve(declared.body), "what it makes is not known"
	case isServerless(declared.typ):
		reason = "what the serverless transform makes of it is not read"
	default:
		return nil
	}
	// Whoever waits for a resource may know it by name.
	for _, address := range made.DependsOn {
		args = args.WithRefs(value.Ref{Address: address, Attr: "id"})
	}
	return &resource.Unresolved{
		Name:   declared.typ + " " + declared.address,
		At:     declared.idAt,
		Reason: reason,
		Args:   args,
		// What the transform adds to a template goes beyond the resource's own
		// properties: permissions, deployments, an API that nobody declares.
		Everything: isServerless(declared.typ),
	}
}

// unresolvedParts gives the parts of the template outside its resources that
// may hold resources out of sight.
func (t *template) unresolvedParts(v *variant) []resource.Unresolved {
	var parts []resource.Unresolved
	r := t.resolver(v)
	for _, h := range t.hidden {
		parts = append(parts, resource.Unresolved{
			Name: h.name, At: h.at, Reason: h.reason, Args: r.resolve(h.args),
			Everything: h.everything, Rewrites: h.everything,
		})
	}
	for _, used := range t.transforms {
		if used.name == sam.Transform || used.name == languageExtensions {
			continue
		}
		parts = append(parts, resource.Unresolved{
			Name:       strings.TrimSpace("transform " + used.name),
			At:         used.node.At,
			Reason:     "a macro may change anything in the template",
			Args:       value.Unset(used.node.At),
			Everything: true,
			Rewrites:   true,
		})
	}
	return parts
}
