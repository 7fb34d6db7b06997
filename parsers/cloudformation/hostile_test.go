package cloudformation

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
)

// Attacks on the resolver; those on the parsers are tested in tree/.

const before = "Transform: AWS::LanguageExtensions\nResources:\n  X:\n    Type: T\n    Properties:\n      P: "

// nest gives a function nested in itself.
func nest(depth int, open, inner, close string) string {
	return strings.Repeat(open, depth) + inner + strings.Repeat(close, depth)
}

func TestNestedFunctions(t *testing.T) {
	shapes := map[string][2]string{
		"if":     {"!If [C, ", ", b]"},
		"join":   {"!Join ['', [", "]]"},
		"base64": {"{'Fn::Base64': ", "}"},
		"select": {"!Select [0, [", "]]"},
		"sub":    {"!Sub ['${A}', {A: ", "}]"},
		"not":    {"!Not [", "]"},
		"json":   {"{'Fn::ToJsonString': [", "]}"},
	}
	for name, shape := range shapes {
		for _, depth := range []int{10, 100, 1000, 200_000} {
			text := before + nest(depth, shape[0], "a", shape[1]) + "\n"
			definitions, problems := Parse(&source.File{Path: "t.yaml", Bytes: []byte(text)}, source.DefaultLimits(), Options{})
			switch {
			case depth <= 10 && (len(problems) > 0 || len(definitions) != 1):
				t.Errorf("%s of depth %d: %v", name, depth, problems)
			case depth >= 1000 && (len(problems) != 1 || problems[0].Kind != source.Limit):
				t.Errorf("%s of depth %d is not refused: %v", name, depth, problems)
			}
		}
	}
}

// Each level of Fn::Base64 and of quoting in JSON makes the text longer.
func TestGrowingTexts(t *testing.T) {
	for name, shape := range map[string][2]string{
		"base64": {"{'Fn::Base64': ", "}"},
		"quotes": {"{'Fn::ToJsonString': [", "]}"},
		"sub":    {"!Sub ['${A}${A}${A}', {A: ", "}]"},
	} {
		text := before + nest(80, shape[0], "'"+strings.Repeat(`"`, 50)+"'", shape[1]) + "\n"
		definitions, problems := Parse(&source.File{Path: "t.yaml", Bytes: []byte(text)}, source.DefaultLimits(), Options{})
		if len(problems) != 1 || problems[0].Kind != source.Limit || !definitions[0].Tainted {
			t.Errorf("%s: got %v, want a limit", name, problems)
		}
	}
}

// A parameter of 4 KB in 20,000 places makes 80 MB of text.
func TestQuadraticReferences(t *testing.T) {
	var text strings.Builder
	text.WriteString("Parameters: {P: {Type: String, Default: " + strings.Repeat("x", 4096) + "}}\nResources:\n  X:\n    Type: T\n    Properties:\n      P:\n")
	for range 20_000 {
		text.WriteString("      - !Sub '${P}-'\n")
	}
	_, problems := Parse(&source.File{Path: "t.yaml", Bytes: []byte(text.String())}, source.DefaultLimits(), Options{})
	if len(problems) != 1 || problems[0].Kind != source.Limit {
		t.Errorf("got %v, want a limit", problems)
	}
}

func TestLoopsThatExplode(t *testing.T) {
	ten := "[a, b, c, d, e, f, g, h, i, j]"
	inner := "\"k${A}${B}${C}${D}${E}${F}${G}\": v"
	for _, name := range []string{"A", "B", "C", "D", "E", "F", "G"} {
		inner = fmt.Sprintf("'Fn::ForEach::%s': [%s, %s, {%s}]", name, name, ten, inner)
	}
	text := before + "{" + inner + "}\n"
	_, problems := Parse(&source.File{Path: "t.yaml", Bytes: []byte(text)}, source.DefaultLimits(), Options{})
	if len(problems) != 1 || problems[0].Kind != source.Limit {
		t.Errorf("got %v, want a limit", problems)
	}
}

// Aliases that are few enough to be read share their nodes; resolving them must
// not cost more than the bound on nodes allows.
func TestAliasesInTemplates(t *testing.T) {
	text := "Resources:\n  X:\n    Type: T\n    Properties:\n      A0: &a0 {k: !Ref X}\n"
	for i := 1; i <= 5; i++ {
		text += fmt.Sprintf("      A%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 8), ", "))
	}
	definitions, problems := Parse(&source.File{Path: "t.yaml", Bytes: []byte(text)}, source.DefaultLimits(), Options{})
	if len(problems) != 0 || !find(definitions[0], "X").Get("A5").IsKnown() {
		t.Errorf("got %v", problems)
	}
}

func TestCycles(t *testing.T) {
	for name, template := range map[string]string{
		"a name of itself":        "Resources: {X: {Type: 'AWS::Lambda::Function', Properties: {FunctionName: !Ref X, P: !Ref X}}}",
		"two names":               "Resources: {X: {Type: 'AWS::Lambda::Function', Properties: {FunctionName: !Ref Y, P: !Ref Y}}, Y: {Type: 'AWS::Lambda::Function', Properties: {FunctionName: !Sub '${X}'}}}",
		"a stage of itself":       "Resources: {X: {Type: 'AWS::ApiGateway::Stage', Properties: {StageName: !Join ['', [!Ref X]], P: !Ref X}}}",
		"a long chain":            chain(40),
		"an endpoint's protocol":  "Resources: {X: {Type: 'AWS::ApiGatewayV2::Api', Properties: {ProtocolType: !GetAtt X.ApiEndpoint, P: !GetAtt X.ApiEndpoint}}}",
		"a variable of its name":  "Resources: {X: {Type: T, Properties: {P: !Sub ['${A}', {A: !Sub '${A}'}]}}}",
		"a map in its own map":    "Mappings: {M: {a: {b: !FindInMap [M, a, b]}}}\nResources: {X: {Type: T, Properties: {P: !FindInMap [M, a, b]}}}",
		"a loop over its counter": "Resources: {X: {Type: T, Properties: {P: {'Fn::ForEach::L': [N, [!Ref N], {'${N}': a}]}}}}",
	} {
		t.Run(name, func(t *testing.T) {
			definitions, _ := Parse(&source.File{Path: "t.yaml", Bytes: []byte(template)}, source.DefaultLimits(), Options{})
			p := find(definitions[0], "X").Get("P")
			if p.IsKnown() && !p.Open() {
				t.Errorf("got %s, which nobody can know", describe(p))
			}
		})
	}
}

// chain gives functions that take their names from the next.
func chain(length int) string {
	var text strings.Builder
	text.WriteString("Resources:\n  X: {Type: 'AWS::Lambda::Function', Properties: {P: !Ref F0}}\n")
	for i := range length {
		fmt.Fprintf(&text, "  F%d: {Type: 'AWS::Lambda::Function', Properties: {FunctionName: !Sub '${F%d}${F%d}'}}\n", i, (i+1)%length, (i+1)%length)
	}
	return text.String()
}

func TestConditionCycles(t *testing.T) {
	for name, conditions := range map[string]string{
		"itself":      "{A: !Condition A}",
		"two":         "{A: !Not [!Condition B], B: !Not [!Condition A]}",
		"three":       "{A: !And [!Condition B, !Equals [a, a]], B: !Or [!Condition C], C: {Condition: A}}",
		"not in it":   "{A: !Condition B, B: !Condition B}",
		"deep inside": "{A: !Not [!Not [!Or [!Equals [a, b], !Condition A]]]}",
	} {
		t.Run(name, func(t *testing.T) {
			text := "Conditions: " + conditions + "\nResources: {X: {Type: 'AWS::Lambda::Function', Condition: A, Properties: {P: !If [A, 1, 2]}}}\n"
			definitions, problems := Parse(&source.File{Path: "t.yaml", Bytes: []byte(text)}, source.DefaultLimits(), Options{})
			if len(problems) != 1 || len(definitions) != 1 {
				t.Fatalf("got %d definitions and %v, want one of each", len(definitions), problems)
			}
			x := find(definitions[0], "X")
			if x == nil || !x.Conditional || !x.Get("P").IsUnknown() {
				t.Errorf("got %+v", x)
			}
		})
	}
}

// Many conditions, texts and parameters must not cost more than the bounds.
func TestManyConditions(t *testing.T) {
	var text strings.Builder
	text.WriteString("Parameters:\n")
	for i := range 300 {
		fmt.Fprintf(&text, "  P%d: {Type: String, Default: a}\n", i)
	}
	text.WriteString("Conditions:\n")
	for i := range 700 {
		fmt.Fprintf(&text, "  C%d: !Or [!Equals [!Ref P%d, v%d], !Equals [!Ref P%d, w%d], !Equals [!Ref P%d, !Ref P%d]]\n", i, i%300, i, i*7%300, i, i%300, i*3%300)
	}
	text.WriteString("Resources:\n")
	for i := range 700 {
		fmt.Fprintf(&text, "  R%d: {Type: 'AWS::Lambda::Function', Condition: C%d, Properties: {P: !If [C%d, a, b]}}\n", i, i, (i+1)%700)
	}
	definitions, problems := Parse(&source.File{Path: "t.yaml", Bytes: []byte(text.String())}, source.DefaultLimits(), Options{})
	if len(problems) != 0 || len(definitions) == 0 || len(definitions) > source.DefaultLimits().Variants {
		t.Errorf("got %d variants and %v", len(definitions), problems)
	}
}

func TestPanicsAreReported(t *testing.T) {
	file := &source.File{Path: "t.yaml", Bytes: []byte("Resources: {X: {Type: T}}\n")}
	definitions, problems := guarded(file, func() ([]*resource.Definition, []source.Problem) {
		var missing *value.Value
		_ = missing.State()
		return nil, nil
	})
	if definitions != nil || len(problems) != 1 || problems[0].Kind != source.Internal || problems[0].At.File != "t.yaml" {
		t.Errorf("got %v, want an internal problem", problems)
	}
}

func TestMemoryOfVariants(t *testing.T) {
	// 32 variants of a large template share what conditions do not touch.
	var text strings.Builder
	text.WriteString("Parameters: {A: {Type: String}, B: {Type: String}, C: {Type: String}, D: {Type: String}, E: {Type: String}}\nConditions:\n")
	for _, name := range []string{"A", "B", "C", "D", "E"} {
		fmt.Fprintf(&text, "  C%s: !Equals [!Ref %s, x]\n", name, name)
	}
	text.WriteString("Resources:\n")
	for i := range 2000 {
		fmt.Fprintf(&text, "  F%d: {Type: 'AWS::Lambda::Function', Properties: {Handler: !If [C%c, a, b], Role: r, Runtime: x}}\n", i, 'A'+i%5)
	}
	file := &source.File{Path: "t.yaml", Bytes: []byte(text.String())}
	var start, end runtime.MemStats
	runtime.ReadMemStats(&start)
	definitions, problems := Parse(file, source.DefaultLimits(), Options{})
	runtime.ReadMemStats(&end)
	if len(definitions) != 32 || len(problems) != 0 {
		t.Fatalf("got %d variants, %v", len(definitions), problems)
	}
	if spent := end.TotalAlloc - start.TotalAlloc; spent > 64<<20 {
		t.Errorf("%d MiB were allocated, want at most 64", spent>>20)
	}
}

// A text and a list that hold very many different references.
func TestManyReferences(t *testing.T) {
	var resources, list strings.Builder
	for i := range 12_000 {
		fmt.Fprintf(&resources, "  R%d: {Type: T}\n", i)
		fmt.Fprintf(&list, "!Ref R%d, ", i)
	}
	items := "[" + strings.TrimSuffix(list.String(), ", ") + "]"
	text := "Resources:\n" + resources.String() +
		"  X: {Type: T, Properties: {P: !Join ['', " + items + "], Q: !If [Nobody, " + items + ", a]}}\n"
	definitions, problems := Parse(&source.File{Path: "t.yaml", Bytes: []byte(text)}, source.DefaultLimits(), Options{})
	if len(problems) != 0 {
		t.Fatal(problems)
	}
	x := find(definitions[0], "X")
	if p, q := len(x.Get("P").Refs()), len(x.Get("Q").Refs()); p != 12_000 || q != 12_000 {
		t.Errorf("got %d and %d references", p, q)
	}
}
