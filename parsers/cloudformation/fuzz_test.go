package cloudformation

import (
	"io/fs"
	"testing"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
)

// The fuzz targets look for templates that panic, and for values without a
// place.

func FuzzYAML(f *testing.F) {
	f.Add(frame + "!Sub ['${A}-${Default}', {A: !Ref Given}]\n")
	f.Add(frame + "!If [Whatever, !Split ['/', !GetAtt Http.ApiEndpoint], !Ref AWS::NoValue]\n")
	f.Add(frame + "!Sub '{\"a\": [\"${Fn.Arn}\", {\"b\": \"${Default}\"}]}'\n")
	f.Add(frame + "!Cidr [10.0.0.0/16, 2, 8]\n")
	f.Add("Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::L: [N, [a, b], {\"F${N}\": {Type: T, Properties: {A: !Ref N}}}]\n")
	f.Add("Parameters: {P: {Type: String, AllowedValues: [a, b]}}\nConditions: {A: !Equals [!Ref P, a], B: !Not [!Condition A]}\n" +
		"Resources: {X: {Type: 'AWS::Lambda::Function', Condition: A, Properties: {Role: !If [B, x, !FindInMap [M, !Ref P, k]]}}}\nMappings: {M: {a: {k: v}}}\n")
	f.Fuzz(func(t *testing.T, text string) { check(t, "t.yaml", text) })
}

func FuzzJSON(f *testing.F) {
	f.Add(`{"Resources": {"A": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Body": {"Fn::Transform": {"Name": "AWS::Include"}}}}}}`)
	f.Add(`{"Resources": {"A": {"Type": "T", "Properties": {"P": {"Fn::Join": ["", ["a", {"Ref": "A"}]]}, "Q": {"Fn::GetAtt": ["A", "B"]}}}}}`)
	f.Add(`{"Conditions": {"C": {"Fn::Equals": [{"Ref": "AWS::Region"}, "x"]}}, "Resources": {"A": {"Type": "AWS::IAM::Role", "Condition": "C"}}}`)
	f.Fuzz(func(t *testing.T, text string) { check(t, "t.json", text) })
}

// FuzzNested reads a template with another beside it, which it may nest,
// include or attach, as the other may it.
func FuzzNested(f *testing.F) {
	const inner = "Parameters: {P: {Type: String, Default: a}, L: {Type: CommaDelimitedList}}\nConditions: {C: !Equals [!Ref P, a]}\n" +
		"Resources: {F: {Type: 'AWS::Lambda::Function', Condition: C, Properties: {Role: !Ref P, Layers: !Ref L}}}\nOutputs: {O: {Value: !GetAtt F.Arn}, P: {Value: !Ref P, Condition: C}}\n"
	nesting := func(parameters string) string {
		return "Parameters: {E: {Type: String}}\nConditions: {D: !Equals [!Ref E, b]}\nResources:\n" +
			"  X: {Type: 'AWS::CloudFormation::Stack', Condition: D, Properties: {TemplateURL: b.yaml, Parameters: {" + parameters + "}}}\n" +
			"  Y: {Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: ./b.yaml, Parameters: {P: !GetAtt X.Outputs.O}}}\n" +
			"  Z: {Type: 'AWS::Lambda::Function', Properties: {Role: !GetAtt Y.Outputs.P}}\n"
	}
	f.Add(nesting("P: !If [D, !Ref AWS::NoValue, !Sub '${E}-x'], L: !Join [',', [!Ref E, !GetAtt Y.Outputs.O]]"), inner)
	f.Add(nesting("P: !GetAtt Y.Outputs.P, L: 'a, b'"), inner)
	f.Add(nesting("'Fn::Transform': {Name: M}"), nesting("P: !Ref E"))
	f.Add("Resources: {A: {Type: 'AWS::ApiGateway::RestApi', Properties: {BodyS3Location: b.yaml, Name: n}}}\n", "openapi: 3.0.1\npaths: {/: {get: {x: !Sub a, y: [null]}}}\n")
	f.Add("Transform: [{Name: AWS::Include, Parameters: {Location: b.yaml}}]\nResources: {'Fn::Transform': {Name: AWS::Include, Parameters: {Location: b.yaml}}}\n", inner)
	f.Add("Transform: AWS::Serverless-2016-10-31\nResources: {A: {Type: 'AWS::Serverless::Application', Properties: {Location: b.yaml, Parameters: {P: x}}}}\n", inner)
	f.Fuzz(func(t *testing.T, outer, inner string) { check(t, "a.yaml", outer, inner) })
}

// check reads a template with others beside it.
func check(t *testing.T, path, text string, beside ...string) {
	t.Helper()
	file, err := source.NewFile(path, []byte(text))
	if err != nil {
		return
	}
	files := map[string]*source.File{path: file}
	for i, text := range beside {
		name := string(rune('b'+i)) + ".yaml"
		if other, err := source.NewFile(name, []byte(text)); err == nil {
			files[name] = other
		}
	}
	library := newLibrary(func(name string) (*source.File, error) {
		if found := files[name]; found != nil {
			return found, nil
		}
		return nil, fs.ErrNotExist
	}, source.DefaultLimits())
	definitions, problems := guarded(file, func() ([]*resource.Definition, []source.Problem) {
		return library.definitions(file, Options{})
	})
	if len(definitions) == 0 && len(problems) == 0 {
		t.Fatal("neither a definition nor a problem")
	}
	for _, problem := range problems {
		if problem.Kind == source.Internal {
			t.Fatal(problem.Message)
		}
	}
	for _, definition := range definitions {
		for _, r := range definition.Resources {
			if r.At.IsZero() || r.Body.IsZero() {
				t.Errorf("%s stands nowhere", r.Address)
			}
			placed(t, r.Attrs)
		}
	}
}

// placed checks that a value and all inside it stand somewhere.
func placed(t *testing.T, v value.Value) {
	t.Helper()
	if v.At.IsZero() || v.At.End.Before(v.At.Start) {
		t.Fatalf("%s stands at %v", v.Show(), v.At)
	}
	for _, item := range v.Items() {
		placed(t, item)
	}
	for _, entry := range v.Entries() {
		placed(t, entry.Value)
	}
	if inner := v.Inner(); inner != nil {
		placed(t, *inner)
	}
}
