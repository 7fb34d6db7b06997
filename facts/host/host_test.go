package host_test

import (
	"testing"

	"github.com/gatelint/gatelint/facts/arn"
	"github.com/gatelint/gatelint/facts/host"
	"github.com/gatelint/gatelint/facts/internal/build"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

func domains() *model.Model {
	m := &model.Model{}
	build.API(m, "api", model.REST)
	m.Domains = []*model.Domain{
		{Entity: build.Entity("domain"), Name: build.Value("api.example.com")},
		{Entity: build.Entity("symbolic"), Name: build.Value("api.<zone.name>")},
	}
	return m
}

func TestClassify(t *testing.T) {
	const zone = ".execute-api.<region>.<dns_suffix>"
	tests := map[string]struct{ class, owner string }{
		// Default endpoints of APIs.
		"<api.id>" + zone:                                         {host.Stage, "api"},
		"https://<api.id>" + zone:                                 {host.Stage, "api"},
		"https://<api.id>" + zone + "/prod":                       {host.Stage, "api"},
		"wss://<api.id>" + zone + "/live":                         {host.Stage, "api"},
		"<api.id>" + zone + "/prod":                               {host.Stage, "api"},
		"<api.id>" + zone + ":443":                                {host.Stage, "api"},
		"<api.id>.execute-api.eu-west-1.amazonaws.com":            {host.Stage, "api"},
		"<api.id>.execute-api.<?>.amazonaws.com":                  {host.Stage, "api"},
		"<api.id>.execute-api.<?>":                                {host.Stage, "api"},
		"<data.aws_api_gateway_rest_api.x.id>" + zone:             {host.Stage, ""},
		"<ServerlessRestApi.id>" + zone:                           {host.Stage, ""},
		"<data.aws_apigatewayv2_api.x.id>" + zone:                 {host.Stage, ""},
		"abc123defg.execute-api.eu-west-1.amazonaws.com":          {host.Stage, ""},
		"ABC123defg.Execute-API.eu-west-1.amazonaws.com.":         {host.Stage, ""},
		"abc123defg.execute-api.cn-north-1.amazonaws.com.cn":      {host.Stage, ""},
		"https://abc123defg.execute-api.eu-west-1.amazonaws.com/": {host.Stage, ""},
		"abc123defg" + zone:                                       {host.Stage, ""},
		// URLs of which it is not known what they are made of.
		"<data.aws_apigatewayv2_api.x.api_endpoint>":        {host.Stage, ""},
		"<module.a.aws_apigatewayv2_stage.x[0].invoke_url>": {host.Stage, ""},
		"<aws_lambda_function_url.x.invoke_url>":            {"", ""},
		// Targets of custom domains.
		"<domain.regional_domain_name>":                             {host.Regional, "domain"},
		"<data.aws_api_gateway_domain_name.x.regional_domain_name>": {host.Regional, ""},
		"d-yg54udirl4.execute-api.eu-west-1.amazonaws.com":          {host.Regional, ""},
		"d-yg54udirl4" + zone:                                       {host.Regional, ""},
		"<domain.cloudfront_domain_name>":                           {host.Edge, "domain"},
		// Custom domains themselves.
		"<domain.domain_name>":     {host.CustomDomain, "domain"},
		"<domain.id>":              {host.CustomDomain, "domain"},
		"api.example.com":          {host.CustomDomain, "domain"},
		"API.example.com.":         {host.CustomDomain, "domain"},
		"https://api.example.com/": {host.CustomDomain, "domain"},
		"api.<zone.name>":          {host.CustomDomain, "symbolic"},
		// Others.
		"<aws_cloudfront_distribution.x.domain_name>":             {host.Distribution, ""},
		"<module.a.aws_cloudfront_distribution.x[0].domain_name>": {host.Distribution, ""},
		"<vpce.dns_entry>": {host.VPCEndpoint, ""},
		"vpce-0a1b-2c3d.execute-api.eu-west-1.vpce.amazonaws.com":    {host.VPCEndpoint, ""},
		"abc123defg-vpce-0a1b2c.execute-api.eu-west-1.amazonaws.com": {host.VPCEndpoint, ""},
		"192.0.2.7":   {host.IP, ""},
		"2001:db8::1": {host.IP, ""},
		// What cannot be told.
		"<?>": {"", ""},
		"<?>.execute-api.eu-west-1.amazonaws.com":   {"", ""},
		"d-<?>.execute-api.eu-west-1.amazonaws.com": {"", ""},
		"<api.id><?>" + zone:                        {"", ""},
		"<api.id>.execute-api.<?>.example.com":      {"", ""},
		"<bucket.id>" + zone:                        {"", ""},
		"<?>://<api.id>" + zone:                     {"", ""},
		"<dist.domain_name>":                        {"", ""},
		"d111111abcdef8.cloudfront.net":             {"", ""},
		"www.example.com":                           {"", ""}, // the symbolic name may be it
	}
	for text, want := range tests {
		m := domains()
		classifier := host.NewClassifier(m, arn.NewScope(m))
		got := classifier.Classify(build.Value(text))
		if class, _ := got.Class.Text(); class != want.class || got.OwnerID != want.owner || got.Class.IsAbsent() {
			t.Errorf("%s: got %s of %q, want %v", text, got.Class.Show(), got.OwnerID, want)
		}
	}
}

func TestOtherHosts(t *testing.T) {
	m := domains()
	m.Domains = m.Domains[:1] // all names are known
	classifier := host.NewClassifier(m, arn.NewScope(m))
	for _, text := range []string{
		"www.example.com", "execute-api.example.com", "abc123defg.execute-api.example.com",
		"abc123defg.execute-api.eu-west-1.amazonaws.com.example.org", "lb-1.eu-west-1.elb.amazonaws.com",
		"abc123defg.execute-api.eu-west-1", "abc12.execute-api.eu-west-1.amazonaws.com", "",
	} {
		if class, _ := classifier.Classify(build.Value(text)).Class.Text(); class != host.Other {
			t.Errorf("%q is said to be %q", text, class)
		}
	}
	if got := classifier.Classify(build.Value("-")); !got.Class.IsAbsent() {
		t.Errorf("no value is said to be %s", got.Class.Show())
	}
}

// An entry of the list of an endpoint's names is one of its names.
func TestEndpointNames(t *testing.T) {
	m := domains()
	entry, other := value.Ref{Address: "vpce", Attr: "dns_entry"}, value.Ref{Address: "bucket", Attr: "id"}
	for want, v := range map[string]value.Value{
		host.VPCEndpoint: build.Value("<?>").WithRefs(entry),
		"":               build.Value("<?>").WithRefs(entry, other),
	} {
		if got, _ := host.NewClassifier(m, arn.NewScope(m)).Classify(v).Class.Text(); got != want {
			t.Errorf("%v: %q, want %q", v.Refs(), got, want)
		}
	}
}

func TestBare(t *testing.T) {
	const zone = ".execute-api.<region>.<dns_suffix>"
	for text, want := range map[string]string{
		"<api.id>" + zone:                            "true",
		"<API.ID>.Execute-API.<?>":                   "(unknown)", // no such reference
		"api.example.com.":                           "true",
		"<domain.regional_domain_name>":              "true",
		"https://<api.id>" + zone:                    "false",
		"<api.id>" + zone + "/prod":                  "false",
		"<api.id>" + zone + ":443":                   "false",
		"https://api.example.com/":                   "false",
		"<data.aws_apigatewayv2_api.x.api_endpoint>": "false",
		"<?>": "(unknown)",
		"-":   "(not set)",
	} {
		m := domains()
		if got := host.NewClassifier(m, arn.NewScope(m)).Classify(build.Value(text)).Bare.Show(); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func TestAttach(t *testing.T) {
	m := domains()
	m.Records = []*model.Record{{Targets: []*model.Target{
		{Value: build.Value("api.example.com")}, {Value: build.Value("<api.id>.execute-api.<?>")},
	}}}
	host.NewClassifier(m, arn.NewScope(m)).Attach(m)
	for i, want := range []string{host.CustomDomain, host.Stage} {
		if got, _ := m.Records[0].Targets[i].Host.Class.Text(); got != want {
			t.Errorf("target %d is %q, want %q", i, got, want)
		}
	}
}
