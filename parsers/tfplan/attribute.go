package tfplan

import (
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform"
)

// A plan tells which attributes an expression mentions, and not what it makes
// of them: "${api.execution_arn}/*/*" and replace(api.execution_arn, ...) look
// the same. The tables below say where that is enough to tell the value, or the
// beginning of it, of an argument that is not known before apply.

// identities lists the arguments that hold an id and nothing else, with the
// attribute that the id is, by the type of the resource that is mentioned.
var identities = map[string]map[string]string{
	"api_id":               {"aws_apigatewayv2_api": "id", "aws_api_gateway_rest_api": "id"},
	"authorizer_id":        {"aws_api_gateway_authorizer": "id", "aws_apigatewayv2_authorizer": "id"},
	"connection_id":        {"aws_api_gateway_vpc_link": "id", "aws_apigatewayv2_vpc_link": "id"},
	"deployment_id":        {"aws_api_gateway_deployment": "id", "aws_apigatewayv2_deployment": "id"},
	"integration_id":       {"aws_apigatewayv2_integration": "id"},
	"parent_id":            {"aws_api_gateway_resource": "id", "aws_api_gateway_rest_api": "root_resource_id"},
	"request_validator_id": {"aws_api_gateway_request_validator": "id"},
	"resource_id":          {"aws_api_gateway_resource": "id", "aws_api_gateway_rest_api": "root_resource_id"},
	"rest_api_id":          {"aws_api_gateway_rest_api": "id"},
	"route_id":             {"aws_apigatewayv2_route": "id"},
	"target":               {"aws_apigatewayv2_integration": "id"},
	"vpc_endpoint_id":      {"aws_vpc_endpoint": "id"},
}

// targetPrefix stands before the integration's id in the target of a route, in
// all targets that a route may have.
const targetPrefix = "integrations/"

// ending says what may follow the attribute that an argument begins with.
type ending int

const (
	nothing   ending = iota
	qualifier        // the alias or version of a function
	anything
)

// beginnings lists the arguments that begin with the one attribute that they
// mention, whatever an expression makes of it.
var beginnings = map[string]map[string]ending{
	"aws_api_gateway_integration.uri": {
		"aws_lambda_function.invoke_arn":                    qualifier,
		"aws_lambda_function.response_streaming_invoke_arn": qualifier,
		"aws_lambda_alias.invoke_arn":                       nothing,
	},
	"aws_apigatewayv2_integration.integration_uri": {
		"aws_lambda_function.invoke_arn": qualifier,
		"aws_lambda_alias.invoke_arn":    nothing,
	},
	"aws_lambda_permission.function_name": {
		"aws_lambda_function.arn":           qualifier,
		"aws_lambda_function.function_name": qualifier,
		"aws_lambda_function.id":            qualifier,
	},
	"aws_lambda_permission.source_arn": {
		"aws_api_gateway_rest_api.execution_arn": anything,
		"aws_apigatewayv2_api.execution_arn":     anything,
	},
}

// mentioned gives what the references of an argument tell of its value: the
// value where they tell it, else that it is not known, and what it rests on.
// Where the expression itself was looked at, its beginning would be known.
func (p *plan) mentioned(i *instance, name string, x expression, looked bool) value.Value {
	found := p.from(i).follow(x.references())
	if x.whole && !found.opaque {
		if v, ok := p.identity(i, name, found); ok {
			return v
		}
		if v, ok := p.beginning(i, name, found); ok && !looked {
			return v
		}
	}
	refs := make([]value.Ref, len(found.targets))
	for n, t := range found.targets {
		refs[n] = value.Ref{Address: t.instance.address, Attr: t.attr}
		if t.attr == "" {
			refs[n].Attr = "id"
		}
	}
	return value.NotKnown(value.Computed, "", p.header(i)).WithRefs(refs...)
}

// identity gives the value of an argument that holds an id, where only one
// resource is mentioned whose id it may be.
func (p *plan) identity(i *instance, name string, found followed) (value.Value, bool) {
	types := identities[name]
	picked := pick(found, i.key)
	if types == nil || picked.instance == nil {
		return value.Value{}, false
	}
	attr := types[picked.instance.kind]
	if attr == "" || picked.attr == name { // another resource's argument of the same meaning
		attr = name
		if !picked.instance.argument(name).written() {
			return value.Value{}, false
		}
	}
	if picked.attr != "" && picked.attr != attr {
		return value.Value{}, false
	}
	v := p.attribute(picked.instance, attr)
	if name == "target" && attr == "id" {
		v = value.Concat(value.OfText(targetPrefix, v.At), v)
	}
	return v, true
}

// pick gives the one resource that an expression mentions. Of the instances of
// a block it is the one with the same key, where the key is mentioned.
func pick(found followed, key string) target {
	if len(found.targets) == 0 {
		return target{}
	}
	first := found.targets[0]
	if len(found.targets) == 1 {
		return first
	}
	if !found.keyed || key == "" {
		return target{}
	}
	var picked target
	for _, t := range found.targets {
		switch {
		case !t.any || t.instance.local != first.instance.local || t.instance.module != first.instance.module:
			return target{}
		case t.instance.key == key:
			picked = t
		}
	}
	return picked
}

// beginning gives the value of an argument that begins with an attribute.
func (p *plan) beginning(i *instance, name string, found followed) (value.Value, bool) {
	if len(found.targets) != 1 {
		return value.Value{}, false
	}
	t := found.targets[0]
	end, ok := beginnings[i.kind+"."+name][t.instance.kind+"."+t.attr]
	if !ok {
		return value.Value{}, false
	}
	if end == qualifier && !i.planned.get("values", "qualifier").isNull() {
		end = nothing // it stands on its own
	}
	v := p.attribute(t.instance, t.attr)
	parts := v.Parts()
	hole := value.Part{Reason: value.Computed}
	switch end {
	case nothing:
		return v, true
	case anything:
		return value.OfParts(append(slices.Clone(parts), hole), v.At), true
	case qualifier:
	}
	last := len(parts) - 1
	for last >= 0 && !parts[last].IsRef() {
		last--
	}
	return value.OfParts(slices.Insert(slices.Clone(parts), last+1, value.Part{Literal: ":"}, hole), v.At), true
}

// attribute gives an attribute of a resource as others see it: what is written,
// what it is made of in all dialects, or a reference.
func (p *plan) attribute(i *instance, name string) value.Value {
	ref := value.OfRef(value.Ref{Address: i.address, Attr: name}, p.header(i))
	kind := i.kind
	if i.data {
		kind = "data." + kind
	}
	if form := terraform.Canonical(kind, name); form != "" {
		return p.expand(i, form)
	}
	if !i.argument(name).written() {
		return ref
	}
	v := p.resource(i).Attrs.Get(name)
	if _, identified := v.Key(); !identified && kind == "aws_lambda_function" && name == "function_name" {
		return value.OfRef(value.Ref{Address: i.address, Attr: "name"}, v.At)
	}
	return v
}

// expand fills in a canonical form, see parsers/terraform.
func (p *plan) expand(i *instance, form string) value.Value {
	at := p.header(i)
	pieces := []value.Value{value.OfText("", at)}
	for form != "" {
		literal, rest, found := strings.Cut(form, "{")
		pieces = append(pieces, value.OfText(literal, at))
		if !found {
			break
		}
		name, after, _ := strings.Cut(rest, "}")
		form = after
		switch {
		case strings.HasPrefix(name, "."):
			pieces = append(pieces, value.OfRef(value.Ref{Address: i.address, Attr: name[1:]}, at))
		case strings.HasPrefix(name, "="):
			pieces = append(pieces, p.attribute(i, name[1:]))
		default:
			pieces = append(pieces, p.surrounding(i, name))
		}
	}
	return value.Concat(pieces...)
}
