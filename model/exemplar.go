package model

// exemplar is a model with one of everything, for the schema.
func exemplar() *Model {
	api := &API{}
	route := &Route{API: api, MethodResponses: []*MethodResponse{{}}}
	permission := &Permission{}
	integration := &Integration{
		Routes:    []*Route{route},
		Responses: []*IntegrationResponse{{}},
		Invocation: Invocation{
			Uncovered: []string{""},
			Examined:  []*Examined{{Permission: permission}},
		},
	}
	policy := &Policy{Statements: []*Statement{{Targets: []*PolicyTarget{{}}}}}
	stage := &Stage{}
	api.Routes = []*Route{route}
	api.Stages = []*Stage{stage}
	api.Deployments = []*Deployment{{}}
	api.Policies = []*Policy{policy}
	return &Model{
		APIs:         []*API{api},
		Routes:       []*Route{route},
		Integrations: []*Integration{integration},
		Stages:       []*Stage{stage},
		Throttles:    []*Throttle{{}},
		Functions:    []*Function{{Permissions: []*Permission{permission}}},
		Permissions:  []*Permission{permission},
		Policies:     []*Policy{policy},
		Domains:      []*Domain{{}},
		Records:      []*Record{{Targets: []*Target{{}}}},
	}
}
