package adapter

import (
	"fmt"
	"strings"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// mapping reads a mapping of a custom domain to a stage. The domain is named by
// the first of the attributes that is written.
type mapping struct {
	kind, owner, stage, path string
	domain                   []string
}

func (n mapping) read(m *model.Model, r reader) {
	domain := value.Unset(r.At)
	for _, name := range n.domain {
		if domain.IsAbsent() {
			domain = r.named(name)
		}
	}
	m.Mappings = append(m.Mappings, &model.Mapping{
		Entity: r.entity(""), Kind: n.kind, DomainName: domain, Owner: r.text(n.owner),
		StageName: r.text(n.stage), Path: mappingPath(r.text(n.path)),
	})
}

// mappingPath gives a path without the slashes around it. "(none)" is how the
// API writes the root.
func mappingPath(path value.Value) value.Value {
	path = orText(path, "")
	if text, known := path.Text(); known {
		if text == "(none)" {
			text = ""
		}
		bare := value.OfText(strings.Trim(text, "/"), path.At).WithRefs(path.Refs()...)
		return bare.WithReason(path.Reason(), path.Origin())
	}
	return path
}

// routingRule reads a rule that sends requests to a domain on to one of several
// stages.
type routingRule struct{ domain, actions, invoke, owner, stage, conditions, paths, anyOf string }

func (n routingRule) read(m *model.Model, r reader) {
	path := value.NotKnown(value.Unsupported, "", r.At)
	conditions, complete := blocks(r.Get(n.conditions))
	if complete && len(conditions) == 1 {
		one := resource.Single(conditions[0].Get(n.paths)).Get(n.anyOf)
		if one = resource.Single(value.AsList(one)); one.IsKnown() {
			path = mappingPath(value.AsText(one))
		}
	}
	actions, complete := blocks(r.Get(n.actions))
	if !complete {
		actions = append(actions, value.Value{})
	}
	for i, action := range actions {
		invoke := resource.Single(action.Get(n.invoke))
		m.Mappings = append(m.Mappings, &model.Mapping{
			Entity: r.part(fmt.Sprintf("action-%d", i), action), Kind: model.RoutingRule,
			DomainName: r.text(n.domain), Owner: textOf(invoke, n.owner), StageName: textOf(invoke, n.stage), Path: path,
		})
	}
}
