package schema

import (
	"testing"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
)

func TestProperties(t *testing.T) {
	tests := []struct {
		typ      string
		path     []string
		kind     Kind
		required bool
	}{
		{"AWS::ApiGateway::Method", []string{"HttpMethod"}, Text, true},
		{"AWS::ApiGateway::Method", []string{"ApiKeyRequired"}, Bool, false},
		{"AWS::ApiGateway::Method", []string{"Integration", "TimeoutInMillis"}, Number, false},
		{"AWS::ApiGateway::Method", []string{"Integration", "IntegrationResponses"}, List, false},
		{"AWS::ApiGateway::Method", []string{"Integration", "IntegrationResponses", "StatusCode"}, Text, true},
		{"AWS::ApiGateway::Method", []string{"Integration", "RequestTemplates"}, Map, false},
		{"AWS::ApiGateway::Method", []string{"Integration", "IntegrationTarget"}, Text, false},
		{"AWS::ApiGateway::Method", []string{"Integration", "ResponseTransferMode"}, Text, false},
		{"AWS::ApiGateway::RestApi", []string{"Policy"}, Any, false},
		{"AWS::ApiGateway::RestApi", []string{"EndpointConfiguration", "Types"}, List, false},
		{"AWS::ApiGateway::RestApi", []string{"EndpointConfiguration", "IpAddressType"}, Text, false},
		{"AWS::ApiGateway::DomainNameV2", []string{"EndpointConfiguration", "Types"}, List, false},
		{"AWS::ApiGateway::DomainName", []string{"RoutingMode"}, Text, false},
		{"AWS::ApiGatewayV2::RoutingRule", []string{"Actions", "InvokeApi", "StripBasePath"}, Bool, false},
		{"AWS::IAM::Role", []string{"Policies", "PolicyDocument"}, Any, true},
		{"AWS::CloudFront::Distribution", []string{"DistributionConfig", "Origins", "DomainName"}, Text, true},
		{"AWS::Serverless::Api", []string{"Auth", "ResourcePolicy"}, Any, false},
		{"AWS::Serverless::Function", []string{"Timeout"}, Number, false},
	}
	for _, test := range tests {
		property := Of(test.typ).Find(test.path...)
		if property == nil {
			t.Errorf("%s %v is not known", test.typ, test.path)
			continue
		}
		if property.Kind != test.kind || property.Required != test.required {
			t.Errorf("%s %v: got %+v", test.typ, test.path, property)
		}
	}
	if Of("AWS::Nobody::Knows") != nil || Knows("AWS::Nobody::Knows") {
		t.Error("a type that is not known has no properties")
	}
	if Of("AWS::ApiGateway::Method").Find("Nobody", "Knows") != nil {
		t.Error("a property that is not known was found")
	}
}

// Every struct can be read, and what the overlay adds is there.
func TestAllTypes(t *testing.T) {
	for typ := range prototypes() {
		if len(Of(typ).Properties) == 0 {
			t.Errorf("%s has no properties", typ)
		}
	}
	for typ := range overlay {
		if Of(typ) == nil {
			t.Errorf("%s is not known", typ)
		}
	}
}

func TestCoerce(t *testing.T) {
	at := source.Range{File: "f", Start: source.Position{Line: 1, Column: 1}}
	text := func(s string) value.Value { return value.OfText(s, at) }
	object := func(key string, v value.Value) value.Value {
		return value.OfMap([]value.Entry{{Key: key, Value: v}}, false, at)
	}
	list := func(items ...value.Value) value.Value { return value.OfList(items, false, at) }
	ref := value.OfRef(value.Ref{Address: "X", Attr: "id"}, at)
	const method, function = "AWS::ApiGateway::Method", "AWS::Lambda::Function"
	tests := map[string]struct {
		typ, property string
		given, want   value.Value
	}{
		"a number for a text":          {method, "HttpMethod", value.OfNumber("1.0", at), text("1.0")},
		"a boolean for a text":         {method, "HttpMethod", value.OfBool(true, at), text("true")},
		"a text for a number":          {function, "MemorySize", text("128"), value.OfNumber("128", at)},
		"a text for a boolean":         {method, "ApiKeyRequired", text("True"), value.OfBool(true, at)},
		"a text that is no number":     {function, "MemorySize", text("much"), text("much")},
		"a text that is no boolean":    {method, "ApiKeyRequired", text("maybe"), text("maybe")},
		"a scalar for a list":          {method, "AuthorizationScopes", text("a"), list(text("a"))},
		"a number in a list of texts":  {method, "AuthorizationScopes", list(value.OfNumber("1", at)), list(text("1"))},
		"a map for a list of objects":  {method, "MethodResponses", object("StatusCode", value.OfNumber("200", at)), list(object("StatusCode", text("200")))},
		"the values of a map":          {method, "RequestModels", object("k", value.OfNumber("1", at)), object("k", text("1"))},
		"a reference":                  {method, "HttpMethod", ref, ref},
		"a reference for a list":       {method, "AuthorizationScopes", ref, ref},
		"a list for a text":            {method, "HttpMethod", list(text("a")), list(text("a"))},
		"a property that is not known": {method, "Nobody", value.OfNumber("1", at), value.OfNumber("1", at)},
		"a property of any shape":      {"AWS::ApiGateway::RestApi", "Policy", value.OfNumber("1", at), value.OfNumber("1", at)},
		"a default keeps its reason": {
			function, "MemorySize", text("128").WithReason(value.Variable, "parameter M"),
			value.OfNumber("128", at).WithReason(value.Variable, "parameter M"),
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := Coerce(test.typ, object(test.property, test.given)).Get(test.property)
			if got.Kind() != test.want.Kind() || got.Show() != test.want.Show() || got.State() != test.want.State() ||
				got.Reason() != test.want.Reason() || got.Origin() != test.want.Origin() || got.At != at {
				t.Errorf("got %s (kind %d), want %s (kind %d)", got.Show(), got.Kind(), test.want.Show(), test.want.Kind())
			}
		})
	}
}

func TestCoerceKeepsWhatIsBesideTheContent(t *testing.T) {
	at := source.Range{File: "f"}
	given := value.OfList(nil, true, at).WithRefs(value.Ref{Address: "X", Attr: "id"})
	given.Sensitive = true
	properties := value.OfMap([]value.Entry{{Key: "AuthorizationScopes", Value: given}}, true, at)
	coerced := Coerce("AWS::ApiGateway::Method", properties)
	got := coerced.Get("AuthorizationScopes")
	if !coerced.Open() || !got.Open() || !got.Sensitive || len(got.Refs()) != 1 {
		t.Errorf("got %+v in %+v", got, coerced)
	}
}

func TestNearest(t *testing.T) {
	tests := []struct {
		name, want string
		ok         bool
	}{
		{"HttpMethd", "HttpMethod", true},
		{"httpMethod", "HttpMethod", true},
		{"HttpMethod", "HttpMethod", true},
		{"RestApi", "RestApiId", true},
		{"Banana", "", false},
		{"X", "", false},
	}
	for _, test := range tests {
		got, ok := Of("AWS::ApiGateway::Method").Nearest(test.name)
		if got != test.want || ok != test.ok {
			t.Errorf("%s: got %q, %v, want %q, %v", test.name, got, ok, test.want, test.ok)
		}
	}
	if _, ok := Of("AWS::Nobody::Knows").Nearest("X"); ok {
		t.Error("a type that is not known has no nearest property")
	}
}

func BenchmarkOf(b *testing.B) {
	for b.Loop() {
		for typ := range prototypes() {
			build(typ)
		}
	}
}
