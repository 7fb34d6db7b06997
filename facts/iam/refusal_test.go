package iam_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gatelint/gatelint/facts/arn"
	"github.com/gatelint/gatelint/facts/iam"
	"github.com/gatelint/gatelint/facts/internal/build"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// Statements that the tests share.
const (
	open      = `{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}`
	accounts  = `{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}`
	office    = `{"Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*", "Condition": {"NotIpAddress": {"aws:SourceIp": "10.0.0.0/8"}}}`
	endpoints = `{"Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*", "Condition": {"StringNotEquals": {"aws:SourceVpce": "vpce-1"}}}`
)

func allow(resource, condition string) string {
	return `{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "` + resource +
		`", "Condition": ` + condition + `}`
}

// scene is a REST API with a policy.
type scene struct {
	name string
	// kind is the endpoint type, REGIONAL if it is "".
	kind string
	// routes are keys with the authorization behind them; "GET /orders NONE"
	// if there are none.
	routes     []string
	stages     []string
	statements []string
	// want are the refusals: cause, what decides, the calls, and "deny" or
	// "doubtful".
	want []string
	// change makes something of it unknown.
	change func(m *model.Model, api *model.API)
}

func (s scene) model() *model.Model {
	m := &model.Model{}
	stages := s.stages
	if stages == nil {
		stages = []string{"prod"}
	}
	api := build.API(m, "api", model.REST, stages...)
	api.EndpointType = build.Value("REGIONAL")
	if s.kind != "" {
		api.EndpointType = build.Value(s.kind)
	}
	routes := s.routes
	if routes == nil {
		routes = []string{"GET /orders NONE"}
	}
	for _, text := range routes {
		cut := strings.LastIndexByte(text, ' ')
		route := build.Route(m, api, text[:cut], nil)
		route.Authorization = build.Value(text[cut+1:])
	}
	build.Policy(m, api, s.statements...)
	if s.change != nil {
		s.change(m, api)
	}
	iam.Attach(m, arn.NewScope(m))
	return m
}

func refusals(m *model.Model) []string {
	var list []string
	for _, p := range m.Policies {
		for _, r := range p.Refusals {
			words := []string{r.Cause.Show(), "by", r.Decisive.Show() + ":", r.Calls}
			if r.Decisive.Kind() == value.Map {
				words[2] = "it:"
			}
			if r.Explicit {
				words = append(words, "deny")
			}
			if r.Doubtful {
				words = append(words, "doubtful")
			}
			list = append(list, strings.Join(words, " "))
		}
	}
	return list
}

var scenes = []scene{
	{name: "open", statements: []string{open}},
	{name: "open and a condition that can be met", statements: []string{open, office}},
	{name: "no statements", statements: nil},

	// Named principals.
	{name: "principal", statements: []string{accounts}, want: []string{"principal by it: GET /orders"}},
	{name: "principal with IAM", routes: []string{"GET /orders AWS_IAM"}, statements: []string{accounts}},
	{
		name: "principal with a user pool", routes: []string{"GET /orders COGNITO_USER_POOLS"}, statements: []string{accounts},
		want: []string{"principal by it: GET /orders doubtful"},
	},
	{
		name: "principal with a Lambda authorizer", routes: []string{"GET /orders CUSTOM"}, statements: []string{accounts},
		want: []string{"principal by it: GET /orders doubtful"},
	},
	{name: "principal, authorization not known", routes: []string{"GET /orders <?>"}, statements: []string{accounts}},
	{
		name: "principal for the preflight only", routes: []string{"GET /orders AWS_IAM", "OPTIONS /orders NONE"},
		statements: []string{accounts}, want: []string{"principal by it: OPTIONS /orders"},
	},
	{
		name: "principal, and everybody for the preflight", routes: []string{"GET /orders AWS_IAM", "OPTIONS /orders NONE"},
		statements: []string{accounts, allow("execute-api:/*/OPTIONS/*", "{}")},
	},
	{
		name: "principal where certain before doubtful", routes: []string{"GET /a CUSTOM", "GET /b NONE"},
		statements: []string{accounts}, want: []string{"principal by it: GET /b"},
	},
	{name: "principal not known", statements: []string{strings.ReplaceAll(accounts, `"111122223333"`, `"<?>"`)}},
	{
		name: "principal is a reference", statements: []string{strings.ReplaceAll(accounts, `"111122223333"`, `"<role.arn>"`)},
		want: []string{"principal by it: GET /orders"},
	},
	{name: "principal is malformed, which is a fault of its own", statements: []string{strings.ReplaceAll(accounts, `"111122223333"`, `"bob"`)}},
	{name: "principal is empty, which is a fault of its own", statements: []string{strings.ReplaceAll(accounts, `{"AWS": "111122223333"}`, `{}`)}},
	{name: "no principal, which is a fault of its own", statements: []string{strings.ReplaceAll(accounts, `"Principal": {"AWS": "111122223333"}, `, ``)}},
	{name: "NotPrincipal", statements: []string{strings.ReplaceAll(accounts, `"Principal"`, `"NotPrincipal"`)}},
	{
		name: "principal on one stage of two", stages: []string{"prod", "dev"},
		statements: []string{strings.ReplaceAll(accounts, "execute-api:/*", "execute-api:/prod/*")},
		want:       []string{"principal by it: GET /orders"},
	},
	{
		name: "many routes", routes: []string{"GET /a NONE", "GET /b NONE", "GET /c NONE", "GET /d NONE", "GET /e NONE"},
		statements: []string{accounts}, want: []string{"principal by it: GET /a, GET /b, GET /c and 2 more"},
	},

	{name: "principal on another method", statements: []string{strings.ReplaceAll(accounts, "/*", "/*/POST/*")}, want: []string{"uncovered by it: GET /orders"}},
	{name: "principal on what is not known", statements: []string{strings.ReplaceAll(accounts, "/*", "/<?>")}},
	{
		name: "principal, and another one on what is not known", statements: []string{strings.ReplaceAll(accounts, "/*", "/<?>"), accounts},
		want: []string{"principal by it: GET /orders"},
	},

	// What no Allow is for.
	{name: "both kinds of resources", statements: []string{strings.ReplaceAll(open, `"Resource": "execute-api:/*"`, `"Resource": "execute-api:/*/POST/*", "NotResource": "execute-api:/*/POST/*"`)}},
	{
		name: "uncovered", routes: []string{"GET /orders NONE", "POST /orders NONE"},
		statements: []string{allow("execute-api:/*/POST/*", "{}")}, want: []string{"uncovered by it: GET /orders"},
	},
	{
		name: "uncovered with a user pool", routes: []string{"GET /orders COGNITO_USER_POOLS"},
		statements: []string{allow("execute-api:/*/POST/*", "{}")}, want: []string{"uncovered by it: GET /orders doubtful"},
	},
	{
		name: "uncovered with IAM or a Lambda authorizer", routes: []string{"GET /a AWS_IAM", "GET /b CUSTOM"},
		statements: []string{allow("execute-api:/*/POST/*", "{}")},
	},
	{name: "in lower case", statements: []string{allow("execute-api:/prod/get/*", "{}")}, want: []string{"uncovered by it: GET /orders"}},
	{name: "action in lower case", statements: []string{strings.ReplaceAll(open, "execute-api:Invoke", "execute-api:invoke")}},
	{name: "one of two stages left out", stages: []string{"prod", "dev"}, statements: []string{allow("execute-api:/prod/*", "{}")}},
	{
		name: "both stages left out", stages: []string{"prod", "dev"}, statements: []string{allow("execute-api:/test/*", "{}")},
		want: []string{"uncovered by it: GET /orders"},
	},
	{
		name: "stages out of sight", statements: []string{allow("execute-api:/test/*", "{}")},
		change: func(_ *model.Model, api *model.API) { api.StagesSet.Open("test") },
	},
	{name: "part of the verbs", routes: []string{"ANY /orders NONE"}, statements: []string{allow("execute-api:/*/POST/*", "{}")}},
	{name: "full ARN", statements: []string{allow(build.ExecutionARN("api")+"/*", "{}")}},
	{name: "ARN of another service", statements: []string{allow("arn:aws:s3:::bucket", "{}")}, want: []string{"uncovered by it: GET /orders"}},
	{name: "resource not known", statements: []string{allow("execute-api:/<?>", "{}")}},
	{name: "the management ARN, which is a fault of its own", statements: []string{allow("<api.arn>", "{}")}},
	{name: "no path, which is a fault of its own", statements: []string{allow("execute-api:/", "{}")}},
	{name: "wrong action, which is a fault of its own", statements: []string{strings.ReplaceAll(open, "execute-api:Invoke", "apigateway:GET")}},
	{
		name: "for the cache only", statements: []string{strings.ReplaceAll(open, "execute-api:Invoke", "execute-api:InvalidateCache")},
		want: []string{"uncovered by it: GET /orders"},
	},
	{name: "NotAction", statements: []string{strings.ReplaceAll(open, `"Action"`, `"NotAction"`)}},
	{name: "NotResource", statements: []string{strings.ReplaceAll(open, `"Resource"`, `"NotResource"`)}},
	{
		name: "statements out of sight", statements: []string{allow("execute-api:/*/POST/*", "{}")},
		change: func(m *model.Model, _ *model.API) { m.Policies[0].StatementsSet.Open("test") },
	},
	{
		name: "policies out of sight", statements: []string{accounts, endpoints},
		change: func(_ *model.Model, api *model.API) { api.PoliciesSet.Open("test") },
	},
	{
		name: "two policies", statements: []string{accounts, endpoints},
		change: func(m *model.Model, api *model.API) { build.Policy(m, api, open) },
	},
	{
		name: "HTTP API", statements: []string{accounts, endpoints},
		change: func(_ *model.Model, api *model.API) { api.Protocol = build.Value(model.HTTP) },
	},
	{
		name: "document not known", statements: []string{allow("execute-api:/*/POST/*", "{}")},
		change: func(m *model.Model, _ *model.API) { m.Policies[0].Document = build.Value("<?>") },
	},

	// Deny statements only.
	{name: "deny only", statements: []string{office}, want: []string{"no-allow by it: GET /orders"}},
	{name: "deny only with IAM or a Lambda authorizer", routes: []string{"GET /a AWS_IAM", "GET /b CUSTOM"}, statements: []string{office}},
	{
		name: "deny only with a user pool", routes: []string{"GET /a COGNITO_USER_POOLS"}, statements: []string{office},
		want: []string{"no-allow by it: GET /a doubtful"},
	},
	{name: "effect not known", statements: []string{strings.ReplaceAll(office, "Deny", "<?>")}},

	// Conditions on networks.
	{name: "vpc", statements: []string{open, endpoints}, want: []string{"vpc-condition by aws:SourceVpce: every call deny"}},
	{name: "vpc, edge-optimized", kind: "EDGE", statements: []string{open, endpoints}, want: []string{"vpc-condition by aws:SourceVpce: every call deny"}},
	{name: "vpc, private", kind: "PRIVATE", statements: []string{open, endpoints}},
	{name: "vpc, type not known", kind: "<?>", statements: []string{open, endpoints}},
	{
		name: "vpc with IAM", routes: []string{"GET /orders AWS_IAM"}, statements: []string{open, endpoints},
		want: []string{"vpc-condition by aws:SourceVpce: every call deny"},
	},
	{
		name: "vpc explains what no Allow is for", statements: []string{endpoints},
		want: []string{"vpc-condition by aws:SourceVpce: every call deny"},
	},
	{
		name: "vpc on one route", statements: []string{open, strings.ReplaceAll(endpoints, "execute-api:/*", "execute-api:/*/GET/orders")},
		want: []string{"vpc-condition by aws:SourceVpce: GET /orders deny"},
	},
	{
		name: "vpc with IfExists in a Deny", statements: []string{open, strings.ReplaceAll(endpoints, "StringNotEquals", "StringNotEqualsIfExists")},
		want: []string{"vpc-condition by aws:SourceVpce: every call deny"},
	},
	{name: "vpc behind a guard", statements: []string{open, strings.ReplaceAll(endpoints, `{"StringNotEquals"`, `{"Null": {"aws:SourceVpce": "false"}, "StringNotEquals"`)}},
	{name: "vpc or an address", statements: []string{open, strings.ReplaceAll(endpoints, `{"StringNotEquals"`, `{"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}, "StringNotEquals"`)}},
	{
		name: "vpc in the only Allow", statements: []string{allow("execute-api:/*", `{"StringEquals": {"aws:sourceVpc": "vpc-1"}}`)},
		want: []string{"vpc-condition by aws:sourceVpc: GET /orders"},
	},
	{name: "vpc in one of two", statements: []string{allow("execute-api:/*", `{"StringEquals": {"aws:SourceVpc": "vpc-1"}}`), allow("execute-api:/*", `{"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}`)}},
	{name: "vpc in the Allow of IAM", routes: []string{"GET /orders AWS_IAM"}, statements: []string{allow("execute-api:/*", `{"StringEquals": {"aws:SourceVpc": "vpc-1"}}`)}},
	{name: "vpc with IfExists in an Allow", statements: []string{allow("execute-api:/*", `{"StringEqualsIfExists": {"aws:SourceVpc": "vpc-1"}}`)}},
	{
		name: "vpc, and principals besides", statements: []string{allow("execute-api:/*", `{"StringEquals": {"aws:SourceVpc": "vpc-1"}}`), accounts},
		want: []string{"vpc-condition by aws:SourceVpc: GET /orders"},
	},
	{
		name: "vpc by the default type, with a document that is not in view", statements: []string{open, endpoints},
		change: func(_ *model.Model, api *model.API) {
			api.EndpointType, api.Body = build.Value("-").OrDefault(build.Value("EDGE")), build.Value("<?>")
		},
	},
	{name: "address on a private API", kind: "PRIVATE", statements: []string{open, office}, want: []string{"source-ip by aws:SourceIp: every call deny"}},
	{name: "address of the network", kind: "PRIVATE", statements: []string{open, strings.ReplaceAll(office, "aws:SourceIp", "aws:VpcSourceIp")}},
	{name: "address not known", kind: "PRIVATE", statements: []string{open, strings.ReplaceAll(office, "10.0.0.0/8", "<?>")}},
	{name: "every address", kind: "PRIVATE", statements: []string{open, strings.ReplaceAll(office, "10.0.0.0/8", "0.0.0.0/0")}},
	{
		name: "address in the only Allow", kind: "PRIVATE", statements: []string{allow("execute-api:/*", `{"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}`)},
		want: []string{"source-ip by aws:SourceIp: GET /orders"},
	},

	{
		name: "vpc on a route with two stages", stages: []string{"prod", "dev"}, statements: []string{open, strings.ReplaceAll(endpoints, "/*", "/*/GET/orders")},
		want: []string{"vpc-condition by aws:SourceVpce: GET /orders deny"},
	},
	{name: "address where it is not known whether the API is private", kind: "<?>", statements: []string{accounts, office}},

	// Conditions on the caller's identity.
	{
		name: "organization, and perhaps more", statements: []string{allow("execute-api:/*", `{"StringEquals": {"aws:PrincipalOrgID": "o-1"}}`)},
		change: func(m *model.Model, _ *model.API) {
			conditions := &m.Policies[0].Statements[0].Conditions
			*conditions = value.OfMap(conditions.Entries(), true, conditions.At)
		},
	},
	{
		name: "organization", statements: []string{allow("execute-api:/*", `{"StringEquals": {"aws:PrincipalOrgID": "o-1"}}`)},
		want: []string{"iam-condition by aws:PrincipalOrgID: GET /orders"},
	},
	{name: "organization with IAM", routes: []string{"GET /orders AWS_IAM"}, statements: []string{open, strings.ReplaceAll(endpoints, "aws:SourceVpce", "aws:PrincipalOrgID")}},
	{
		name: "organization in a Deny", statements: []string{open, strings.ReplaceAll(endpoints, "aws:SourceVpce", "aws:PrincipalOrgID")},
		want: []string{"iam-condition by aws:PrincipalOrgID: GET /orders deny"},
	},
}

func TestRefusals(t *testing.T) {
	for _, s := range scenes {
		t.Run(s.name, func(t *testing.T) {
			m := s.model()
			if diff := cmp.Diff(s.want, refusals(m)); diff != "" {
				t.Error(diff)
			}
			for _, p := range m.Policies {
				for _, r := range p.Refusals {
					for i, route := range r.Routes {
						if slices.Contains(r.Routes[:i], route) {
							t.Errorf("%s is named twice", route.Label)
						}
					}
				}
			}
		})
	}
}

// less gives what is left of a value when pieces of it, chosen at random, are
// not known.
func less(random *rand.Rand, v value.Value, share float64) value.Value {
	if random.Float64() < share {
		return v.Masked()
	}
	if !v.IsKnown() {
		return v
	}
	switch v.Kind() {
	case value.List:
		items := slices.Clone(v.Items())
		for i := range items {
			items[i] = less(random, items[i], share)
		}
		return value.OfList(items, v.Open() || random.Float64() < share, v.At)
	case value.Map:
		entries := slices.Clone(v.Entries())
		for i := range entries {
			entries[i].Value = less(random, entries[i].Value, share)
		}
		return value.OfMap(entries, v.Open() || random.Float64() < share, v.At)
	case value.Text, value.Number, value.Bool:
	}
	return v
}

// Knowing less never refuses more: whatever is masked of the API, its routes and
// its policy, the refusals are among those of the whole, and so are the faults
// of principals and of actions.
func TestMaskingRefusesNoMore(t *testing.T) {
	seen := 0
	for _, s := range scenes {
		full := s.model()
		before := claims(full)
		for seed := range 300 {
			random := rand.New(rand.NewPCG(uint64(seed), 7))
			share := random.Float64() / 2
			masked := s
			masked.change = func(m *model.Model, api *model.API) {
				if s.change != nil {
					s.change(m, api)
				}
				mask(random, m, share)
			}
			m := masked.model()
			for claim := range claims(m) {
				seen++
				if !before[claim] {
					t.Fatalf("%s, seed %d: %s, which the whole does not say: %v", s.name, seed, claim, before)
				}
			}
		}
	}
	if seen < 1000 {
		t.Errorf("the masked scenes say %d things only", seen)
	}
}

func mask(random *rand.Rand, m *model.Model, share float64) {
	values := []*value.Value{&m.APIs[0].EndpointType, &m.APIs[0].Protocol, &m.APIs[0].Body}
	for _, stage := range m.Stages {
		values = append(values, &stage.Name)
	}
	for _, route := range m.Routes {
		values = append(values, &route.Authorization, &route.Method, &route.Path)
	}
	for _, p := range m.Policies {
		values = append(values, &p.Document)
		for _, s := range p.Statements {
			values = append(values, &s.Effect, &s.Principal, &s.NotPrincipal, &s.Actions, &s.NotActions, &s.Resources, &s.NotResources, &s.Conditions)
		}
		if random.Float64() < share/4 {
			p.StatementsSet.Open("test")
		}
	}
	for _, v := range values {
		*v = less(random, *v, share/4)
	}
}

// claims are what rules may speak on: each refusal by its cause and what
// decides, and the facts about statements.
func claims(m *model.Model) map[string]bool {
	found := map[string]bool{}
	for i, p := range m.Policies {
		for _, r := range p.Refusals {
			decisive := r.Decisive.Show()
			if r.Decisive.Kind() == value.Map {
				decisive = "it"
			}
			claim := fmt.Sprintf("%d: %s by %s, %t", i, r.Cause.Show(), decisive, r.Explicit)
			found[claim] = true
			for _, route := range r.Routes {
				if !r.Doubtful { // routes in doubt are not named beside certain ones
					found[claim+", "+route.Label] = true
				}
			}
		}
		for j, s := range p.Statements {
			for name, v := range map[string]value.Value{
				"empty": s.PrincipalEmpty, "invokes": s.GrantsInvoke, "manages": s.GrantsManagement, "misses": s.MissesInvoke,
			} {
				if v.IsKnown() {
					found[fmt.Sprintf("%d.%d %s %s", i, j, name, v.Show())] = true
				}
			}
			for _, one := range s.Principals {
				if one.Fault.IsKnown() {
					found[fmt.Sprintf("%d.%d %s is %s", i, j, one.Name.Show(), one.Fault.Show())] = true
				}
			}
		}
	}
	return found
}
