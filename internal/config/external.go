package config

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/model"
	"github.com/gatelint/gatelint/parsers/adapter"
)

// all stands for every resource in place of a list of addresses.
const all = "all"

// byResource is the key under which types and addresses of resources stand.
const byResource = "resources"

// external reads what is managed elsewhere: for each kind of thing "all", or
// the addresses of the resources that it belongs to; and types or addresses of
// resources.
func (r *reader) external(n *yaml.Node) {
	kinds := externalKinds()
	r.mapping(n, "external", func(key, value *yaml.Node) {
		switch {
		case !slices.Contains(kinds, key.Value):
			r.refusef(key, "%q is nothing that can be external; %s", key.Value, hint(key.Value, kinds))
		case key.Value == byResource:
			for _, name := range r.texts(value, "external."+byResource) {
				r.externalResource(name)
			}
		case value.Kind == yaml.ScalarNode && value.Value == all:
			r.declare(resource.External{Kind: key.Value}, Text{At: r.at(key)})
		case value.Kind != yaml.SequenceNode:
			r.refusef(value, "external.%s is %s; write all, or a list of the addresses of what they belong to", key.Value, kindOf(value))
		default:
			for _, address := range r.texts(value, "external."+key.Value) {
				r.declare(resource.External{Kind: key.Value, Of: []string{address.Value}}, address)
			}
		}
	})
}

// externalKinds are the keys under external.
func externalKinds() []string { return append(model.ExternalKinds(), byResource) }

// externalResource reads the type or the address of a resource.
func (r *reader) externalResource(name Text) {
	kinds := adapter.ExternalKinds(name.Value)
	looksLikeType := strings.Contains(name.Value, "::") || strings.HasPrefix(name.Value, "aws_") && !strings.ContainsAny(name.Value, ".*")
	switch {
	case len(kinds) > 0:
		for _, kind := range kinds {
			r.declare(resource.External{Kind: kind}, name)
		}
	case looksLikeType:
		why := "no rule misses resources of this type"
		if near := nearest(name.Value, adapter.ExternalTypes()); near != "" {
			why += "; did you mean \"" + near + "\"?"
		}
		r.refuseText(name, why)
	default:
		r.declare(resource.External{Of: []string{name.Value}}, name)
	}
}

func (r *reader) declare(declared resource.External, name Text) {
	r.config.External = append(r.config.External, External{External: declared, At: name.At})
}
