// Package host tells what kind of host a name is: the default endpoint of an
// API, the target of a custom domain, or something else.
package host

import (
	"net/netip"
	"regexp"
	"strings"

	"github.com/gatelint/gatelint/facts/arn"
	"github.com/gatelint/gatelint/facts/dnsname"
	"github.com/gatelint/gatelint/facts/symbolic"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// The classes of hosts.
const (
	Stage        = "stage"
	Regional     = "regional"
	Edge         = "edge"
	Distribution = "distribution"
	CustomDomain = "custom-domain"
	VPCEndpoint  = "vpc-endpoint"
	IP           = "ip"
	Other        = "other"
)

// Classifier tells hosts apart for one model.
type Classifier struct {
	scope         *arn.Scope
	domains       map[string]*model.Domain
	distributions map[string]*model.Distribution
	// names holds the domains by name; complete says that all have a known one.
	names    map[string]*model.Domain
	complete bool
}

// NewClassifier gives the classifier of a model.
func NewClassifier(m *model.Model, scope *arn.Scope) *Classifier {
	c := &Classifier{
		scope:    scope,
		domains:  make(map[string]*model.Domain, len(m.Domains)),
		names:    make(map[string]*model.Domain, len(m.Domains)),
		complete: true,

		distributions: make(map[string]*model.Distribution, len(m.Distributions)),
	}
	for _, distribution := range m.Distributions {
		c.distributions[distribution.Address] = distribution
	}
	for _, domain := range m.Domains {
		c.domains[domain.Address] = domain
		if key, ok := dnsname.Key(domain.Name); ok {
			c.names[key] = domain
		}
		c.complete = c.complete && domain.Name.IsKnown()
	}
	return c
}

// Attach fills the hosts that the model's records and distributions point at.
func (c *Classifier) Attach(m *model.Model) {
	for _, record := range m.Records {
		for _, target := range record.Targets {
			target.Host = c.Classify(target.Value)
		}
	}
	for _, distribution := range m.Distributions {
		for _, origin := range distribution.Origins {
			origin.Host = c.Classify(origin.DomainName)
		}
	}
}

// Classify tells what kind of host a value names, with or without a scheme, a
// port and a path around it.
func (c *Classifier) Classify(v value.Value) model.Host {
	nothing := value.Because(v.At, v)
	unknown := model.Host{Class: nothing, Bare: nothing}
	if v.IsAbsent() {
		return model.Host{Class: value.Unset(v.At), Bare: value.Unset(v.At)}
	}
	text, ok := symbolic.Of(v)
	if !ok {
		if fromEndpoint(v) {
			return model.Host{Class: value.OfText(VPCEndpoint, v.At), Bare: nothing}
		}
		return unknown
	}
	host := bare(text.String)
	class, owner := c.classify(text, host)
	if class == "" {
		return unknown
	}
	isBare := host == strings.TrimSuffix(strings.ToLower(text.String), ".") && !isURL(text)
	return model.Host{Class: value.OfText(class, v.At), OwnerID: owner, Bare: value.OfBool(isBare, v.At)}
}

// dnsEntry begins the names of the attribute that lists the names of a VPC
// endpoint.
const dnsEntry = "dns_entr"

// fromEndpoint reports whether a value was taken out of that list, and nothing
// else.
func fromEndpoint(v value.Value) bool {
	refs := v.Refs()
	return len(refs) == 1 && strings.HasPrefix(refs[0].Attr, dnsEntry)
}

// isURL reports whether a text is an attribute that holds a URL.
func isURL(text symbolic.Text) bool {
	ref, ok := text.Ref(text.String)
	return ok && urls[ref.Attr]
}

// urls are the attributes that hold the URL of a stage or an API where it is not
// known of what the URL is made.
var urls = map[string]bool{"api_endpoint": true, "invoke_url": true}

var (
	schemes = regexp.MustCompile(`^[a-z][a-z0-9+.-]*://`)
	ports   = regexp.MustCompile(`:[0-9]*$`)
)

// bare gives the host in a URL, in lower case and without a trailing dot. An
// address with colons is no host with a port.
func bare(text string) string {
	text = strings.ToLower(text)
	if scheme := schemes.FindString(text); scheme != "" {
		text = text[len(scheme):]
	}
	text, _, _ = strings.Cut(text, "/")
	if strings.Count(text, ":") == 1 {
		text = ports.ReplaceAllString(text, "")
	}
	return strings.TrimSuffix(text, ".")
}

// The hosts that literal pieces tell. The id of an API has no hyphen; the target
// of a regional domain begins with "d-". What follows the region is ignored
// where it is not known.
var (
	endpoints    = regexp.MustCompile(`^([^.]+)\.execute-api\.([^.]+(?:\..+)?)$`)
	zones        = regexp.MustCompile(`^(?:(?:` + region + `)+\.amazonaws\.com(?:\.cn)?|(?:` + region + `)*\.?` + symbolic.Symbol + `(?:\.cn)?)$`)
	apiIDs       = regexp.MustCompile(`^[a-z0-9]{8,12}$`)
	regionals    = regexp.MustCompile(`^d-[a-z0-9]{10}$`)
	vpcEndpoints = regexp.MustCompile(`^vpce-.*\.vpce\.amazonaws\.com(?:\.cn)?$`)
	private      = regexp.MustCompile(`^[a-z0-9]+-vpce-`)
)

const region = `[a-z0-9-]|` + symbolic.Symbol

// classify gives the class of a host and who owns it; "" if it cannot be told.
func (c *Classifier) classify(text symbolic.Text, host string) (class, owner string) {
	if ref, ok := text.Ref(host); ok {
		return c.reference(ref, text.Value(host))
	}
	if domain := c.named(text.Value(host)); domain != nil {
		return CustomDomain, domain.ID
	}
	if match := endpoints.FindStringSubmatch(host); match != nil && zones.MatchString(match[2]) {
		if class, owner := c.endpoint(text, match[1]); class != "" || !symbolic.Plain(match[1]) {
			return class, owner
		}
	}
	return c.literal(host), ""
}

// named gives the domain of the definition that has a name, nil if none.
func (c *Classifier) named(name value.Value) *model.Domain {
	key, ok := dnsname.Key(name)
	if !ok {
		return nil
	}
	return c.names[key]
}

// endpoint gives the class of a host of the service execute-api by its first
// label.
func (c *Classifier) endpoint(text symbolic.Text, label string) (class, owner string) {
	if ref, ok := text.Ref(label); ok {
		api, is := c.scope.API(ref)
		switch {
		case api != nil:
			return Stage, api.ID
		case is:
			return Stage, ""
		}
		return "", ""
	}
	switch {
	case regionals.MatchString(label):
		return Regional, ""
	case apiIDs.MatchString(label):
		return Stage, ""
	case private.MatchString(label):
		return VPCEndpoint, ""
	}
	return "", ""
}

// literal gives the class of a host that is known as a whole.
func (c *Classifier) literal(host string) string {
	switch {
	case !symbolic.Plain(host):
		return ""
	case vpcEndpoints.MatchString(host):
		return VPCEndpoint
	case strings.HasSuffix(host, ".cloudfront.net"):
		return "" // an edge-optimized domain and a distribution look alike
	}
	if _, err := netip.ParseAddr(host); err == nil {
		return IP
	}
	if !c.complete {
		return "" // it may be the name of one of the domains
	}
	return Other
}

// distributions are the addresses of CloudFront distributions that Terraform
// makes or looks up.
var distributions = regexp.MustCompile(`(?:^|\.)aws_cloudfront_distribution\.[^.]+$`)

// stages are the addresses of what has such URLs in Terraform.
var stages = regexp.MustCompile(`(?:^|\.)aws_(?:apigatewayv2_api|apigatewayv2_stage|api_gateway_stage|api_gateway_deployment)\.[^.]+$`)

// reference gives the class of a host that is one attribute.
func (c *Classifier) reference(ref value.Ref, v value.Value) (class, owner string) {
	if domain := c.domains[ref.Address]; domain != nil {
		owner = domain.ID
	}
	switch ref.Attr {
	case "regional_domain_name":
		return Regional, owner
	case "cloudfront_domain_name":
		return Edge, owner
	case "domain_name", "id", "name":
		if owner != "" {
			return CustomDomain, owner
		}
	}
	if distribution := c.distributions[ref.Address]; distribution != nil && ref.Attr == "domain_name" {
		return Distribution, distribution.ID
	}
	if ref.Attr == "domain_name" && distributions.MatchString(ref.Address) {
		return Distribution, ""
	}
	if strings.HasPrefix(ref.Attr, dnsEntry) {
		return VPCEndpoint, ""
	}
	if urls[ref.Attr] && stages.MatchString(ref.Address) {
		api, _ := c.scope.API(value.Ref{Address: ref.Address, Attr: "id"})
		if api != nil {
			return Stage, api.ID
		}
		return Stage, ""
	}
	if domain := c.named(v); domain != nil {
		return CustomDomain, domain.ID
	}
	return "", ""
}
