package cloudformation

import (
	"testing"

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

func check(t *testing.T, path, text string) {
	t.Helper()
	file, err := source.NewFile(path, []byte(text))
	if err != nil {
		return
	}
	definitions, problems := Parse(file, source.DefaultLimits(), Options{})
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
