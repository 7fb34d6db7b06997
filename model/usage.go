package model

import "github.com/gatelint/gatelint/internal/value"

// UsagePlan says how much the holders of API keys may call.
type UsagePlan struct {
	Entity
	Name value.Value
	// Stages are those that it covers, Keys those that it belongs to.
	Stages    []*PlanStage
	StagesSet Set
	Keys      []*PlanKey
	KeysSet   Set
	// Burst is in requests, Rate in requests per second, Quota in requests per
	// period; absent for no limit.
	Burst, Rate, Quota value.Value
}

// Describe shows the plan's fields.
func (p *UsagePlan) Describe(v Visitor) {
	p.describe(v)
	v.Value("name", &p.Name)
	v.Set("stages", &p.StagesSet, describers(p.Stages))
	v.Set("keys", &p.KeysSet, describers(p.Keys))
	v.Value("burst", &p.Burst)
	v.Value("rate", &p.Rate)
	v.Value("quota", &p.Quota)
}

// PlanStage is one stage that a usage plan covers.
type PlanStage struct {
	Entity
	Owner     value.Value
	API       *API
	StageName value.Value
	Stage     *Stage
}

// Describe shows the fields.
func (p *PlanStage) Describe(v Visitor) {
	p.describe(v)
	v.Value("api", &p.Owner)
	v.Text("api_id", idOf(p.API))
	v.Value("stage", &p.StageName)
	v.Text("stage_id", idOf(p.Stage))
}

// PlanKey puts an API key into a usage plan.
type PlanKey struct {
	Entity
	PlanID, KeyID value.Value
	Key           *APIKey
	// Kind is API_KEY.
	Kind value.Value
}

// Describe shows the fields.
func (p *PlanKey) Describe(v Visitor) {
	p.describe(v)
	v.Value("plan", &p.PlanID)
	v.Value("key", &p.KeyID)
	v.Text("key_id", idOf(p.Key))
	v.Value("key_type", &p.Kind)
}

// APIKey identifies a caller.
type APIKey struct {
	Entity
	Name value.Value
	// Enabled says that it is accepted.
	Enabled value.Value
	// Plans are the usage plans that it is in; PlansSet is complete if it is in
	// no other.
	Plans    []*UsagePlan
	PlansSet Set
}

// Describe shows the key's fields.
func (k *APIKey) Describe(v Visitor) {
	k.describe(v)
	v.Value("name", &k.Name)
	v.Value("enabled", &k.Enabled)
	v.Set("plans", &k.PlansSet, references(k.Plans))
}
