package lint_test

import "github.com/gatelint/gatelint/model"

func (s *shaper) authorizer(a *model.Authorizer) {
	s.linef("authorizer %s of %s: protocol %s, type %s, uri %s, credentials %s, sources %s, validation %s, ttl %s", s.show(a.Name),
		s.owner(a.API), s.show(a.Protocol), s.show(a.Kind), s.show(a.URI), s.show(a.Credentials), s.show(a.IdentitySources),
		s.show(a.Validation), s.show(a.TTLSeconds))
	s.linef("  pools %s, issuer %s, audience %s, payload %s, simple %s", s.show(a.ProviderARNs), s.show(a.Issuer),
		s.show(a.Audience), s.show(a.PayloadFormat), s.show(a.SimpleResponses))
	s.linef("  backend %s %s, function %s, role %s", s.show(a.Backend.Service), s.show(a.Backend.Form), s.of(a.Backend.FunctionID), s.role(a.Role))
}

func (s *shaper) network(m *model.Model) {
	for _, link := range m.VPCLinks {
		s.linef("link %s of version %s: targets %s, subnets %s, groups %s, %d integrations", s.show(link.Name), link.Version,
			s.show(link.TargetARNs), s.show(link.Subnets), s.show(link.GroupIDs), len(link.Integrations))
	}
	for _, endpoint := range m.Endpoints {
		s.linef("endpoint to %s: for APIs %v, type %s, vpc %s, subnets %s, private %s", s.show(endpoint.ServiceName), endpoint.ForAPIs,
			s.show(endpoint.Kind), s.show(endpoint.VPC), s.show(endpoint.Subnets), s.show(endpoint.PrivateDNS))
		for _, group := range endpoint.Groups {
			s.linef("  group %s", s.of(group.Address))
		}
		s.set("  groups", endpoint.GroupsSet)
	}
	for _, group := range m.SecurityGroups {
		s.linef("group %s %s in %s", s.of(group.Address), s.show(group.Name), s.show(group.VPC))
		s.rules("  ingress", group.Ingress, group.IngressSet)
		s.rules("  egress", group.Egress, group.EgressSet)
	}
}

func (s *shaper) rules(name string, rules []*model.SecurityRule, set model.Set) {
	for _, rule := range rules {
		s.linef("%s %s %s to %s, cidrs %s, peers %s, self %s", name, s.show(rule.Protocol), s.show(rule.FromPort), s.show(rule.ToPort),
			s.show(rule.CIDRs), s.show(rule.Peers), s.show(rule.Self))
	}
	s.set(name, set)
}

func (s *shaper) usage(m *model.Model) {
	for _, plan := range m.UsagePlans {
		s.linef("plan %s: burst %s, rate %s, quota %s", s.show(plan.Name), s.show(plan.Burst), s.show(plan.Rate), s.show(plan.Quota))
		for _, stage := range plan.Stages {
			s.linef("  stage %s of %s, joined %v", s.show(stage.StageName), s.owner(stage.API), stage.Stage != nil)
		}
		s.set("  stages", plan.StagesSet)
		for _, key := range plan.Keys {
			s.linef("  key %s, joined %v, type %s", s.show(key.KeyID), key.Key != nil, s.show(key.Kind))
		}
		s.set("  keys", plan.KeysSet)
	}
	for _, key := range m.APIKeys {
		s.linef("key %s: enabled %s, %d plans", s.show(key.Name), s.show(key.Enabled), len(key.Plans))
		s.set("  plans", key.PlansSet)
	}
}

func (s *shaper) role(r *model.Role) string {
	if r == nil {
		return "none"
	}
	return s.of(r.Address)
}

func (s *shaper) domain(d *model.Domain) {
	s.linef("domain %s in %s: endpoint %s, security %s, truststore %s, routing %s, access %s", s.show(d.Name), s.show(d.Region),
		s.show(d.EndpointType), s.show(d.SecurityPolicy), s.show(d.TruststoreURI), s.show(d.RoutingMode), s.show(d.AccessMode))
	s.linef("  certificates %s and %s (%s), ownership %s", s.show(d.EdgeCertificate), s.show(d.RegionalCertificate),
		s.certificate(d.Certificate), s.show(d.OwnershipCertificate))
	s.set("  mappings", d.MappingsSet)
}

func (s *shaper) behavior(b *model.Behavior) {
	s.linef("  %s to %s: viewer %s, methods %s, cache policy %s (%v), request policy %s (%v)", b.Label, s.show(b.OriginName),
		s.show(b.ViewerProtocol), s.show(b.AllowedMethods), s.show(b.CachePolicyID), b.CachePolicy != nil,
		s.show(b.OriginRequestPolicyID), b.OriginRequestPolicy != nil)
	s.linef("    headers %s, query %s, cookies %s, ttl %s %s %s", s.show(b.ForwardedHeaders), s.show(b.ForwardedQuery),
		s.show(b.ForwardedCookies), s.show(b.MinTTL), s.show(b.DefaultTTL), s.show(b.MaxTTL))
	for _, function := range b.Functions {
		s.linef("    function %s on %s", s.show(function.ARN), s.show(function.Event))
	}
	s.set("    functions", b.FunctionsSet)
}

func (s *shaper) certificate(c *model.Certificate) string {
	if c == nil {
		return "none"
	}
	return s.of(c.Address)
}

func (s *shaper) distribution(d *model.Distribution) {
	s.linef("distribution %s: certificate %s (%s), default %s", s.show(d.Aliases), s.show(d.CertificateARN),
		s.certificate(d.Certificate), s.show(d.DefaultCertificate))
	s.set("  origins", d.OriginsSet)
	for _, o := range d.Origins {
		s.linef("  %s at %s: host %s of %s, path %s, protocol %s %s, timeout %s, bucket %s, access %s, %d behaviors", o.Label,
			s.show(o.DomainName), s.show(o.Host.Class), s.of(o.Host.OwnerID), s.show(o.Path), s.show(o.ProtocolPolicy),
			s.show(o.SSLProtocols), s.show(o.ReadTimeoutSeconds), s.show(o.BucketConfig), s.show(o.AccessControl), len(o.Behaviors))
		for _, header := range o.Headers {
			s.linef("    header %s: %s", s.show(header.Name), s.show(header.Text))
		}
		s.set("    headers", o.HeadersSet)
	}
	s.set("  behaviors", d.BehaviorsSet)
	for _, b := range d.Behaviors {
		s.behavior(b)
	}
	for _, e := range d.ErrorResponses {
		s.linef("  error %s as %s: page %s, kept %s", s.show(e.ErrorCode), s.show(e.ResponseCode), s.show(e.PagePath), s.show(e.CachingSeconds))
	}
	s.set("  error responses", d.ErrorResponsesSet)
}

func (s *shaper) mapping(m *model.Mapping) {
	domain, stage := "none", "none"
	if m.Domain != nil {
		domain = s.of(m.Domain.Address)
	}
	if m.Stage != nil {
		stage = s.of(m.Stage.Address)
	}
	s.linef("%s mapping of %s to %s, stage %s (%s), path %s", m.Kind, domain, s.owner(m.API), s.show(m.StageName), stage, s.show(m.Path))
}
