package model

import "github.com/gatelint/gatelint/internal/value"

// usage joins usage plans with stages and API keys.
func (l *linker) usage() {
	for _, plan := range l.model.UsagePlans {
		if !plan.StagesSet.Complete {
			l.openPlans(nil, plan.StagesSet.Reason)
		}
		for _, covered := range plan.Stages {
			covered.API = l.api(covered.Owner)
			covered.Stage = l.stages.find(covered.API, covered.StageName)
			if covered.Stage != nil {
				covered.Stage.Plans = append(covered.Stage.Plans, plan)
			} else {
				l.openPlans(covered.API, "the stages of "+plan.Address+" are not known")
			}
		}
	}
	plans, keys := index(l.model.UsagePlans), index(l.model.APIKeys)
	for _, member := range l.model.PlanKeys {
		member.Key = named(member.KeyID, keys)
		l.member(member, named(member.PlanID, plans))
	}
}

// member joins an API key with a usage plan, each nil where it is none of ours.
func (l *linker) member(member *PlanKey, plan *UsagePlan) {
	if plan != nil {
		plan.Keys = append(plan.Keys, member)
	} else if !literal(member.PlanID) {
		for _, plan := range l.model.UsagePlans {
			plan.KeysSet.Open("the plan of " + member.Address + " is not known")
		}
	}
	switch {
	case member.Key == nil && !literal(member.KeyID):
		for _, key := range l.model.APIKeys {
			key.PlansSet.Open("the key of " + member.Address + " is not known")
		}
	case member.Key != nil && plan == nil:
		member.Key.PlansSet.Open("the plan of " + member.Address + " is not known")
	case member.Key != nil:
		member.Key.Plans = append(member.Key.Plans, plan)
	}
}

// literal reports whether an id is written out, so that it is none of something
// that the definition makes.
func literal(id value.Value) bool {
	_, known := id.Text()
	return known
}

// openPlans opens the usage plans of the stages of an API, of all if it is nil.
func (l *linker) openPlans(api *API, reason string) {
	for _, stage := range l.model.Stages {
		if mayShare(stage.API, api) {
			stage.PlansSet.Open(reason)
		}
	}
}
