// Package arn decides, in three values, whether a pattern over ARNs matches the
// ARN that a request to an API has: the source ARN of a permission, and the
// resource of a policy. References are compared by identity, never by text.
package arn

import (
	"regexp"
	"strings"

	"github.com/gatelint/gatelint/internal/partition"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// Scope knows the entities that patterns refer to.
type Scope struct {
	apis   map[string]*model.API
	stages map[string]*model.Stage
	nodes  map[string]*model.PathNode
	// heads are the elements that the requests to an API begin with.
	heads map[*model.API][]element
	// steps is what matching may still cost; without any, every pattern may
	// match everything.
	steps int
	// seen and open are what a search uses, kept for the next one.
	seen []uint64
	open []state
}

// The steps that one scope may take grow with the definition, so that patterns
// made to be slow cost no more than many patterns.
const (
	baseSteps = 1 << 20
	eachSteps = 1 << 13
)

// NewScope gives the scope of a model.
func NewScope(m *model.Model) *Scope {
	s := &Scope{
		apis:   make(map[string]*model.API, len(m.APIs)),
		stages: make(map[string]*model.Stage, len(m.Stages)),
		nodes:  make(map[string]*model.PathNode, len(m.PathNodes)),
		heads:  make(map[*model.API][]element, len(m.APIs)),
		steps:  baseSteps + eachSteps*(len(m.Permissions)+len(m.Routes)+len(m.Policies)),
	}
	for _, api := range m.APIs {
		s.apis[api.Address] = api
	}
	for _, stage := range m.Stages {
		s.stages[stage.Address] = stage
	}
	for _, node := range m.PathNodes {
		s.nodes[node.Address] = node
	}
	return s
}

// apiSources are the addresses of APIs that are not made by the definition as it
// stands: data sources, and the APIs that the serverless transform adds.
var apiSources = regexp.MustCompile(`(?:^|\.)data\.(?:aws_api_gateway_rest_api|aws_apigatewayv2_api)\.[^.]+$|^Serverless(?:Rest|Http)Api$`)

// API gives the API that a reference is the id of, nil if it is none of this
// definition, and whether it is the id of an API at all.
func (s *Scope) API(ref value.Ref) (api *model.API, is bool) {
	if ref.Attr != "id" {
		return nil, false
	}
	api = s.apis[ref.Address]
	return api, api != nil || apiSources.MatchString(ref.Address)
}

// expand replaces references whose text has a known shape by their pieces.
func (s *Scope) expand(parts []value.Part) []value.Part {
	var expanded []value.Part
	for _, part := range parts {
		if pieces := s.pieces(part.Ref); pieces != nil {
			expanded = append(expanded, pieces...)
		} else {
			expanded = append(expanded, part)
		}
	}
	return expanded
}

// pieces gives what an attribute is made of; nil if it is what it is.
func (s *Scope) pieces(ref value.Ref) []value.Part {
	if api := s.apis[ref.Address]; api != nil {
		switch ref.Attr {
		case "execution_arn":
			return executionARN(api)
		case "arn":
			return controlARN(api)
		}
	}
	if stage := s.stages[ref.Address]; stage != nil {
		switch {
		case ref.Attr == "name" || ref.Attr == "stage_name":
			return pieces(stage.Name)
		case stage.API == nil:
			return nil
		case ref.Attr == "execution_arn":
			return concat(executionARN(stage.API), literal("/"), pieces(stage.Name))
		case ref.Attr == "arn":
			return concat(controlARN(stage.API), literal("/stages/"), pieces(stage.Name))
		}
	}
	if node := s.nodes[ref.Address]; node != nil && ref.Attr == "path" {
		return pieces(node.Path)
	}
	return nil
}

// executionARN is how the ARNs of an API's requests begin.
func executionARN(api *model.API) []value.Part {
	return concat(
		literal("arn:"), partitionOf(api), literal(":execute-api:"), of(api.Region, "region"), literal(":"),
		of(api.Account, "account"), literal(":"), idOf(api),
	)
}

// controlARN is the ARN by which the control plane knows an API.
func controlARN(api *model.API) []value.Part {
	kind := "::/apis/"
	if protocol, _ := api.Protocol.Text(); protocol == model.REST {
		kind = "::/restapis/"
	}
	return concat(
		literal("arn:"), partitionOf(api), literal(":apigateway:"), of(api.Region, "region"), literal(kind), idOf(api),
	)
}

func concat(lists ...[]value.Part) []value.Part {
	var all []value.Part
	for _, list := range lists {
		all = append(all, list...)
	}
	return all
}

func literal(text string) []value.Part { return []value.Part{{Literal: text}} }

// around refers to what surrounds the definition.
func around(attr string) []value.Part { return []value.Part{{Ref: value.Ref{Attr: attr}}} }

// of gives the parts of what surrounds an API, or a reference to it where nothing
// is known of it.
func of(v value.Value, attr string) []value.Part {
	parts := v.Parts()
	if len(parts) != 1 || parts[0].Literal == "" && parts[0].Ref == (value.Ref{}) {
		return around(attr)
	}
	return parts
}

// partitionOf gives the partition of an API, which its region tells.
func partitionOf(api *model.API) []value.Part {
	region, _ := api.Region.Text()
	if p, ok := partition.Of(region); ok {
		return literal(p.Name)
	}
	return around("partition")
}

func idOf(api *model.API) []value.Part {
	return []value.Part{{Ref: value.Ref{Address: api.Address, Attr: "id"}}}
}

// pieces gives the parts of a value, one hole if there are none.
func pieces(v value.Value) []value.Part {
	if parts := v.Parts(); len(parts) > 0 {
		return parts
	}
	return []value.Part{{Reason: value.Computed}}
}

// providers are the addresses of provider configurations, also of those in
// modules.
var providers = regexp.MustCompile(`(?:^|\.)provider\.[\w-]+(?:\.[\w-]+)?$`)

// bounded reports whether the text of an attribute certainly holds letters,
// digits, hyphens and underscores only, and at least one.
func (s *Scope) bounded(ref value.Ref) bool {
	switch ref.Attr {
	case "region", "account", "partition":
		return ref.Address == "" || providers.MatchString(ref.Address)
	}
	_, is := s.API(ref)
	return is
}

// distinct reports whether two attributes certainly differ: the ids of two APIs
// of the definition. All ids are of one length, so that none begins another.
func (s *Scope) distinct(a, b value.Ref) bool {
	return a.Attr == "id" && b.Attr == "id" && s.apis[a.Address] != nil && s.apis[b.Address] != nil &&
		!sameInstances(a.Address, b.Address)
}

// Different reports whether two APIs certainly are not one.
func (s *Scope) Different(a, b *model.API) bool {
	return a != nil && b != nil && !sameInstances(a.Address, b.Address)
}

// same reports whether two references certainly are one text.
func same(a, b value.Ref) bool { return a == b && !manyInstances(a.Address) }

// manyInstances reports whether an address stands for instances that are not
// told apart.
func manyInstances(address string) bool { return strings.Contains(address, "[*]") }

// sameInstances reports whether two addresses may name the same resource.
func sameInstances(a, b string) bool {
	if a == b {
		return true
	}
	return (manyInstances(a) || manyInstances(b)) && withoutIndexes(a) == withoutIndexes(b)
}

func withoutIndexes(address string) string {
	var plain strings.Builder
	depth := 0
	for _, r := range address {
		switch {
		case r == '[':
			depth++
		case r == ']' && depth > 0:
			depth--
		case depth == 0:
			plain.WriteRune(r)
		}
	}
	return plain.String()
}
