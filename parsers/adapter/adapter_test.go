package adapter_test

import (
	"testing"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
	"github.com/gatelint/gatelint/parsers/adapter"
)

var nowhere source.Range

func text(s string) value.Value { return value.OfText(s, nowhere) }

func ref(address, attr string) value.Value {
	return value.OfRef(value.Ref{Address: address, Attr: attr}, nowhere)
}

// made gives a resource with attributes.
func made(address, typ string, attrs map[string]value.Value) *resource.Resource {
	entries := make([]value.Entry, 0, len(attrs))
	for key, v := range attrs {
		entries = append(entries, value.Entry{Key: key, Value: v})
	}
	return &resource.Resource{Address: address, Type: typ, Attrs: value.OfMap(entries, false, nowhere)}
}

func lookedUp(address, typ string, attrs map[string]value.Value) *resource.Resource {
	r := made(address, typ, attrs)
	r.Data = true
	return r
}

func read(resources ...*resource.Resource) *model.Model {
	return adapter.Model(&resource.Definition{Resources: resources})
}

// Of a certificate that is looked up by a name, other names may be out of sight.
func TestLookedUpCertificate(t *testing.T) {
	m := read(
		lookedUp("data.aws_acm_certificate.x", "aws_acm_certificate", map[string]value.Value{"domain": text("*.example.com")}),
		made("aws_api_gateway_domain_name.x", "aws_api_gateway_domain_name", map[string]value.Value{
			"certificate_arn": ref("data.aws_acm_certificate.x", "arn"),
		}),
	)
	certificate := m.Certificates[0]
	if !certificate.LookedUp || !certificate.Names.Open() || len(certificate.Names.Items()) != 1 {
		t.Errorf("looked up is %v, names are %s (open: %v)", certificate.LookedUp, certificate.Names.Show(), certificate.Names.Open())
	}
	if !certificate.DomainName.IsUnknown() || !certificate.ValidationMethod.IsUnknown() {
		t.Error("something is known of the certificate besides one name")
	}
	if m.Domains[0].Certificate != certificate {
		t.Error("the domain is not joined with it")
	}
}

// The names of an imported certificate stand in it.
func TestImportedCertificate(t *testing.T) {
	m := read(made("c", "aws_acm_certificate", map[string]value.Value{"certificate_body": text("PEM")}))
	if c := m.Certificates[0]; !c.Names.IsUnknown() || !c.ValidationMethod.IsAbsent() {
		t.Errorf("names are %s, validation is %s", c.Names.Show(), c.ValidationMethod.Show())
	}
}

// A policy that is looked up is known by its name only.
func TestLookedUpForwardingPolicy(t *testing.T) {
	m := read(lookedUp("data.aws_cloudfront_cache_policy.x", "aws_cloudfront_cache_policy", map[string]value.Value{
		"name": text("Managed-CachingDisabled"),
	}))
	policy := m.ForwardingPolicies[0]
	if name, _ := policy.Name.Text(); name != "Managed-CachingDisabled" || !policy.HeaderBehavior.IsUnknown() {
		t.Errorf("name is %q, header behavior is %s", name, policy.HeaderBehavior.Show())
	}
}

// Whether an endpoint that says nothing has private DNS is certain in Terraform
// only.
func TestPrivateDNSByDefault(t *testing.T) {
	m := read(made("tf", "aws_vpc_endpoint", nil), made("cfn", "AWS::EC2::VPCEndpoint", nil))
	if got, _ := m.Endpoints[0].PrivateDNS.Text(); got != "false" {
		t.Errorf("in Terraform it is %q, want false", got)
	}
	if !m.Endpoints[1].PrivateDNS.IsUnknown() {
		t.Errorf("in CloudFormation it is %s, want unknown", m.Endpoints[1].PrivateDNS.Show())
	}
}

func TestMappingPaths(t *testing.T) {
	unknown := value.NotKnown(value.Variable, "var.path", nowhere)
	tests := map[string]struct {
		written value.Value
		want    string
		known   bool
	}{
		"absent":  {value.Unset(nowhere), "", true},
		"empty":   {text(""), "", true},
		"none":    {text("(none)"), "", true},
		"slashes": {text("/v1/users/"), "v1/users", true},
		"unknown": {unknown, "", false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			m := read(made("m", "aws_apigatewayv2_api_mapping", map[string]value.Value{"api_mapping_key": test.written}))
			if got, known := m.Mappings[0].Path.Text(); got != test.want || known != test.known {
				t.Errorf("got %q (known: %v), want %q (known: %v)", got, known, test.want, test.known)
			}
		})
	}
}

// What is written where nobody can read it, the document of an API may say.
func TestSettingsOfAnUnreadDocument(t *testing.T) {
	unread := value.NotKnown(value.OutsideRoot, "", nowhere)
	document := value.OfMap(nil, false, nowhere)
	for name, test := range map[string]struct {
		body  value.Value
		known bool
	}{"none": {value.Unset(nowhere), true}, "unread": {unread, false}, "read": {text("{}").WithInner(document), true}} {
		t.Run(name, func(t *testing.T) {
			m := read(made("api", "aws_api_gateway_rest_api", map[string]value.Value{"body": test.body}))
			if got := m.APIs[0].EndpointDisabled.IsKnown(); got != test.known {
				t.Errorf("known is %v, want %v", got, test.known)
			}
		})
	}
}

// Which parts of a resource were left open is told by the set, never by a
// shorter list.
func TestListsThatAreNotKnownOpenTheirSets(t *testing.T) {
	unknown := value.NotKnown(value.Variable, "var.x", nowhere)
	m := read(
		made("d", "aws_cloudfront_distribution", map[string]value.Value{
			"origin": unknown, "ordered_cache_behavior": unknown, "custom_error_response": unknown,
		}),
		made("g", "aws_security_group", map[string]value.Value{"ingress": unknown}),
		made("p", "aws_api_gateway_usage_plan", map[string]value.Value{"api_stages": unknown}),
		made("i", "aws_apigatewayv2_integration", map[string]value.Value{"response_parameters": unknown}),
		made("r", "aws_iam_role", map[string]value.Value{"assume_role_policy": unknown}),
	)
	d, g := m.Distributions[0], m.SecurityGroups[0]
	for name, set := range map[string]model.Set{
		"origins": d.OriginsSet, "behaviors": d.BehaviorsSet, "error responses": d.ErrorResponsesSet,
		"ingress": g.IngressSet, "stages": m.UsagePlans[0].StagesSet,
		"response mappings": m.Integrations[0].ResponseMappingsSet, "trust": m.Roles[0].TrustSet,
	} {
		if set.Complete {
			t.Errorf("%s are complete", name)
		}
	}
	if !g.EgressSet.Complete {
		t.Errorf("egress is open: %s", g.EgressSet.Reason)
	}
}
