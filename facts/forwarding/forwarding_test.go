package forwarding_test

import (
	"testing"

	"github.com/gatelint/gatelint/facts/forwarding"
	"github.com/gatelint/gatelint/facts/internal/build"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// plain is a behavior with no policy, no older settings and no function.
func plain() *model.Behavior {
	unset := build.Value("-")
	return &model.Behavior{
		Entity: build.Entity("behavior"), CachePolicyID: unset, OriginRequestPolicyID: unset,
		ForwardedHeaders: unset, ForwardedQuery: unset, ForwardedCookies: unset, FunctionsSet: model.Set{Complete: true},
	}
}

func policy(kind, behavior string, headers ...string) *model.ForwardingPolicy {
	list := build.List(headers...)
	if len(headers) == 0 {
		list = build.Value("-")
	}
	return &model.ForwardingPolicy{
		Entity: build.Entity("policy"), Kind: kind, Name: build.Value("own"), PolicyID: build.Value("-"),
		HeaderBehavior: build.Value(behavior), Headers: list, QueryBehavior: build.Value("none"),
	}
}

func lookup(kind, name, id string) *model.ForwardingPolicy {
	return &model.ForwardingPolicy{
		Entity: build.Entity("policy"), Kind: kind, Name: build.Value(name), PolicyID: build.Value(id), LookedUp: true,
	}
}

type change func(*model.Behavior)

func request(p *model.ForwardingPolicy) change {
	return func(b *model.Behavior) {
		b.OriginRequestPolicyID, b.OriginRequestPolicy = build.Value("<policy.id>"), p
	}
}

func cache(p *model.ForwardingPolicy) change {
	return func(b *model.Behavior) { b.CachePolicyID, b.CachePolicy = build.Value("<policy.id>"), p }
}

func ids(requestID, cacheID string) change {
	return func(b *model.Behavior) {
		b.OriginRequestPolicyID, b.CachePolicyID = build.Value(requestID), build.Value(cacheID)
	}
}

func older(query string, headers ...string) change {
	return func(b *model.Behavior) {
		b.ForwardedHeaders = build.List(headers...)
		b.ForwardedQuery = value.AsBool(build.Value(query))
	}
}

func function(event string) change {
	return func(b *model.Behavior) {
		b.Functions = append(b.Functions, &model.EdgeFunction{Event: build.Value(event)})
	}
}

const (
	allViewer       = "216adef6-5c7f-47e4-b989-5492eafa07d3"
	exceptHost      = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
	hostOnly        = "bf0718e1-ba1e-49d1-88b1-f726733018ae"
	cachingDisabled = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
	cacheControl    = "83da9c7e-98b4-4e11-a168-04f0df8e2c65"
	unknown         = "(unknown)"
)

func TestForwarding(t *testing.T) {
	const req, key = model.OriginRequestPolicy, model.CachePolicy
	tests := map[string]struct {
		changes                      []change
		host, authorization, queries string
	}{
		"nothing":                          {nil, "false", "false", "none"},
		"AllViewer":                        {[]change{ids(allViewer, cachingDisabled)}, "true", "true", "all"},
		"AllViewerExceptHost":              {[]change{ids(exceptHost, cachingDisabled)}, "false", "true", "all"},
		"HostHeaderOnly":                   {[]change{ids(hostOnly, cachingDisabled)}, "true", "false", "none"},
		"CachingDisabled":                  {[]change{ids("-", cachingDisabled)}, "false", "false", "none"},
		"Host in the cache key":            {[]change{ids("-", cacheControl)}, "true", "false", "none"},
		"sent and removed":                 {[]change{ids(exceptHost, cacheControl)}, unknown, "true", "all"},
		"an empty id":                      {[]change{ids("", cachingDisabled)}, "false", "false", "none"},
		"an id of somebody":                {[]change{ids("01234567-89ab-cdef-0123-456789abcdef", cachingDisabled)}, unknown, unknown, unknown},
		"an id of the other kind":          {[]change{ids(cacheControl, cachingDisabled)}, unknown, unknown, unknown},
		"an id that is not known":          {[]change{ids("<?>", cachingDisabled)}, unknown, unknown, unknown},
		"a cache policy that is not known": {[]change{ids(allViewer, "<?>")}, "true", "true", "all"},
		"another, and one that sends less": {[]change{ids(hostOnly, "<?>")}, "true", unknown, unknown},

		"looked up by name":           {[]change{request(lookup(req, "Managed-AllViewer", "-"))}, "true", "true", "all"},
		"by name without the prefix":  {[]change{cache(lookup(key, "UseOriginCacheControlHeaders", "-"))}, "true", "false", "none"},
		"by id":                       {[]change{request(lookup(req, "<?>", exceptHost))}, "false", "true", "all"},
		"by another name":             {[]change{request(lookup(req, "company-default", "-"))}, unknown, unknown, unknown},
		"by a name not known":         {[]change{request(lookup(req, "<?>", "-"))}, unknown, unknown, unknown},
		"by a name of the other kind": {[]change{request(lookup(req, "Managed-CachingDisabled", "-"))}, unknown, unknown, unknown},

		"own: all viewers'":       {[]change{request(policy(req, "allViewer"))}, "true", "true", "none"},
		"own: and CloudFront's":   {[]change{request(policy(req, "allViewerAndWhitelistCloudFront", "CloudFront-Viewer-TLS"))}, "true", "true", "none"},
		"own: none":               {[]change{request(policy(req, "none"))}, "false", "false", "none"},
		"own: listed":             {[]change{request(policy(req, "whitelist", "Accept", "host"))}, "true", "false", "none"},
		"own: not listed":         {[]change{request(policy(req, "whitelist", "Accept"))}, "false", "false", "none"},
		"own: perhaps listed":     {[]change{request(policy(req, "whitelist", "Accept", "<?>"))}, unknown, unknown, "none"},
		"own: all but":            {[]change{request(policy(req, "allExcept", "HOST"))}, "false", "true", "none"},
		"own: all but another":    {[]change{request(policy(req, "allExcept", "Accept"))}, "true", "true", "none"},
		"own: perhaps all but":    {[]change{request(policy(req, "allExcept", "<?>"))}, unknown, unknown, "none"},
		"own: in the cache key":   {[]change{cache(policy(key, "whitelist", "Authorization"))}, "false", "true", "none"},
		"own: not known":          {[]change{request(policy(req, "<?>", "Host"))}, unknown, unknown, "none"},
		"own with a managed name": {[]change{request(policy(req, "<?>"))}, unknown, unknown, "none"},

		"older: all":          {[]change{older("true", "*")}, "true", "true", "all"},
		"older: Host":         {[]change{older("false", "Host")}, "true", "false", "none"},
		"older: others":       {[]change{older("true", "Authorization", "Origin")}, "false", "true", "all"},
		"older: not known":    {[]change{older("<?>", "Origin", "<?>")}, unknown, unknown, unknown},
		"older, and a policy": {[]change{older("false", "Host"), ids(exceptHost, "-")}, unknown, "true", "all"},

		"a function on requests":        {[]change{ids(allViewer, cachingDisabled), function("viewer-request")}, unknown, unknown, unknown},
		"one in front of the origin":    {[]change{ids(allViewer, cachingDisabled), function("origin-request")}, unknown, unknown, unknown},
		"one on answers":                {[]change{ids(allViewer, cachingDisabled), function("viewer-response")}, "true", "true", "all"},
		"one of which it is not known":  {[]change{ids(allViewer, cachingDisabled), function("<?>")}, unknown, unknown, unknown},
		"functions may be out of sight": {[]change{ids(allViewer, cachingDisabled), func(b *model.Behavior) { b.FunctionsSet.Open("test") }}, unknown, unknown, unknown},
	}
	for name, test := range tests {
		b := plain()
		for _, change := range test.changes {
			change(b)
		}
		m := &model.Model{Distributions: []*model.Distribution{{Behaviors: []*model.Behavior{b}}}}
		forwarding.Attach(m)
		got := b.Forwarding
		if got.Host.Show() != test.host || got.Authorization.Show() != test.authorization || got.Queries.Show() != test.queries {
			t.Errorf("%s: host %s, authorization %s, queries %s; want %s, %s, %s", name,
				got.Host.Show(), got.Authorization.Show(), got.Queries.Show(), test.host, test.authorization, test.queries)
		}
	}
}

func TestQueriesOfOwnPolicies(t *testing.T) {
	for behavior, want := range map[string]string{
		"none": "none", "all": "all", "whitelist": "some", "allExcept": "some", "<?>": unknown,
	} {
		b, p := plain(), policy(model.CachePolicy, "none")
		p.QueryBehavior = build.Value(behavior)
		cache(p)(b)
		if got := forwarding.Of(b).Queries.Show(); got != want {
			t.Errorf("%s: %s, want %s", behavior, got, want)
		}
	}
}

// What is sent on stands where that is written.
func TestPlaces(t *testing.T) {
	b := plain()
	ids(allViewer, cacheControl)(b)
	b.OriginRequestPolicyID.At = source.Range{File: "request.tf"}
	b.CachePolicyID.At = source.Range{File: "cache.tf"}
	if got := forwarding.Of(b).Host.At.File; got != "request.tf" {
		t.Errorf("Host stands in %s", got)
	}
	b.OriginRequestPolicyID = build.Value("-")
	if got := forwarding.Of(b).Host.At.File; got != "cache.tf" {
		t.Errorf("Host stands in %s", got)
	}
}
