package lint_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// shape writes a model down without anything that belongs to a dialect:
// addresses become the names that a person gave (an API's name, a function's
// name, a path), and positions, reasons and types are left out.
func shape(m *model.Model) string {
	s := &shaper{names: map[string]string{}}
	s.name(m)
	for _, api := range m.APIs {
		// What a document defines is in the model as routes and the rest.
		s.linef("api %s: protocol %s, endpoint %s, target %s", s.of(api.Address), s.show(api.Protocol),
			s.show(api.EndpointType), s.show(api.Target))
		s.linef("  default endpoint disabled %s, endpoints %s, binary %s, compression %s, key source %s, cors %s", s.show(api.EndpointDisabled),
			s.show(api.EndpointIDs), s.show(api.BinaryMediaTypes), s.show(api.MinimumCompression), s.show(api.KeySource), s.show(api.CORS))
		s.set("  routes", api.RoutesSet)
		s.set("  stages", api.StagesSet)
		s.set("  deployments", api.DeploymentsSet)
		s.set("  policies", api.PoliciesSet)
		s.set("  authorizers", api.AuthorizersSet)
		s.set("  gateway responses", api.GatewayResponsesSet)
		s.set("  mappings", api.MappingsSet)
	}
	for _, route := range m.Routes {
		s.route(route)
	}
	for _, authorizer := range m.Authorizers {
		s.authorizer(authorizer)
	}
	for _, stage := range m.Stages {
		s.linef("stage %s of %s: variables %s, auto deploy %s, %d deployments, certificate %s", s.show(stage.Name), s.owner(stage.API),
			s.show(stage.Variables), s.show(stage.AutoDeploy), len(stage.Deployments), s.show(stage.ClientCertificate))
		s.set("  deployments", stage.DeploymentsSet)
		for _, plan := range stage.Plans {
			s.linef("  plan %s", s.show(plan.Name))
		}
		s.set("  plans", stage.PlansSet)
	}
	for _, deployment := range m.Deployments {
		s.linef("deployment of %s to %s, before %d parts", s.owner(deployment.API), s.show(deployment.StageName), len(deployment.Unawaited))
		s.set("  waits", deployment.UnawaitedSet)
	}
	for _, throttle := range m.Throttles {
		s.linef("throttle of %s: burst %s, rate %s", throttle.Scope, s.show(throttle.Burst), s.show(throttle.Rate))
	}
	for _, function := range m.Functions {
		seconds := function.TimeoutSeconds.OrDefault(value.OfNumber("3", function.At)) // as for integrations
		s.linef("function %s: timeout %s, %d permissions", s.of(function.Address), s.show(seconds), len(function.Permissions))
		s.set("  permissions", function.PermissionsSet)
	}
	for _, permission := range m.Permissions {
		s.permission(permission)
	}
	for _, policy := range m.Policies {
		s.policy(policy)
	}
	for _, policy := range m.IdentityPolicies {
		s.policy(policy)
	}
	for _, role := range m.Roles {
		s.linef("role %s", s.show(role.Name))
		s.statements(role.Trust)
		s.set("  trust", role.TrustSet)
	}
	s.network(m)
	s.usage(m)
	for _, response := range m.GatewayResponses {
		s.linef("gateway response %s of %s: status %s, parameters %s, templates %s", s.show(response.Kind), s.owner(response.API),
			s.show(response.StatusCode), s.show(response.Parameters), s.show(response.Templates))
	}
	for _, domain := range m.Domains {
		s.domain(domain)
	}
	for _, mapping := range m.Mappings {
		s.mapping(mapping)
	}
	for _, certificate := range m.Certificates {
		s.linef("certificate %s in %s: names %s, validation %s, algorithm %s", s.show(certificate.DomainName), s.show(certificate.Region),
			s.show(certificate.Names), s.show(certificate.ValidationMethod), s.show(certificate.KeyAlgorithm))
	}
	for _, distribution := range m.Distributions {
		s.distribution(distribution)
	}
	for _, policy := range m.ForwardingPolicies {
		s.linef("%s policy %s: headers %s %s, queries %s %s, cookies %s %s, ttl %s %s %s", policy.Kind, s.show(policy.Name),
			s.show(policy.HeaderBehavior), s.show(policy.Headers), s.show(policy.QueryBehavior), s.show(policy.Queries),
			s.show(policy.CookieBehavior), s.show(policy.Cookies), s.show(policy.MinTTL), s.show(policy.DefaultTTL), s.show(policy.MaxTTL))
	}
	for _, record := range m.Records {
		if record.Name.IsUnknown() && record.RecordType.IsUnknown() {
			continue // validates a certificate, which CloudFormation does by itself
		}
		for _, target := range record.Targets {
			s.linef("record %s %s to %s: host %s of %s", s.show(record.Name), s.show(record.RecordType),
				s.show(target.Value), s.show(target.Host.Class), s.of(target.Host.OwnerID))
		}
	}
	slices.Sort(s.blocks)
	return strings.Join(s.blocks, "\n") + "\n"
}

type shaper struct {
	names  map[string]string
	blocks []string
}

// name gives every address the name that all dialects share.
func (s *shaper) name(m *model.Model) {
	for _, api := range m.APIs {
		s.names[api.Address] = "api " + api.Name.Show()
	}
	for _, node := range m.PathNodes {
		s.names[node.Address] = "node " + node.Path.Show()
	}
	for _, function := range m.Functions {
		s.names[function.Address] = "function " + function.Name.Show()
	}
	for _, alias := range m.Aliases {
		s.names[alias.Address] = "alias"
		if alias.Name.IsKnown() {
			s.names[alias.Address] += " " + alias.Name.Show()
		}
	}
	for _, domain := range m.Domains {
		s.names[domain.Address] = "domain " + domain.Name.Show()
	}
	for _, authorizer := range m.Authorizers {
		s.names[authorizer.Address] = "authorizer " + authorizer.Name.Show()
	}
	for _, stage := range m.Stages {
		s.names[stage.Address] = "stage " + stage.Name.Show()
	}
	for _, certificate := range m.Certificates {
		s.names[certificate.Address] = "certificate " + certificate.DomainName.Show()
	}
	for _, distribution := range m.Distributions {
		s.names[distribution.Address] = "distribution " + distribution.Aliases.Show()
	}
	for _, policy := range m.ForwardingPolicies {
		s.names[policy.Address] = "policy " + policy.Name.Show()
	}
	for i, endpoint := range m.Endpoints {
		s.names[endpoint.Address] = fmt.Sprintf("endpoint %d", i)
	}
	for _, link := range m.VPCLinks {
		s.names[link.Address] = "link " + link.Name.Show()
	}
	for i, group := range m.SecurityGroups {
		s.names[group.Address] = fmt.Sprintf("group %d", i)
	}
	for _, plan := range m.UsagePlans {
		s.names[plan.Address] = "plan " + plan.Name.Show()
	}
	for _, key := range m.APIKeys {
		s.names[key.Address] = "key " + key.Name.Show()
	}
	for _, role := range m.Roles {
		s.names[role.Address] = "role " + role.Name.Show()
	}
}

func (s *shaper) of(address string) string {
	if name, ok := s.names[address]; ok {
		return "«" + name + "»"
	}
	if address == "" {
		return "none"
	}
	return "«?»"
}

func (s *shaper) owner(api *model.API) string {
	if api == nil {
		return "none"
	}
	return s.of(api.Address)
}

// linef adds a block, or a line to the last block if it is indented.
func (s *shaper) linef(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if strings.HasPrefix(text, " ") {
		s.blocks[len(s.blocks)-1] += "\n" + text
		return
	}
	s.blocks = append(s.blocks, text)
}

func (s *shaper) set(name string, set model.Set) { s.linef("%s complete: %v", name, set.Complete) }

func (s *shaper) route(route *model.Route) {
	s.linef("route %s of %s: method %s, path %s, key %s, authorization %s", route.Label, s.owner(route.API),
		s.show(route.Method), s.show(route.Path), s.show(route.Key), s.show(route.Authorization))
	authorizer := "none"
	if route.Authorizer != nil {
		authorizer = s.of(route.Authorizer.Address)
	}
	s.linef("  authorizer %s (%s), scopes %s, key required %s, parameters %s", s.show(route.AuthorizerID), authorizer, s.show(route.Scopes),
		s.show(route.KeyRequired), s.show(route.RequestParameters))
	s.set("  integration", route.IntegrationSet)
	s.set("  method responses", route.MethodResponsesSet)
	for _, response := range route.MethodResponses {
		s.linef("  method response %s: %s", s.show(response.StatusCode), s.show(response.Parameters))
	}
	i := route.Integration
	if i == nil {
		return
	}
	timeout := i.TimeoutMillis
	if protocol, _ := i.Protocol.Text(); protocol == model.REST {
		timeout = timeout.OrDefault(value.OfNumber("29000", i.At)) // a plan writes the provider's default out
	}
	s.linef("  integration: protocol %s, type %s, method %s, uri %s, subtype %s, credentials %s, timeout %s", s.show(i.Protocol),
		s.show(i.Type), s.show(i.Method), s.show(i.URI), s.show(i.Subtype), s.show(i.Credentials), s.show(timeout))
	s.linef("  templates %s, passthrough %s, content handling %s", s.show(i.RequestTemplates), s.show(i.Passthrough), s.show(i.ContentHandling))
	s.linef("  transfer %s, parameters %s, cache keys %s, connection %s %s to %s", s.show(i.TransferMode), s.show(i.RequestParameters),
		s.show(i.CacheKeys), s.show(i.ConnectionType), s.show(i.ConnectionID), s.show(i.ConnectionTarget))
	link := "none"
	if i.Link != nil {
		link = s.of(i.Link.Address)
	}
	s.linef("  link %s, excluded %v, role %s", link, i.LinkExcluded, s.role(i.Role))
	s.linef("  server name %s, unverified %s, payload format %s", s.show(i.TLSServerName), s.show(i.TLSUnverified), s.show(i.PayloadFormat))
	for _, mapping := range i.ResponseMappings {
		s.linef("  response mapping %s", s.show(mapping.StatusCode))
		for _, change := range mapping.Changes {
			s.linef("    %s becomes %s", s.show(change.Destination), s.show(change.Source))
		}
	}
	s.linef("  backend %s %s, function %s, qualifier %s", s.show(i.Backend.Service), s.show(i.Backend.Form),
		s.of(i.Backend.FunctionID), s.show(i.Backend.Qualifier))
	s.linef("  mock status %s, invocation %s, uncovered %v", s.show(i.MockStatus), s.show(i.Invocation.State), i.Invocation.Uncovered)
	for _, response := range i.Responses {
		s.linef("  response %s for %s: %s", s.show(response.StatusCode), s.show(response.SelectionPattern), s.show(response.Parameters))
	}
	s.set("  responses", i.ResponsesSet)
}

func (s *shaper) permission(p *model.Permission) {
	function := "none"
	if p.Function != nil {
		function = s.of(p.Function.Address)
	}
	s.linef("permission on %s for %s: action %s, principal %s, source %s, account %s, mismatch %s", function, s.owner(p.API),
		s.show(p.Action), s.show(p.Principal), s.show(p.SourceARN), s.show(p.SourceAccount), s.show(p.Mismatch))
}

func (s *shaper) policy(p *model.Policy) {
	s.linef("policy on %s of %s, %d statements, complete: %v", p.Carrier, s.owner(p.API), len(p.Statements), p.StatementsSet.Complete)
	s.statements(p.Statements)
}

func (s *shaper) statements(statements []*model.Statement) {
	for _, statement := range statements {
		s.linef("  %s %s not %s: actions %s not %s, resources %s not %s, conditions %s", s.show(statement.Effect), s.show(statement.Principal),
			s.show(statement.NotPrincipal), s.show(statement.Actions), s.show(statement.NotActions), s.show(statement.Resources),
			s.show(statement.NotResources), s.show(statement.Conditions))
		for _, target := range statement.Targets {
			s.linef("  target %s is %s, grants invoke %s", s.show(target.Resource), s.show(target.Form), s.show(statement.GrantsInvoke))
		}
	}
}

// show writes a value with the shared names in its references. A map is sorted,
// and a list of one is its item, because dialects differ in both.
func (s *shaper) show(v value.Value) string {
	switch v.State() {
	case value.Absent:
		return "absent"
	case value.Unknown:
		return "unknown(" + s.parts(v.Parts()) + ")"
	case value.Known:
	}
	switch v.Kind() {
	case value.List:
		items := make([]string, len(v.Items()))
		for i, item := range v.Items() {
			items[i] = s.show(item)
		}
		if len(items) == 1 {
			return items[0]
		}
		return "[" + strings.Join(items, ", ") + "]"
	case value.Map:
		entries := make([]string, len(v.Entries()))
		for i, entry := range v.Entries() {
			entries[i] = entry.Key + ": " + s.show(entry.Value)
		}
		slices.Sort(entries)
		return "{" + strings.Join(entries, ", ") + "}"
	case value.Text, value.Number, value.Bool:
	}
	text, _ := v.Text()
	return strings.TrimSpace(text)
}

func (s *shaper) parts(parts []value.Part) string {
	var text strings.Builder
	for _, part := range parts {
		switch {
		case part.IsLiteral():
			text.WriteString(part.Literal)
		case part.IsRef() && part.Ref.Address == "":
			text.WriteString("${" + part.Ref.Attr + "}")
		case part.IsRef():
			text.WriteString("${" + s.of(part.Ref.Address) + "." + part.Ref.Attr + "}")
		default:
			text.WriteString("${?}")
		}
	}
	return text.String()
}
