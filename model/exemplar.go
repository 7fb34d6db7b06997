package model

// exemplar is a model with one of everything, for the schema.
func exemplar() *Model {
	api := &API{}
	route := &Route{API: api, MethodResponses: []*MethodResponse{{}}}
	permission := &Permission{}
	integration := &Integration{
		Routes:    []*Route{route},
		Responses: []*IntegrationResponse{{}},

		ResponseMappings: []*ResponseMapping{{Changes: []*ResponseChange{{}}}},
		Invocation: Invocation{
			Uncovered: []string{""},
			Examined:  []*Examined{{Permission: permission}},
		},
	}
	policy := &Policy{
		Statements: []*Statement{{Targets: []*PolicyTarget{{}}, Principals: []*Principal{{}}}},
		Refusals:   []*Refusal{{Routes: []*Route{route}}},
	}
	part, plan := &Entity{}, &UsagePlan{Stages: []*PlanStage{{}}, Keys: []*PlanKey{{}}}
	deployment := &Deployment{
		Awaited: []*Entity{part}, Unawaited: []*Entity{part}, Untracked: []*Entity{part}, UntrackedLinks: []*Entity{part},
		Planned: []*Entity{part}, PlannedLinks: []*Entity{part},
	}
	stage := &Stage{
		Deployments: []*Deployment{deployment}, Plans: []*UsagePlan{plan},
		UsedVariables: []*UsedVariable{{Uses: []*VariableUse{{}}}},
		Calls:         []*StageCall{{Integration: integration, Invocation: integration.Invocation}},
	}
	group := &SecurityGroup{Ingress: []*SecurityRule{{}}, Egress: []*SecurityRule{{}}}
	authorizer := &Authorizer{}
	mapping := &Mapping{}
	behavior := &Behavior{Functions: []*EdgeFunction{{}}}
	distribution := &Distribution{
		Origins:        []*Origin{{Headers: []*OriginHeader{{}}, Behaviors: []*Behavior{behavior}, PathFaultOf: []*Behavior{behavior}}},
		Behaviors:      []*Behavior{behavior},
		ErrorResponses: []*ErrorResponse{{}},
	}
	api.Routes = []*Route{route}
	api.Stages = []*Stage{stage}
	api.Deployments = []*Deployment{deployment}
	api.Authorizers = []*Authorizer{authorizer}
	api.GatewayResponses = []*GatewayResponse{{}}
	api.Mappings = []*Mapping{mapping}
	api.Policies = []*Policy{policy}
	return &Model{
		APIs:               []*API{api},
		Routes:             []*Route{route},
		Authorizers:        []*Authorizer{authorizer},
		Integrations:       []*Integration{integration},
		Deployments:        []*Deployment{deployment},
		Stages:             []*Stage{stage},
		Throttles:          []*Throttle{{}},
		Functions:          []*Function{{Permissions: []*Permission{permission}}},
		Permissions:        []*Permission{permission},
		Policies:           []*Policy{policy},
		Domains:            []*Domain{{Mappings: []*Mapping{mapping}, CertificateUses: []*CertificateUse{{}}}},
		Mappings:           []*Mapping{mapping},
		GatewayResponses:   []*GatewayResponse{{}},
		UsagePlans:         []*UsagePlan{plan},
		APIKeys:            []*APIKey{{Plans: []*UsagePlan{plan}}},
		IdentityPolicies:   []*Policy{policy},
		Roles:              []*Role{{Trust: policy.Statements}},
		VPCLinks:           []*VPCLink{{Integrations: []*Integration{integration}}},
		Endpoints:          []*Endpoint{{Groups: []*SecurityGroup{group}}},
		SecurityGroups:     []*SecurityGroup{group},
		Certificates:       []*Certificate{{}},
		Distributions:      []*Distribution{distribution},
		ForwardingPolicies: []*ForwardingPolicy{{}},
		Records:            []*Record{{Targets: []*Target{{}}}},
	}
}
