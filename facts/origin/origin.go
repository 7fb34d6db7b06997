// Package origin tells whether an API understands what a CloudFront distribution
// sends it: the path, the Host header and the versions of TLS.
package origin

import (
	"github.com/gatelint/gatelint/facts/host"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// Attach fills the facts about origins. Their hosts must be classified.
func Attach(m *model.Model) {
	j := judge{apis: map[string]*model.API{}, domains: map[string]*model.Domain{}, all: m.Domains}
	for _, api := range m.APIs {
		j.apis[api.ID] = api
	}
	for _, domain := range m.Domains {
		j.domains[domain.ID] = domain
	}
	for _, distribution := range m.Distributions {
		distribution.ForeignAlias = j.foreignAlias(distribution)
		for _, origin := range distribution.Origins {
			origin.TLSFault = j.tlsFault(origin)
			origin.PathFault, origin.PathFaultOf = j.pathFault(origin, distribution.BehaviorsSet)
		}
	}
}

// judge knows the entities that hosts belong to, by id.
type judge struct {
	apis    map[string]*model.API
	domains map[string]*model.Domain
	all     []*model.Domain
}

// api gives the API whose default endpoint an origin is, nil if that is none of
// ours.
func (j judge) api(o *model.Origin) *model.API {
	if class, _ := o.Host.Class.Text(); class == host.Stage {
		return j.apis[o.Host.OwnerID]
	}
	return nil
}

// domain gives the custom domain that an origin leads to, by its name or its
// target, nil if that is none of ours.
func (j judge) domain(o *model.Origin) *model.Domain {
	switch class, _ := o.Host.Class.Text(); class {
	case host.Regional, host.CustomDomain:
		return j.domains[o.Host.OwnerID]
	}
	return nil
}

func unknown(v value.Value) value.Value { return value.Because(v.At, v) }
