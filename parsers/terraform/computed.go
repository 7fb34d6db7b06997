package terraform

import (
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/internal/partition"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform/expression"
)

// canonical gives an attribute that is made of others in all dialects alike.
func (i *instance) canonical(name string) (expression.Located, bool) {
	kind := i.block.kind
	if i.block.data {
		kind = "data." + kind
	}
	if compute := computed(kind, name); compute != nil {
		return compute(i)
	}
	if form := canonical[kind][name]; form != "" {
		return expression.Of(i.expand(form)), true
	}
	return expression.Located{}, false
}

// computed gives the function of an attribute that no form can express, nil for
// all others. It is no table, because the functions come back to it.
func computed(kind, name string) func(*instance) (expression.Located, bool) {
	switch kind + "." + name {
	case "aws_api_gateway_resource.path":
		return resourcePath
	case "aws_apigatewayv2_api.api_endpoint":
		return apiEndpoint
	case "aws_apigatewayv2_stage.invoke_url":
		return stageURL
	case "data.aws_iam_policy_document.json", "data.aws_iam_policy_document.minified_json":
		return policyDocument
	case "data.template_file.rendered":
		return renderedTemplate
	}
	return nil
}

// expand fills in a canonical form.
func (i *instance) expand(form string) cty.Value {
	var t expression.Text
	eval := i.scope.run.eval
	for form != "" {
		literal, rest, found := strings.Cut(form, "{")
		eval.Append(&t, cty.StringVal(literal))
		if !found {
			break
		}
		name, after, _ := strings.Cut(rest, "}")
		form = after
		switch {
		case strings.HasPrefix(name, "."):
			eval.Append(&t, i.ref(name[1:], cty.String))
		case strings.HasPrefix(name, "="):
			l, _ := i.Attr(name[1:])
			if v := l.Value(); !v.IsNull() {
				eval.Append(&t, v)
			}
		default:
			eval.Append(&t, i.surrounding(name))
		}
	}
	return t.Value()
}

// instanceOf gives the resource that a value is an attribute of.
func (r *run) instanceOf(v cty.Value, attr string) *instance {
	bare, _ := v.Unmark()
	if bare.Type() != cty.String || bare.IsNull() || !bare.IsKnown() {
		return nil
	}
	pieces := r.eval.Symbols.Split(bare.AsString())
	if len(pieces) != 1 || pieces[0].Ref.Attr != attr {
		return nil
	}
	return r.instances[pieces[0].Ref.Address]
}

// resourcePath gives the path of a resource of a REST API: that of its parent
// and its own part.
func resourcePath(i *instance) (expression.Located, bool) {
	eval := i.scope.run.eval
	parent, _ := i.Attr("parent_id")
	part, _ := i.Attr("path_part")
	var t expression.Text
	switch {
	case i.scope.run.instanceOf(parent.Value(), "root_resource_id") != nil:
	case i.scope.run.instanceOf(parent.Value(), "id") != nil:
		above := i.scope.run.instanceOf(parent.Value(), "id")
		if above.block.kind != i.block.kind {
			return expression.Located{}, false
		}
		path, _ := above.Attr("path")
		eval.Append(&t, path.Value())
	default:
		return expression.Located{}, false
	}
	eval.Append(&t, cty.StringVal("/"))
	eval.Append(&t, part.Value())
	return expression.Of(t.Value()), true
}

// renderedTemplate gives what a data source of the template provider makes of
// its template.
func renderedTemplate(i *instance) (expression.Located, bool) {
	template, _ := i.Attr("template")
	vars := expression.Of(cty.EmptyObjectVal)
	if written := i.block.Body.Attributes["vars"]; written != nil {
		vars = i.written(written)
	}
	return i.scope.run.eval.Rendered(template, vars), true
}

// protocol gives the protocol type of a v2 API, "" if it is not known.
func protocol(api *instance) string {
	if api == nil || api.block.kind != "aws_apigatewayv2_api" {
		return ""
	}
	l, _ := api.Attr("protocol_type")
	text, _ := api.scope.run.eval.Read(l, header(api.block.Block)).Text()
	return text
}

func apiEndpoint(i *instance) (expression.Located, bool) {
	switch protocol(i) {
	case "WEBSOCKET":
		return expression.Of(i.expand("wss://{.id}.execute-api.{region}.{dns_suffix}")), true
	case "HTTP":
		return expression.Of(i.expand("https://{.id}.execute-api.{region}.{dns_suffix}")), true
	}
	return expression.Located{}, false
}

func stageURL(i *instance) (expression.Located, bool) {
	api, _ := i.Attr("api_id")
	name, _ := i.Attr("name")
	scheme := "https://"
	switch protocol(i.scope.run.instanceOf(api.Value(), "id")) {
	case "WEBSOCKET":
		scheme = "wss://"
	case "HTTP":
	default:
		if i.scope.run.instanceOf(api.Value(), "id") != nil {
			return expression.Located{}, false
		}
	}
	stage := i.scope.run.eval.Read(name, header(i.block.Block))
	if text, ok := stage.Text(); ok && text == "$default" {
		return expression.Of(i.expand(scheme + "{=api_id}.execute-api.{region}.{dns_suffix}/")), true
	}
	return expression.Of(i.expand(scheme + "{=api_id}.execute-api.{region}.{dns_suffix}/{=name}")), true
}

// surrounding gives the region, account, partition or DNS suffix of a resource.
func (i *instance) surrounding(attr string) cty.Value {
	p := i.provider()
	region := i.region()
	text, _ := i.scope.run.plain(region)
	own, isKnown := partition.Of(text)
	switch attr {
	case "region":
		return region
	case "account":
		return p.account()
	case "partition":
		if isKnown {
			return cty.StringVal(own.Name)
		}
	case "dns_suffix":
		if isKnown {
			return cty.StringVal(own.Suffix)
		}
	}
	return i.scope.run.eval.Symbols.Ref(value.Ref{Address: p.address, Attr: attr}, true)
}

// plain gives a text that is known.
func (r *run) plain(v cty.Value) (string, bool) {
	bare, _ := v.Unmark()
	if bare.Type() != cty.String || bare.IsNull() || !bare.IsKnown() || r.eval.IsOpaque(v) {
		return "", false
	}
	return bare.AsString(), true
}
