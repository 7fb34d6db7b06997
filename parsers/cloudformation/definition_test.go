package cloudformation

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
)

func TestResource(t *testing.T) {
	text := `Resources:
  Fn:
    Type: AWS::Lambda::Function
    DependsOn: [Role, Log]
    DeletionPolicy: Retain
    Metadata:
      gatelint: {ignore: [INT001]}
    Properties:
      Role: !GetAtt Role.Arn
      MemorySize: "128"
      Layers: !Ref Layer
      Unheard: 1.0
      Environment:
        Variables: {A: !Sub "${Table}", B: true, C: 1.0}
  Role: {Type: AWS::IAM::Role}
  Log: {Type: AWS::Logs::LogGroup, DependsOn: Role}
  Layer: {Type: AWS::Lambda::LayerVersion}
  Table: {Type: AWS::DynamoDB::Table}
  Bare: {Type: AWS::Lambda::Function}
`
	definition := parse(t, text, Options{})[0]
	fn := find(definition, "Fn")
	if definition.Dialect != resource.CloudFormation || definition.Path != "template.yaml" || !slices.Equal(definition.Files, []string{"template.yaml"}) {
		t.Errorf("got %+v", definition)
	}
	if got := at(text, fn.At); got != "Fn" {
		t.Errorf("the header is %q", got)
	}
	if body := at(text, fn.Body); !strings.HasPrefix(body, "Fn:") || !strings.HasSuffix(body, "C: 1.0}") {
		t.Errorf("the body is %q", body)
	}
	if diff := cmp.Diff([]string{"Role", "Log"}, fn.DependsOn); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"Role", "Layer", "Table", "Log"}, fn.References); diff != "" {
		t.Error(diff)
	}
	if got := describe(fn.Metadata); got != "{gatelint: {ignore: [INT001]}}" {
		t.Errorf("the metadata is %s", got)
	}
	if got := find(definition, "Log").DependsOn; !slices.Equal(got, []string{"Role"}) {
		t.Errorf("Log depends on %v", got)
	}
	for path, want := range map[string]string{
		"Role":           "${Role.arn}",
		"MemorySize":     "number 128",
		"Layers":         "${Layer.arn}", // not known, so it may be a list as well
		"Unheard":        "number 1.0",
		"Environment":    "{Variables: {A: ${Table.name}, B: true, C: 1.0}}",
		"DeletionPolicy": "(not set)",
		"Timeout":        "(not set)",
	} {
		if got := describe(fn.Get(path)); got != want {
			t.Errorf("%s is %s, want %s", path, got, want)
		}
	}
	if got := fn.Get("Environment", "Variables", "B"); got.Kind() != value.Text {
		t.Errorf("a variable is %s, want a text", describe(got))
	}
	if got := at(text, fn.Get("Timeout").At); got != "Fn" {
		t.Errorf("what is missing points at %q, want the header", got)
	}
	if got := at(text, fn.Get("MemorySize").At); got != `"128"` {
		t.Errorf("the value stands at %q", got)
	}
	if got := at(text, fn.Attrs.Entries()[0].KeyAt); got != "Role" {
		t.Errorf("the key stands at %q", got)
	}
	if bare := find(definition, "Bare"); !bare.Get("Timeout").IsAbsent() || at(text, bare.Attrs.At) != "Bare" {
		t.Error("a resource without properties has none for certain")
	}
	if got := fn.Region.Show(); got != "${region}" {
		t.Errorf("the region is %s", got)
	}
}

func TestWhereFunctionsStand(t *testing.T) {
	const head = "Resources:\n  X:\n    Type: T\n    Properties:\n      P: "
	for expression, want := range map[string]string{
		"!Sub 'a-${X}'":                "'a-${X}'",
		"{'Fn::Sub': 'a'}":             "'a'",
		"!Sub ['a', {}]":               "!Sub ['a', {}]",
		"!Ref X":                       "!Ref X",
		"!Join ['', [a,b]]":            "!Join ['', [a,b]]",
		"!If [C, a, b]":                "!If [C, a, b]",
		"{Ref: X}":                     "{Ref: X}",
		"!Select [0, [a, b]]":          "!Select [0, [a, b]]",
		"!Sub |\n        a\n        b": "|\n        a\n        b",
	} {
		text := head + expression + "\n"
		if got := at(text, find(parse(t, text, Options{})[0], "X").Get("P").At); got != want {
			t.Errorf("%s stands at %q, want %q", expression, got, want)
		}
	}
}

func TestPoliciesAsText(t *testing.T) {
	const policy = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"%s"}]}`
	const head = "Parameters: {Quote: {Type: String, Default: 'a\"b'}, S: {Type: String, Default: dev}}\nResources:\n" +
		"  Fn: {Type: AWS::Lambda::Function}\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Policy: "
	block := func(text string) string {
		return "|\n        " + strings.ReplaceAll(strings.ReplaceAll(text, ",", ",\n          "), `{"`, `{ "`)
	}
	tests := map[string]struct{ policy, want, at string }{
		"plain":           {"'" + fmt.Sprintf(policy, "r") + "'", "r", `"r"`},
		"block":           {block(fmt.Sprintf(policy, "r")), "r", `"r"`},
		"escaped":         {`"` + strings.ReplaceAll(fmt.Sprintf(policy, "r"), `"`, `\"`) + `"`, "r", `\"r\"`},
		"sub":             {"!Sub '" + fmt.Sprintf(policy, "${Fn.Arn}/x") + "'", "${Fn.arn}/x", `"${Fn.Arn}/x"`},
		"sub in a block":  {"!Sub " + block(fmt.Sprintf(policy, "${Fn.Arn}:${S}")), "${Fn.arn}:dev", `"${Fn.Arn}:${S}"`},
		"sub with a list": {"!Sub ['" + fmt.Sprintf(policy, "${A}") + "', {A: b}]", "b", `"${A}"`},
		"join": {
			"!Join ['', ['{\"Statement\":[{\"Resource\":\"', !GetAtt Fn.Arn, '\"}]}']]", "${Fn.arn}",
			"!Join ['', ['{\"Statement\":[{\"Resource\":\"', !GetAtt Fn.Arn, '\"}]}']]",
		},
		"to json": {"{'Fn::ToJsonString': {Statement: [{Resource: !GetAtt Fn.Arn}]}}", "${Fn.arn}", "!GetAtt Fn.Arn"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			text := head + test.policy + "\n"
			api := find(parse(t, text, Options{})[0], "Api")
			inner := api.Get("Policy").Inner()
			if inner == nil {
				t.Fatalf("nothing is known of what is in %s", describe(api.Get("Policy")))
			}
			got := resource.Single(inner.Get("Statement")).Get("Resource")
			if got.Show() != test.want {
				t.Errorf("got %s, want %s", got.Show(), test.want)
			}
			if stands := at(text, got.At); stands != test.at {
				t.Errorf("it stands at %q, want %q", stands, test.at)
			}
		})
	}
	for name, policy := range map[string]string{
		"no JSON":                     "'{not json'",
		"a hole for structure":        "!Sub '{\"a\": ${Fn}}'",
		"a parameter with quotes":     "!Sub '{\"a\": \"${Quote}\"}'",
		"a text that is no structure": "hello",
	} {
		if inner := find(parse(t, head+policy+"\n", Options{})[0], "Api").Get("Policy").Inner(); inner != nil {
			t.Errorf("%s: got %s, want nothing", name, inner.Show())
		}
	}
}

func TestUnresolved(t *testing.T) {
	text := `Transform: [AWS::LanguageExtensions, Rewrite, {Name: AWS::Include, Parameters: {Location: s3://a}}]
Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://c}}
Resources:
  Nested: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: x.yaml, Parameters: {Fn: !GetAtt Fn.Arn}}}
  Custom: {Type: Custom::Permit, Properties: {ServiceToken: t, Name: !Ref Fn}}
  Other: {Type: AWS::CloudFormation::CustomResource, Properties: {ServiceToken: t}}
  Mod: {Type: Org::Kind::Name::MODULE, Properties: {Api: !Ref Api}}
  Fn: {Type: AWS::Lambda::Function}
  Api: {Type: AWS::ApiGateway::RestApi}
  Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://b}}
  Fn::ForEach::Loop: [N, !Ref AWS::NotificationARNs, {"${N}X": {Type: T, Properties: {A: !Ref Api}}}]
`
	var got []string
	for _, u := range parse(t, text, Options{})[0].Unresolved {
		got = append(got, fmt.Sprintf("%s | %s | %v | %v", u.Name, at(text, u.At), u.Everything, u.Args.AllRefs()))
	}
	want := []string{
		"AWS::CloudFormation::Stack Nested | Nested | false | [{Fn arn}]",
		"Custom::Permit Custom | Custom | false | [{Fn name}]",
		"AWS::CloudFormation::CustomResource Other | Other | false | []",
		"Org::Kind::Name::MODULE Mod | Mod | false | [{Api id}]",
		"Fn::Transform | Fn::Transform | true | []",
		"Fn::ForEach::Loop | Fn::ForEach::Loop | false | [{Api id}]",
		"transform Rewrite | Rewrite | true | []",
		"transform AWS::Include | {Name: AWS::Include, Parameters: {Location: s3://a}} | true | []",
		"transform AWS::Include | {Name: AWS::Include, Parameters: {Location: s3://c}} | true | []",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestServerless(t *testing.T) {
	text := `Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Events:
        Get: {Type: Api, Properties: {Path: /, Method: get}}
  Probe: {Type: AWS::Lambda::Permission, Properties: {A: !Ref ServerlessRestApi, B: !Ref Hello, C: !GetAtt HelloRole.Arn, D: !Ref ServerlessRestApi.Stage}}
`
	definition := parse(t, text, Options{})[0]
	if definition.Dialect != resource.SAM || definition.Tainted || len(definition.Unresolved) > 0 {
		t.Errorf("got %s, tainted %t, unresolved %v", definition.Dialect, definition.Tainted, definition.Unresolved)
	}
	probe := find(definition, "Probe")
	got := make([]string, 0, 4)
	for _, name := range []string{"A", "B", "C", "D"} {
		got = append(got, probe.Get(name).Show())
	}
	if want := []string{"${ServerlessRestApi.id}", "${Hello.name}", "${HelloRole.arn}", "Prod"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	hello, permission := find(definition, "Hello"), find(definition, "HelloGetPermissionProd")
	if hello == nil || hello.Type != "AWS::Lambda::Function" || hello.Origin != "" || hello.At.Start.Line != 3 {
		t.Errorf("got %+v, want the function that was written", hello)
	}
	if permission == nil || permission.Origin != "Hello" || permission.At.Start.Line != 8 {
		t.Errorf("got %+v, want a permission made of Hello at the event", permission)
	}
}

// A template of serverless resources is one for the transform even where the
// line that asks for it is not there, and one that refers to what nobody
// declares is part of a whole.
func TestServerlessWithoutTransform(t *testing.T) {
	text := "Resources:\n  Hello: {Type: AWS::Serverless::Function, Properties: {Handler: a.b, Role: !GetAtt Elsewhere.Arn}}\n"
	definition := parse(t, text, Options{})[0]
	if hello := find(definition, "Hello"); hello.Type != "AWS::Lambda::Function" || !definition.Tainted {
		t.Errorf("got a %s, tainted %t", hello.Type, definition.Tainted)
	}
}

func TestNamesThatAreNotDeclared(t *testing.T) {
	for transform, want := range map[string]string{
		"":                   "(unknown) <invalid: Nobody, which the template does not declare>",
		"Transform: Macro\n": "(unknown) <unsupported: transform Macro>",
	} {
		text := transform + "Resources: {X: {Type: T, Properties: {P: !Ref Nobody}}}\n"
		if got := describe(find(parse(t, text, Options{})[0], "X").Get("P")); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	text := "Resources: {Mod: {Type: 'A::B::C::MODULE'}, X: {Type: T, Properties: {P: !Ref ModBucket}}}\n"
	if got := describe(find(parse(t, text, Options{})[0], "X").Get("P")); got != "(unknown) <module: ModBucket>" {
		t.Errorf("got %s", got)
	}
}

func TestHandedOut(t *testing.T) {
	text := `Resources:
  Api: {Type: AWS::ApiGateway::RestApi}
  Fn: {Type: AWS::Lambda::Function}
Outputs:
  Url: {Value: !Sub "https://${Api}"}
  Exported: {Value: !Sub "${AWS::Region}:${Fn.Arn}", Export: {Name: fn}}
`
	got := parse(t, text, Options{})[0].HandedOut
	want := []value.Ref{{Attr: "region"}, {Address: "Fn", Attr: "arn"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestForEach(t *testing.T) {
	text := `Transform: AWS::LanguageExtensions
Parameters: {Names: {Type: CommaDelimitedList, Default: "a,b"}}
Conditions:
  Fn::ForEach::C: [N, [A, B], {"Is${N}": !Equals [!Ref AWS::Region, !Sub "${N}"]}]
Resources:
  Fn::ForEach::Outer:
    - N
    - !Ref Names
    - Fn::ForEach::Inner:
        - M
        - [x, "y"]
        - Fn${N}${M}:
            Type: AWS::Lambda::Function
            Properties:
              FunctionName: !Sub "${N}-${M}-${AWS::Region}"
              Handler: !Ref N
              Environment:
                Variables:
                  Fn::ForEach::Vars: [V, [P, Q], {"${V}": !Ref V}]
                  Other: "&{M}"
  Probe: {Type: AWS::Lambda::Function, Condition: IsB, Properties: {Role: !GetAtt Fnax.Arn}}
`
	definitions := parse(t, text, Options{})
	if len(definitions) != 2 || definitions[1].When[0] != "condition IsB is true" {
		t.Fatalf("got %d variants: %v", len(definitions), definitions[1].When)
	}
	var names []string
	for _, r := range definitions[1].Resources {
		names = append(names, r.Address)
	}
	if diff := cmp.Diff([]string{"Fnax", "Fnay", "Fnbx", "Fnby", "Probe"}, names); diff != "" {
		t.Error(diff)
	}
	fn := find(definitions[1], "Fnay")
	got := describe(fn.Get("FunctionName")) + " " + describe(fn.Get("Handler")) + " " + describe(fn.Get("Environment"))
	if want := "a-y-${region} a {Variables: {P: P, Q: Q, Other: y}}"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := describe(find(definitions[1], "Probe").Get("Role")); got != "${Fnax.arn}" {
		t.Errorf("got %s", got)
	}
	if got := at(text, fn.At); got != "Fn${N}${M}" {
		t.Errorf("the header is %q", got)
	}
}

func TestForEachOverWhatIsNotKnown(t *testing.T) {
	text := `Transform: AWS::LanguageExtensions
Parameters: {Names: {Type: CommaDelimitedList}}
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Environment: {Variables: {a: b, "Fn::ForEach::T": [N, !Ref Names, {"${N}": c}]}}
`
	if got := describe(find(parse(t, text, Options{})[0], "Fn").Get("Environment", "Variables")); got != "{a: b} open" {
		t.Errorf("got %s", got)
	}
}

func TestProblems(t *testing.T) {
	tests := map[string]struct {
		text    string
		kind    source.ProblemKind
		at      string
		message string
	}{
		"no mapping":             {"- a\n", source.Unsupported, "- a", "Resources"},
		"no resources":           {"a: b\n", source.Unsupported, "a: b", "no Resources"},
		"resources are a list":   {"Resources: [a]\n", source.Unsupported, "Resources", "must be a mapping"},
		"resources are empty":    {"Resources:\n", source.Unsupported, "Resources", "must be a mapping"},
		"a resource is a text":   {"Resources: {A: b}\n", source.Unsupported, "A", "A must be a mapping"},
		"a resource has no type": {"Resources: {A: {Properties: {}}}\n", source.Unsupported, "A", "no Type"},
		"a type is a function":   {"Resources: {A: {Type: !Ref B}}\n", source.Unsupported, "A", "no Type"},
		"properties are a list":  {"Resources: {A: {Type: T, Properties: [a]}}\n", source.Unsupported, "Properties", "must be a mapping"},
		"a parameter is a text":  {"Parameters: {P: x}\nResources: {A: {Type: T}}\n", source.Unsupported, "P", "P must be a mapping"},
		"a loop without a body":  {"Resources: {'Fn::ForEach::A': [x, [y]]}\n", source.Unsupported, "'Fn::ForEach::A'", "wants"},
		"a circle of conditions": {"Conditions: {A: !Not [!Condition B], B: !Not [!Condition A]}\nResources: {R: {Type: T, Condition: A}}\n", source.Unsupported, "A", "by itself"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			file := &source.File{Path: "t.yaml", Bytes: []byte(test.text)}
			definitions, problems := Parse(file, source.DefaultLimits(), Options{})
			if len(problems) != 1 {
				t.Fatalf("got %v, want one problem", problems)
			}
			problem := problems[0]
			if problem.Kind != test.kind || at(test.text, problem.At) != test.at || !strings.Contains(problem.Message, test.message) {
				t.Errorf("got %s at %q: %s", problem.Kind, at(test.text, problem.At), problem.Message)
			}
			for _, definition := range definitions {
				if !definition.Tainted {
					t.Error("the definition does not say that part of it is missing")
				}
			}
		})
	}
}

func TestWhatIsLeftOfABrokenTemplate(t *testing.T) {
	text := "Resources: {A: {Type: T, Properties: [a]}, B: c, C: {Type: T}}\n"
	definitions, _ := Parse(&source.File{Path: "t.yaml", Bytes: []byte(text)}, source.DefaultLimits(), Options{})
	a, c := find(definitions[0], "A"), find(definitions[0], "C")
	if a == nil || !a.Tainted || a.Attrs.IsKnown() || c == nil || c.Tainted {
		t.Errorf("got %+v and %+v", a, c)
	}
}

func TestDuplicates(t *testing.T) {
	text := "Resources:\n  A: {Type: T, Properties: {P: 1, P: 2}}\n  A: {Type: U}\n"
	definition := parse(t, text, Options{})[0]
	if len(definition.Resources) != 1 || definition.Resources[0].Type != "U" {
		t.Errorf("got %d resources, want the last A", len(definition.Resources))
	}
	var got []string
	for _, duplicate := range definition.Duplicates {
		got = append(got, fmt.Sprintf("%d %s", duplicate.Start.Line, at(text, duplicate)))
	}
	if diff := cmp.Diff([]string{"2 P", "2 A"}, got); diff != "" {
		t.Error(diff)
	}
}

// A template that refers to what it does not declare is a piece torn out of a
// stack: nothing may be said to be missing from it.
func TestFragment(t *testing.T) {
	const method = "  Method:\n    Type: AWS::ApiGateway::Method\n    Properties: {RestApiId: !Ref Api}\n"
	const api = "  Api: {Type: AWS::ApiGateway::RestApi}\n"
	for text, fragment := range map[string]bool{
		"Resources:\n" + method:                                    true,
		"Resources:\n" + api + method:                              false,
		"Parameters: {Api: {Type: String}}\nResources:\n" + method: false,
	} {
		file := &source.File{Path: "t.yaml", Bytes: []byte(text)}
		definitions, problems := Parse(file, source.DefaultLimits(), Options{})
		if len(problems) != 0 || len(definitions) != 1 || definitions[0].Tainted != fragment {
			t.Errorf("%s\ngave %d definitions and %v, want one with Tainted = %v", text, len(definitions), problems, fragment)
		}
	}
}
