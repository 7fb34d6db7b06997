package model

import "github.com/gatelint/gatelint/internal/value"

// Behavior is how a distribution handles the requests to some paths.
type Behavior struct {
	Entity
	// PathPattern is absent for the default behavior.
	PathPattern value.Value
	// OriginName names the origin; Origin is nil where it cannot be told, and
	// for a group of origins.
	OriginName value.Value
	Origin     *Origin
	// ViewerProtocol is allow-all, redirect-to-https or https-only.
	ViewerProtocol value.Value
	// AllowedMethods is a list of verbs.
	AllowedMethods value.Value
	// CachePolicyID and OriginRequestPolicyID name policies; the policies are
	// nil where they are none of ours.
	CachePolicyID, OriginRequestPolicyID value.Value
	CachePolicy, OriginRequestPolicy     *ForwardingPolicy
	// ForwardedHeaders, ForwardedQuery, a boolean, and ForwardedCookies, which
	// is none, whitelist or all, are the older way to say what is forwarded.
	// They are absent where a policy says it, and where nothing does.
	ForwardedHeaders, ForwardedQuery, ForwardedCookies value.Value
	// MinTTL, DefaultTTL and MaxTTL are in seconds; absent where a policy says
	// them.
	MinTTL, DefaultTTL, MaxTTL value.Value
	// Functions run on requests and answers.
	Functions    []*EdgeFunction
	FunctionsSet Set

	// Forwarding says what reaches the origin.
	Forwarding Forwarding
}

// Describe shows the behavior's fields.
func (b *Behavior) Describe(v Visitor) {
	b.describe(v)
	v.Value("path_pattern", &b.PathPattern)
	v.Value("origin_name", &b.OriginName)
	v.Text("origin_id", idOf(b.Origin))
	v.Value("viewer_protocol", &b.ViewerProtocol)
	v.Value("allowed_methods", &b.AllowedMethods)
	v.Value("cache_policy", &b.CachePolicyID)
	v.Text("cache_policy_id", idOf(b.CachePolicy))
	v.Value("origin_request_policy", &b.OriginRequestPolicyID)
	v.Text("origin_request_policy_id", idOf(b.OriginRequestPolicy))
	v.Value("forwarded_headers", &b.ForwardedHeaders)
	v.Value("forwarded_query", &b.ForwardedQuery)
	v.Value("forwarded_cookies", &b.ForwardedCookies)
	v.Value("min_ttl", &b.MinTTL)
	v.Value("default_ttl", &b.DefaultTTL)
	v.Value("max_ttl", &b.MaxTTL)
	v.Set("functions", &b.FunctionsSet, describers(b.Functions))
	v.Object("forwarding", &b.Forwarding)
}

// EdgeFunction is a function that CloudFront runs for a behavior.
type EdgeFunction struct {
	Entity
	// Event is viewer-request, origin-request, origin-response or
	// viewer-response.
	Event value.Value
	ARN   value.Value
}

// Describe shows the function's fields.
func (f *EdgeFunction) Describe(v Visitor) {
	f.describe(v)
	v.Value("event", &f.Event)
	v.Value("arn", &f.ARN)
}

// Forwarding is what a behavior lets through to its origin, unknown where that
// cannot be told; filled by facts/forwarding. Each value stands where it was
// decided: at a policy's id, at the list of headers, or at the behavior.
type Forwarding struct {
	// Host and Authorization are booleans: that header of the viewer is sent on.
	// Without that, CloudFront sends the origin's own name as Host, and sends
	// Authorization with no request that it may answer from its cache.
	Host, Authorization value.Value
	// Queries is none, some or all: the query parameters that are sent on.
	Queries value.Value
}

// Describe shows what is let through.
func (f *Forwarding) Describe(v Visitor) {
	v.Fact("host", &f.Host)
	v.Fact("authorization", &f.Authorization)
	v.Fact("queries", &f.Queries)
}

// The kinds of forwarding policies.
const (
	CachePolicy         = "cache"
	OriginRequestPolicy = "origin-request"
)

// ForwardingPolicy is a cache policy or an origin request policy of CloudFront.
// Of one that is looked up only the name or the id is known.
type ForwardingPolicy struct {
	Entity
	// Kind is CachePolicy or OriginRequestPolicy.
	Kind string
	Name value.Value
	// LookedUp says that the definition only looks it up, PolicyID by which id;
	// absent if it does so by name, or makes it.
	LookedUp bool
	PolicyID value.Value
	// HeaderBehavior is none, whitelist, allViewer,
	// allViewerAndWhitelistCloudFront or allExcept, and Headers the list that
	// some of these mean; the others likewise.
	HeaderBehavior, Headers    value.Value
	QueryBehavior, Queries     value.Value
	CookieBehavior, Cookies    value.Value
	MinTTL, DefaultTTL, MaxTTL value.Value
}

// Describe shows the policy's fields.
func (p *ForwardingPolicy) Describe(v Visitor) {
	p.describe(v)
	v.Text("kind", p.Kind)
	v.Value("name", &p.Name)
	v.Flag("looked_up", p.LookedUp)
	v.Value("policy_id", &p.PolicyID)
	v.Value("header_behavior", &p.HeaderBehavior)
	v.Value("headers", &p.Headers)
	v.Value("query_behavior", &p.QueryBehavior)
	v.Value("queries", &p.Queries)
	v.Value("cookie_behavior", &p.CookieBehavior)
	v.Value("cookies", &p.Cookies)
	v.Value("min_ttl", &p.MinTTL)
	v.Value("default_ttl", &p.DefaultTTL)
	v.Value("max_ttl", &p.MaxTTL)
}
