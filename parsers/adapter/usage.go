package adapter

import (
	"fmt"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// usagePlan reads a usage plan.
type usagePlan struct{ name, stages, owner, stage, burst, rate, quota string }

func (n usagePlan) read(m *model.Model, r reader) {
	plan := &model.UsagePlan{
		Entity: r.entity(""), Name: r.text(n.name), Burst: value.AsNumber(r.at(n.burst)),
		Rate: value.AsNumber(r.at(n.rate)), Quota: value.AsNumber(r.at(n.quota)),
	}
	for i, block := range r.parts(n.stages, &plan.StagesSet) {
		plan.Stages = append(plan.Stages, &model.PlanStage{
			Entity: r.part(fmt.Sprintf("stage-%d", i), block), Owner: textOf(block, n.owner), StageName: textOf(block, n.stage),
		})
	}
	m.UsagePlans = append(m.UsagePlans, plan)
}

// planKey reads what puts an API key into a usage plan.
type planKey struct{ plan, key, kind string }

func (n planKey) read(m *model.Model, r reader) {
	m.PlanKeys = append(m.PlanKeys, &model.PlanKey{
		Entity: r.entity(""), PlanID: r.text(n.plan), KeyID: r.text(n.key), Kind: r.upper(n.kind),
	})
}

// apiKey reads an API key.
type apiKey struct {
	name, enabled string
	// enabledDefault says that it is enabled where nothing is written.
	enabledDefault bool
}

func (n apiKey) read(m *model.Model, r reader) {
	enabled := value.AsBool(r.Get(n.enabled))
	if n.enabledDefault {
		enabled = enabled.OrDefault(value.OfBool(true, enabled.At))
	}
	m.APIKeys = append(m.APIKeys, &model.APIKey{Entity: r.entity(""), Name: r.text(n.name), Enabled: enabled})
}

// gatewayResponse reads what an API answers where it calls no backend.
type gatewayResponse struct{ owner, kind, status, parameters, templates string }

func (n gatewayResponse) read(m *model.Model, r reader) {
	m.GatewayResponses = append(m.GatewayResponses, &model.GatewayResponse{
		Entity: r.entity(""), Owner: r.text(n.owner), Kind: r.upper(n.kind), StatusCode: r.text(n.status),
		Parameters: r.Get(n.parameters), Templates: r.Get(n.templates),
	})
}
