package terraform

import (
	"slices"

	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform/expression"
	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// actors are the resource types that run something, or hand what they are given
// to another tool: they may make anything of it, a permission for instance.
var actors = map[string]bool{
	"aws_cloudcontrolapi_resource":                             true,
	"aws_cloudformation_stack":                                 true,
	"aws_cloudformation_stack_instances":                       true,
	"aws_cloudformation_stack_set":                             true,
	"aws_cloudformation_stack_set_instance":                    true,
	"aws_lambda_invocation":                                    true,
	"aws_serverlessapplicationrepository_cloudformation_stack": true,
	"shell_script":                                             true,
	"shell_sensitive_script":                                   true,
}

// acts reports whether a resource may make others out of sight: by its type, as
// all of the Cloud Control provider do, whose types are not read, or because
// it has a provisioner.
func (i *instance) acts() bool {
	if i.block.data {
		return false
	}
	if Acts(i.block.kind) {
		return true
	}
	for _, b := range i.block.Body.Blocks {
		if b.Type == "provisioner" {
			return true
		}
	}
	return false
}

// emitActor hands on what a resource that may make others is given: what it
// refers to or waits for, its arguments, and those of its provisioners.
func (i *instance) emitActor(r *resource.Resource) {
	refs := make([]value.Value, 0, len(r.References)+len(r.DependsOn))
	for _, address := range slices.Concat(r.References, r.DependsOn) {
		refs = append(refs, value.OfRef(value.Ref{Address: address, Attr: "id"}, r.At))
	}
	entries := append(slices.Clone(r.Attrs.Entries()), value.Entry{Key: "refers", Value: value.OfList(refs, false, r.At)})
	i.scope.run.definition.Unresolved = append(i.scope.run.definition.Unresolved, resource.Unresolved{
		Name:   r.Address,
		At:     r.At,
		Reason: "it may make resources of its own",
		Args:   value.OfMap(append(entries, i.provisioners()...), false, r.At),
	})
}

// provisioners gives the arguments of the provisioners of a resource, in which
// it is called self.
func (i *instance) provisioners() []value.Entry {
	eval := i.scope.run.eval
	frame := i.frame.Bind("self", expression.Of(symbol.Unknown(cty.DynamicPseudoType, value.Computed, "self")))
	var entries []value.Entry
	for _, b := range i.block.Body.Blocks {
		if b.Type != "provisioner" {
			continue
		}
		for _, attr := range inOrder(b.Body.Attributes) {
			switch attr.Name {
			case "when", "on_failure": // keywords, which name nothing
				continue
			}
			entries = append(entries, value.Entry{
				Key:   attr.Name,
				KeyAt: eval.Range(attr.NameRange),
				Value: eval.Read(eval.Eval(attr.Expr, frame), attr.Expr.Range()),
			})
		}
	}
	return entries
}
