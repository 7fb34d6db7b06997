package cloudformation

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gatelint/gatelint/internal/value"
)

// frame is a template in which the value of one property is tried.
const frame = `
Transform: AWS::LanguageExtensions
Parameters:
  Given: {Type: String}
  Open: {Type: String}
  Default: {Type: String, Default: dflt}
  Other: {Type: String, Default: othr}
  Secret: {Type: String, Default: hush, NoEcho: true}
  Only: {Type: String, AllowedValues: [one]}
  List: {Type: CommaDelimitedList, Default: "a, b"}
  OpenList: {Type: List<String>}
  Count: {Type: Number, Default: 3}
  Stored: {Type: "AWS::SSM::Parameter::Value<String>", Default: /path}
  Index: {Type: Number}
Mappings:
  Stages:
    dflt: {host: a.example.com, zones: [x, y]}
    prod: {host: b.example.com}
Conditions:
  Whatever: !Equals [!Ref Open, x]
  Always: !Equals [a, a]
Resources:
  Api: {Type: "AWS::ApiGateway::RestApi"}
  Http: {Type: "AWS::ApiGatewayV2::Api", Properties: {ProtocolType: HTTP}}
  Socket: {Type: "AWS::ApiGatewayV2::Api", Properties: {ProtocolType: WEBSOCKET}}
  Fn: {Type: "AWS::Lambda::Function"}
  Named: {Type: "AWS::Lambda::Function", Properties: {FunctionName: named}}
  Holed: {Type: "AWS::Lambda::Function", Properties: {FunctionName: !Sub "${Open}-fn"}}
  Alias: {Type: "AWS::Lambda::Alias", Properties: {Name: live}}
  Stage: {Type: "AWS::ApiGateway::Stage", Properties: {StageName: !Ref Default}}
  Domain: {Type: "AWS::ApiGateway::DomainName", Properties: {DomainName: api.example.com}}
  Domain2: {Type: "AWS::ApiGatewayV2::DomainName", Properties: {DomainName: !Ref Open}}
  Lb: {Type: "AWS::ElasticLoadBalancingV2::LoadBalancer"}
  Queue: {Type: "AWS::SQS::Queue"}
  Role: {Type: "AWS::IAM::Role"}
  Ring: {Type: "AWS::Lambda::Function", Properties: {FunctionName: !Ref Ring2}}
  Ring2: {Type: "AWS::Lambda::Function", Properties: {FunctionName: !Sub "${Ring}-x"}}
  Probe:
    Type: Probe::Probe::Probe
    Properties:
      P: `

// intrinsics are expressions with what becomes of them.
var intrinsics = []struct{ expression, want string }{
	// Ref
	{"!Ref Given", "given"},
	{"!Ref Open", "(unknown) <variable: parameter Open>"},
	{"!Ref Default", "dflt <variable: parameter Default>"},
	{"{Ref: Default}", "dflt <variable: parameter Default>"},
	{"!Ref Secret", "(sensitive) <variable: parameter Secret>"},
	{"!Ref Only", "one"},
	{"!Ref List", "[a, b] <variable: parameter List>"},
	{"!Ref OpenList", "(unknown) <variable: parameter OpenList>"},
	{"!Ref Count", "number 3 <variable: parameter Count>"},
	{"!Ref Stored", "(unknown) <data: parameter Stored>"},
	{"!Ref AWS::Region", "${region}"},
	{"!Ref AWS::AccountId", "${account}"},
	{"!Ref AWS::Partition", "${partition}"},
	{"!Ref AWS::URLSuffix", "${dns_suffix}"},
	{"!Ref AWS::StackName", "(unknown) <variable: AWS::StackName>"},
	{"!Ref AWS::NoValue", "(not set)"},
	{"!Ref Api", "${Api.id}"},
	{"!Ref Fn", "${Fn.name}"},
	{"!Ref Named", "named rests on Named.name"},
	{"!Ref Holed", "${Holed.name}"},
	{"!Ref Alias", "${Alias.arn}"},
	{"!Ref Stage", "dflt <variable: parameter Default> rests on Stage.name"},
	{"!Ref Domain", "api.example.com rests on Domain.name"},
	{"!Ref Domain2", "${Domain2.name}"},
	{"!Ref Lb", "${Lb.arn}"},
	{"!Ref Queue", "${Queue.url}"},
	{"!Ref Ring", "(unknown) <cycle: Ring>"},
	{"!Ref Nobody", "(unknown) <invalid: Nobody, which the template does not declare>"},
	{"!Ref [Api]", "(unknown) <invalid: Ref>"},
	{"!Ref", "(unknown) <invalid: Ref>"},

	// Fn::GetAtt
	{"!GetAtt Api.RootResourceId", "${Api.root_resource_id}"},
	{"!GetAtt [Api, RootResourceId]", "${Api.root_resource_id}"},
	{"{'Fn::GetAtt': [Fn, Arn]}", "${Fn.arn}"},
	{"!GetAtt [Fn, !Ref Open]", "(unknown) <variable: parameter Open> rests on Fn.id"},
	{"!GetAtt Http.ApiEndpoint", "https://${Http.id}.execute-api.${region}.${dns_suffix}"},
	{"!GetAtt Socket.ApiEndpoint", "wss://${Socket.id}.execute-api.${region}.${dns_suffix}"},
	{"!GetAtt Http.ApiId", "${Http.id}"},
	{"!GetAtt Domain.RegionalDomainName", "${Domain.regional_domain_name}"},
	{"!GetAtt Domain.RegionalHostedZoneId", "${Domain.regional_zone_id}"},
	{"!GetAtt Domain.DistributionDomainName", "${Domain.cloudfront_domain_name}"},
	{"!GetAtt Domain2.RegionalHostedZoneId", "${Domain2.regional_zone_id}"},
	{"!GetAtt Lb.DNSName", "${Lb.dns_name}"},
	{"!GetAtt Lb.CanonicalHostedZoneID", "${Lb.zone_id}"},
	{"!GetAtt Nobody.Arn", "(unknown) <invalid: Nobody, which the template does not declare>"},
	{"!GetAtt Api", "(unknown) <invalid: Fn::GetAtt>"},
	{"!GetAtt []", "(unknown) <invalid: Fn::GetAtt>"},

	// Fn::Sub
	{"!Sub plain", "plain"},
	{"!Sub 'a-${Given}-b'", "a-given-b"},
	{"!Sub '${Default}/${Other}'", "dflt/othr <variable: parameter Default, parameter Other>"},
	{"!Sub '${Open}-x'", "(unknown)-x <variable: parameter Open>"},
	{"!Sub '${Secret}!'", "(sensitive) <variable: parameter Secret>"},
	{"!Sub '${!Given} ${ Given }'", "${Given} given"},
	{"!Sub 'a ${ unclosed'", "a ${ unclosed"},
	{
		"!Sub 'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations'",
		"arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${Fn.arn}/invocations",
	},
	{"!Sub ['${A}-${Default}', {A: !Ref Given}]", "given-dflt <variable: parameter Default>"},
	{"!Sub ['${A}', {A: !GetAtt Fn.Arn}]", "${Fn.arn}"},
	{"!Sub ['${Given}', {Given: !Sub '${Given}!'}]", "given!"},
	{"!Sub '${Http.ApiEndpoint}/x'", "https://${Http.id}.execute-api.${region}.${dns_suffix}/x"},
	{"!Sub '${stageVariables.fn}'", "(unknown) <invalid: stageVariables, which the template does not declare>"},
	{"!Sub '${List}'", "(unknown) <invalid:>"},
	{"!Sub []", "(unknown) <invalid: Fn::Sub>"},
	{"!Sub ['a', b]", "(unknown) <invalid: Fn::Sub>"},
	{"!Sub '{{resolve:ssm:/a/${Default}:1}}-x'", "(unknown)-x <data: dynamic reference>"},
	{"'{{resolve:secretsmanager:a}}'", "(unknown) <data: dynamic reference>"},

	// Fn::Join
	{"!Join ['-', [a, 1, true, !Ref Given]]", "a-1-true-given"},
	{"!Join ['', [a, !Ref AWS::NoValue, b]]", "ab"},
	{"!Join ['/', ['x', !GetAtt Fn.Arn]]", "x/${Fn.arn}"},
	{"!Join [',', !Ref List]", "a,b <variable: parameter List>"},
	{"!Join [',', !Ref OpenList]", "(unknown) <variable: parameter OpenList>"},
	{"!Join [!Ref Open, [a, b]]", "(unknown) <variable: parameter Open>"},
	{"!Join ['', []]", ""},
	{"!Join [a]", "(unknown) <invalid: Fn::Join>"},
	{"!Join ['', [[a]]]", "(unknown) <invalid:>"},

	// Fn::Split and Fn::Select
	{"!Split ['.', a.b]", "[a, b]"},
	{"!Split [!Ref Open, a.b]", "(unknown) <variable: parameter Open>"},
	{"!Split ['.', !Ref Open]", "(unknown) <variable: parameter Open>"},
	{"!Split ['.']", "(unknown) <invalid: Fn::Split>"},
	{"!Select [1, !Split [':', 'a:b']]", "b"},
	{"!Select [2, !Split ['/', !GetAtt Http.ApiEndpoint]]", "${Http.id}.execute-api.${region}.${dns_suffix}"},
	{"!Select [0, !Split ['.', !GetAtt Http.ApiEndpoint]]", "(unknown) rests on Http.id, region, dns_suffix"},
	{"!Select [0, !Split ['/', !Sub '${Domain.RegionalDomainName}/x']]", "${Domain.regional_domain_name}"},
	{"!Select [6, !Split [':', !GetAtt Fn.Arn]]", "(unknown) rests on Fn.arn"},
	{"!Select [0, !Split ['-', !Ref Api]]", "(unknown) rests on Api.id"},
	{"!Select ['1', [a, b]]", "b"},
	{"!Select [!Ref Index, [a, b]]", "(unknown) <variable: parameter Index>"},
	{"!Select [0, !Ref List]", "a <variable: parameter List>"},
	{"!Select [0, !GetAZs '']", "(unknown)"},
	{"!Select [0, [!If [Whatever, a, !Ref AWS::NoValue], b]]", "(unknown) <condition:>"},
	{"!Select [-1, [a]]", "(unknown) <invalid: Fn::Select>"},
	{"!Select [2, [a]]", "(unknown) <invalid: Fn::Select>"},
	{"!Select []", "(unknown) <invalid: Fn::Select>"},

	// Fn::If; conditions of types that nobody models stay open
	{"!If [Always, a, b]", "a"},
	{"!If [!Condition Always, a, b]", "a"},
	{"!If [Whatever, a, b]", "(unknown) <condition: condition Whatever>"},
	{"!If [Whatever, a, a]", "a"},
	{"!If [Whatever, {k: [a]}, {k: [a]}]", "{k: [a]}"},
	{"!If [Whatever, !Ref Api, !Ref Fn]", "(unknown) <condition: condition Whatever> rests on Api.id, Fn.name"},
	{"!If [Whatever, !Ref Api, !Ref Api]", "${Api.id}"},
	{"!If [Whatever, !Ref Open, !Ref Open]", "(unknown) <condition: condition Whatever>"},
	{"!If [Nobody, a, b]", "(unknown) <condition: condition Nobody>"},
	{"!If [Always, a]", "(unknown) <invalid: Fn::If>"},
	{"{k: !If [Whatever, a, !Ref AWS::NoValue]}", "{k: (unknown)}"},
	{"{k: !If [Always, !Ref AWS::NoValue, a], l: b}", "{l: b}"},
	{"[!If [Always, !Ref AWS::NoValue, a], b]", "[b]"},
	{"[!If [Whatever, !Ref Api, !Ref AWS::NoValue], b]", "[b] open rests on Api.id"},
	{"[!If [Whatever, a, b], c]", "[(unknown), c]"},

	// Fn::FindInMap
	{"!FindInMap [Stages, prod, host]", "b.example.com"},
	{"!FindInMap [Stages, !Ref Default, host]", "a.example.com <variable: parameter Default>"},
	{"!FindInMap [Stages, !Ref Default, zones]", "[x, y] <variable: parameter Default>"},
	{"!FindInMap [Stages, !Ref Open, host]", "(unknown) <variable: parameter Open>"},
	{"!FindInMap [Stages, !Ref AWS::Region, host]", "(unknown) rests on region"},
	{"!FindInMap [Stages, test, host]", "(unknown) <invalid: Fn::FindInMap>"},
	{"!FindInMap [Nobody, test, host]", "(unknown) <invalid: Fn::FindInMap>"},
	{"!FindInMap [Stages, test, host, {DefaultValue: d}]", "d"},
	{"!FindInMap [Stages, test]", "(unknown) <invalid: Fn::FindInMap>"},

	// The others
	{"!Base64 abc", "YWJj"},
	{"!Base64 {'Fn::Sub': '${Given}'}", "Z2l2ZW4="},
	{"!Base64 {'Fn::Sub': '${Api}'}", "(unknown) rests on Api.id"},
	{"!Cidr [10.0.0.0/16, 2, 8]", "[10.0.0.0/24, 10.0.1.0/24]"},
	{"!Cidr [10.0.0.0/16, 1]", "[10.0.0.0/24]"},
	{"!Cidr ['2001:db8::/56', 2, 64]", "[2001:db8::/64, 2001:db8:0:1::/64]"},
	{"!Cidr [10.0.0.0/24, 3, 7]", "(unknown) <invalid: Fn::Cidr>"},
	{"!Cidr [!Ref Open, 2, 8]", "(unknown) <variable: parameter Open>"},
	{"!ImportValue net-vpc", "(unknown) <import: export net-vpc>"},
	{"!ImportValue {'Fn::Sub': '${Open}-vpc'}", "(unknown) <import: export (unknown)-vpc>"},
	{"{'Fn::Length': [a, b]}", "number 2"},
	{"{'Fn::Length': !Ref List}", "number 2 <variable: parameter List>"},
	{"{'Fn::Length': !Ref OpenList}", "(unknown) <variable: parameter OpenList>"},
	{"{'Fn::Length': [!If [Whatever, a, !Ref AWS::NoValue]]}", "(unknown) <invalid:>"},
	{`{'Fn::ToJsonString': {a: [1, true, 'x"y'], b: !Ref Given}}`, `{"a":[1,true,"x\"y"],"b":"given"}`},
	{"{'Fn::ToJsonString': {a: !Ref Api}}", `{"a":"${Api.id}"}`},
	{"{'Fn::ToJsonString': text}", "(unknown) <invalid: Fn::ToJsonString>"},
	{"{'Fn::Transform': {Name: Macro, Parameters: {x: !Ref Api}}}", "(unknown) <unsupported: transform Macro> rests on Api.id"},
	{"{a: b, 'Fn::Transform': {Name: 'AWS::Include'}}", "{a: b} open"},
	{"!Unheard [!Ref Api]", "(unknown) <function: Fn::Unheard> rests on Api.id"},
	{"{Condition: {StringEquals: {a: b}}}", "{Condition: {StringEquals: {a: b}}}"},
	{"{Ref: {a: b}}", "{Ref: {a: b}}"},
	{"", "(not set)"},
	{"{a: , b: 1}", "{b: 1}"},
}

func TestIntrinsics(t *testing.T) {
	for _, test := range intrinsics {
		t.Run(test.expression, func(t *testing.T) {
			definitions := parse(t, frame+test.expression, Options{Parameters: map[string]string{"Given": "given"}})
			if len(definitions) != 1 {
				t.Fatalf("%d variants, want 1", len(definitions))
			}
			probe := find(definitions[0], "Probe")
			if diff := cmp.Diff(test.want, describe(probe.Get("P"))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestOptions(t *testing.T) {
	opts := Options{Region: "eu-west-1", Account: "123456789012", Parameters: map[string]string{"OpenList": "x,y", "Stored": "/other", "Default": "prod"}}
	for expression, want := range map[string]string{
		"!Ref AWS::Region":                           "eu-west-1",
		"!Sub '${AWS::AccountId}/x'":                 "123456789012/x",
		"!GetAtt Http.ApiEndpoint":                   "https://${Http.id}.execute-api.eu-west-1.amazonaws.com",
		"!Sub '${AWS::Partition} ${AWS::URLSuffix}'": "aws amazonaws.com",
		"!Ref OpenList":                              "[x, y]",
		"!Ref Stored":                                "(unknown) <data: parameter Stored>",
		"!FindInMap [Stages, !Ref Default, host]":    "b.example.com",
	} {
		definition := parse(t, frame+expression, opts)[0]
		if got := describe(find(definition, "Probe").Get("P")); got != want {
			t.Errorf("%s: got %s, want %s", expression, got, want)
		}
	}
	definition := parse(t, frame, opts)[0]
	if got := find(definition, "Api").Region.Show() + " " + find(definition, "Api").Account.Show(); got != "eu-west-1 123456789012" {
		t.Errorf("got %s", got)
	}
}

func TestJSONMeansTheSame(t *testing.T) {
	template := `{"Parameters": {"Stage": {"Type": "String", "Default": "dev"}},
  "Resources": {
    "Fn": {"Type": "AWS::Lambda::Function"},
    "Probe": {"Type": "Probe", "DependsOn": ["Fn"], "Properties": {
      "Uri": {"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, ":", {"Fn::GetAtt": ["Fn", "Arn"]}]]},
      "Name": {"Fn::Sub": ["${Stage}-${X}", {"X": 1}]}
    }}}}`
	probe := find(parse(t, template, Options{})[0], "Probe")
	got := describe(probe.Get("Uri")) + " " + describe(probe.Get("Name"))
	if want := "arn:${partition}:${Fn.arn} dev-1 <variable: parameter Stage>"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestSecretsStaySecret(t *testing.T) {
	for _, expression := range []string{
		"!Ref Secret", "!Sub 'x${Secret}'", "!Join ['', [a, !Ref Secret]]", "!Base64 {Ref: Secret}", "!Select [0, !Split [',', !Ref Secret]]",
		"!If [Always, !Ref Secret, b]", "!Select [0, [!Ref Secret]]", "{'Fn::ToJsonString': [!Ref Secret]}",
	} {
		shown := find(parse(t, frame+expression, Options{})[0], "Probe").Get("P").Show()
		if strings.Contains(shown, "hush") || !strings.Contains(shown, "(sensitive)") {
			t.Errorf("%s shows %s", expression, shown)
		}
	}
}

// What is known of an expression stays the same whatever is passed for what was
// not known.
func TestWhatIsKnownStaysKnown(t *testing.T) {
	given := map[string]string{"Given": "given"}
	passed := []Options{
		{Parameters: map[string]string{"Given": "given", "Open": "x", "OpenList": "p,q", "Index": "1"}, Region: "eu-west-1", Account: "1"},
		{Parameters: map[string]string{"Given": "given", "Open": "prod", "OpenList": "", "Index": "0"}, Region: "us-east-1", Account: "2"},
		{Parameters: map[string]string{"Given": "given", "Open": "-./:", "OpenList": "/", "Index": "9"}},
	}
	for _, test := range intrinsics {
		before := find(parse(t, frame+test.expression, Options{Parameters: given})[0], "Probe").Get("P")
		for _, opts := range passed {
			after := find(parse(t, frame+test.expression, opts)[0], "Probe").Get("P")
			if !stillTrue(before, after) {
				t.Errorf("%s: %s became %s", test.expression, describe(before), describe(after))
			}
		}
	}
}

// stillTrue reports whether all that is known of one value holds for another.
func stillTrue(before, after value.Value) bool {
	if before.IsUnknown() {
		return true
	}
	if before.State() != after.State() || before.Kind() != after.Kind() {
		return false
	}
	text, _ := before.Text()
	if other, _ := after.Text(); text != other {
		return false
	}
	if before.Open() {
		return true // there may be more items, and in other places
	}
	for _, entry := range before.Entries() {
		if !stillTrue(entry.Value, after.Get(entry.Key)) {
			return false // a key that was not known may turn out to be absent
		}
	}
	return slices.EqualFunc(before.Items(), after.Items(), stillTrue)
}
