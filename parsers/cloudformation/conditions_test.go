package cloudformation

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gatelint/gatelint/internal/source"
)

// template puts conditions, with the parameters that they need, in front of one
// function for each condition.
func conditional(parameters, conditions string, names ...string) string {
	var text strings.Builder
	text.WriteString("Parameters:\n" + indent(parameters) + "Conditions:\n" + indent(conditions) + "Resources:\n")
	for _, name := range names {
		fmt.Fprintf(&text, "  F%s: {Type: 'AWS::Lambda::Function', Condition: %s}\n", name, name)
	}
	text.WriteString("  Always: {Type: 'AWS::Lambda::Function', Properties: {Environment: {Variables: {")
	text.WriteString("A: !If [" + names[0] + ", 'yes', 'no']}}}}\n")
	return text.String()
}

func indent(text string) string {
	var lines strings.Builder
	for line := range strings.Lines(strings.TrimSpace(text) + "\n") {
		lines.WriteString("  " + strings.TrimSpace(line) + "\n")
	}
	return lines.String()
}

// assumed gives what each variant assumes, in short: "Prod !Dev".
func assumed(t *testing.T, text string, opts Options) []string {
	t.Helper()
	var variants []string
	for _, definition := range parse(t, text, opts) {
		words := make([]string, len(definition.When))
		for i, when := range definition.When {
			name, truth, _ := strings.Cut(strings.TrimPrefix(when, "condition "), " is ")
			words[i] = name
			if truth == "false" {
				words[i] = "!" + name
			}
		}
		variants = append(variants, strings.Join(words, " "))
	}
	return variants
}

func TestVariants(t *testing.T) {
	const stage = "Stage: {Type: String, Default: dev}"
	tests := map[string]struct {
		parameters, conditions string
		names                  []string
		opts                   Options
		want                   []string
	}{
		"a default decides nothing, but comes first": {
			parameters: stage, conditions: "Prod: !Equals [!Ref Stage, prod]", names: []string{"Prod"},
			want: []string{"!Prod", "Prod"},
		},
		"two literals of one parameter exclude each other": {
			parameters: stage,
			conditions: "Prod: !Equals [!Ref Stage, prod]\nDev: !Equals [!Ref Stage, dev]",
			names:      []string{"Prod", "Dev"},
			want:       []string{"!Prod Dev", "Prod !Dev", "!Prod !Dev"},
		},
		"allowed values bound the parameter": {
			parameters: "Stage: {Type: String, AllowedValues: [dev, prod]}",
			conditions: "Prod: !Equals [!Ref Stage, prod]\nDev: !Equals [!Ref Stage, dev]",
			names:      []string{"Prod", "Dev"},
			want:       []string{"Prod !Dev", "!Prod Dev"},
		},
		"a value that is not allowed": {
			parameters: "Stage: {Type: String, AllowedValues: [dev, prod]}",
			conditions: "Test: !Equals [!Ref Stage, test]\nProd: !Equals [prod, !Ref Stage]",
			names:      []string{"Test", "Prod"},
			want:       []string{"Prod", "!Prod"},
		},
		"not, and, or": {
			parameters: stage + "\nCert: {Type: String, Default: ''}",
			conditions: "Prod: !Equals [!Ref Stage, prod]\nCert: !Not [!Equals [!Ref Cert, '']]\n" +
				"Both: !And [!Condition Prod, Condition: Cert]\nEither: !Or [!Condition Prod, !Condition Cert]\nNeither: !Not [!Condition Either]",
			names: []string{"Prod", "Cert", "Both", "Either", "Neither"},
			want: []string{
				"!Prod !Cert !Both !Either Neither", "!Prod Cert !Both Either !Neither",
				"Prod !Cert !Both Either !Neither", "Prod Cert Both Either !Neither",
			},
		},
		"conditions that nothing uses do not multiply": {
			parameters: stage + "\nX: {Type: String}",
			conditions: "Prod: !Equals [!Ref Stage, prod]\nUnused: !Equals [!Ref X, x]",
			names:      []string{"Prod"},
			want:       []string{"!Prod", "Prod"},
		},
		"a given parameter decides": {
			parameters: stage, conditions: "Prod: !Equals [!Ref Stage, prod]", names: []string{"Prod"},
			opts: Options{Parameters: map[string]string{"Stage": "prod"}},
			want: []string{""},
		},
		"the region is a variable": {
			conditions: "East: !Equals [!Ref AWS::Region, us-east-1]\nWest: !Equals [!Ref AWS::Region, us-west-2]",
			parameters: stage, names: []string{"East", "West"},
			want: []string{"East !West", "!East West", "!East !West"},
		},
		"a given region decides": {
			conditions: "East: !Equals [!Ref AWS::Region, us-east-1]", parameters: stage, names: []string{"East"},
			opts: Options{Region: "us-east-1"},
			want: []string{""},
		},
		"parameters that are compared with each other": {
			parameters: "A: {Type: String, AllowedValues: [x, y]}\nB: {Type: String, AllowedValues: [x, z]}",
			conditions: "Same: !Equals [!Ref A, !Ref B]\nX: !Equals [!Ref A, x]\nZ: !Equals [!Ref B, z]",
			names:      []string{"Same", "X", "Z"},
			want:       []string{"!Same X Z", "Same X !Z", "!Same !X Z", "!Same !X !Z"},
		},
		"a parameter without allowed values may equal another": {
			parameters: "A: {Type: String}\nB: {Type: String}",
			conditions: "Same: !Equals [!Ref A, !Ref B]", names: []string{"Same"},
			want: []string{"!Same", "Same"},
		},
		"a list that is joined": {
			parameters: "Nets: {Type: CommaDelimitedList, Default: ''}",
			conditions: "Nets: !Not [!Equals [!Join ['', !Ref Nets], '']]", names: []string{"Nets"},
			want: []string{"!Nets", "Nets"},
		},
		"a mapping over allowed values": {
			parameters: "Stage: {Type: String, AllowedValues: [dev, prod]}\n# x",
			conditions: "Big: !Equals [!Join ['', [!Ref Stage, x]], prodx]\nProd: !Equals [!Ref Stage, prod]", names: []string{"Big", "Prod"},
			want: []string{"!Big !Prod", "Big Prod"},
		},
		"a name of an AWS type is never empty": {
			parameters: "Vpc: {Type: 'AWS::EC2::VPC::Id'}",
			conditions: "None: !Equals [!Ref Vpc, '']", names: []string{"None"},
			want: []string{""},
		},
		"something that only AWS knows": {
			parameters: stage,
			conditions: "Imported: !Equals [!ImportValue x, y]", names: []string{"Imported"},
			want: []string{"!Imported", "Imported"},
		},
		"a stored parameter is not its default": {
			parameters: "Name: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /a}",
			conditions: "Path: !Equals [!Ref Name, /a]", names: []string{"Path"},
			want: []string{"Path", "!Path"},
		},
		"literals": {
			parameters: stage, conditions: "Yes: !Equals [a, a]\nNo: !Equals ['1', 2]", names: []string{"Yes", "No"},
			want: []string{""},
		},
		"a comparison of a parameter with itself": {
			parameters: stage, conditions: "Same: !Equals [!Ref Stage, !Ref Stage]", names: []string{"Same"},
			want: []string{""},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			text := conditional(test.parameters, test.conditions, test.names...)
			if diff := cmp.Diff(test.want, assumed(t, text, test.opts)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestVariantsHoldWhatTheyAssume(t *testing.T) {
	text := conditional("Stage: {Type: String, Default: dev}",
		"Prod: !Equals [!Ref Stage, prod]\nDev: !Equals [!Ref Stage, dev]", "Prod", "Dev")
	text += "  Probe: {Type: 'AWS::Lambda::Function', Properties: {FunctionName: !Sub 'f-${Stage}'}}\n"
	want := []string{
		"no [FDev Always Probe] f-dev <variable: parameter Stage>",
		"yes [FProd Always Probe] f-prod <variable: parameter Stage>",
		"no [Always Probe] f-(unknown) <variable: parameter Stage>",
	}
	definitions := parse(t, text, Options{})
	var got []string
	for _, definition := range definitions {
		var names []string
		for _, r := range definition.Resources {
			names = append(names, r.Address)
			if r.Conditional {
				t.Errorf("%s is conditional although its condition is decided", r.Address)
			}
		}
		if definition.Variants != len(definitions) {
			t.Errorf("the definition says that there are %d variants", definition.Variants)
		}
		choice, _ := find(definition, "Always").Get("Environment", "Variables", "A").Text()
		got = append(got, fmt.Sprintf("%s %v %s", choice, names, describe(find(definition, "Probe").Get("FunctionName"))))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A default is used only where what is assumed does not contradict it.
func TestDefaultsUnderAssumptions(t *testing.T) {
	tests := map[string]struct {
		parameters, conditions string
		want                   []string
	}{
		"an empty default": {
			parameters: "Cert: {Type: String, Default: ''}",
			conditions: "C: !Not [!Equals [!Ref Cert, '']]",
			want:       []string{"!C Cert= <variable: parameter Cert>", "C Cert=(unknown) <variable: parameter Cert>"},
		},
		"one allowed value is left": {
			parameters: "Cert: {Type: String, AllowedValues: [a, b]}",
			conditions: "C: !Equals [!Ref Cert, b]",
			want:       []string{"C Cert=b <variable: parameter Cert>", "!C Cert=a <variable: parameter Cert>"},
		},
		"two parameters of which one is not the default": {
			parameters: "Cert: {Type: String, Default: a}\nOther: {Type: String, Default: b}",
			conditions: "C: !Or [!Not [!Equals [!Ref Cert, a]], !Not [!Equals [!Ref Other, b]]]",
			want:       []string{"!C Cert=a <variable: parameter Cert>", "C Cert=(unknown) <variable: parameter Cert>"},
		},
		"a condition over something else": {
			parameters: "Cert: {Type: String, Default: a}\nOther: {Type: String, Default: b}",
			conditions: "C: !Equals [!Ref Other, b]\nD: !Equals [!Ref Cert, z]",
			want:       []string{"C Cert=a <variable: parameter Cert>", "!C Cert=a <variable: parameter Cert>"},
		},
		"a list": {
			parameters: "Cert: {Type: CommaDelimitedList, Default: ''}",
			conditions: "C: !Equals [!Join ['', !Ref Cert], '']",
			want:       []string{"C Cert=[] <variable: parameter Cert>", "!C Cert=(unknown) <variable: parameter Cert>"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			text := conditional(test.parameters, test.conditions, "C")
			text += "  Probe: {Type: 'AWS::Lambda::Function', Properties: {X: !Ref Cert}}\n"
			var got []string
			for i, words := range assumed(t, text, Options{}) {
				got = append(got, words+" Cert="+describe(find(parse(t, text, Options{})[i], "Probe").Get("X")))
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestVariantsAreBounded(t *testing.T) {
	var parameters, conditions strings.Builder
	var names []string
	for i := range 8 {
		fmt.Fprintf(&parameters, "P%d: {Type: String}\n", i)
		fmt.Fprintf(&conditions, "C%d: !Equals [!Ref P%d, x]\n", i, i)
		names = append(names, fmt.Sprintf("C%d", i))
	}
	text := conditional(parameters.String(), conditions.String(), names...)
	used := []string{"C7", "C5", "C3", "C2", "C1"} // more often than the others
	for _, name := range used {
		for i := range 4 {
			text += fmt.Sprintf("  G%s%d: {Type: 'AWS::Lambda::Function', Condition: %s}\n", name, i, name)
		}
	}
	text += "  Open: {Type: 'AWS::Lambda::Function', Properties: {A: !If [C4, a, b], B: !If [C4, c, c], C: !If [C7, d, e]}}\n"
	definitions := parse(t, text, Options{})
	if len(definitions) != source.DefaultLimits().Variants {
		t.Fatalf("%d variants, want %d", len(definitions), source.DefaultLimits().Variants)
	}
	first := definitions[0]
	if got, want := len(first.When), 5; got != want {
		t.Errorf("%d conditions are assumed, want %d: %v", got, want, first.When)
	}
	for _, name := range used {
		if !slices.Contains(first.When, "condition "+name+" is true") {
			t.Errorf("%s is used most and is not explored: %v", name, first.When)
		}
	}
	if open := find(first, "FC4"); open == nil || !open.Conditional {
		t.Error("a resource under a condition that is not explored must be there, and conditional")
	}
	probe := find(first, "Open")
	got := describe(probe.Get("A")) + " " + describe(probe.Get("B")) + " " + describe(probe.Get("C"))
	if want := "(unknown) <condition: condition C4> c d"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestVariantsShareWhatIsTheSame(t *testing.T) {
	text := conditional("Stage: {Type: String, Default: dev}", "Prod: !Equals [!Ref Stage, prod]", "Prod")
	text += "  Same: {Type: 'AWS::Lambda::Function', Properties: {FunctionName: f}}\n"
	definitions := parse(t, text, Options{})
	if find(definitions[0], "Same") != find(definitions[1], "Same") {
		t.Error("a resource that no condition touches was resolved twice")
	}
	if find(definitions[0], "Always") == find(definitions[1], "Always") {
		t.Error("a resource with a decided Fn::If is shared by variants that decide it differently")
	}
}

func TestConditionsThatCannotBeRead(t *testing.T) {
	for name, condition := range map[string]string{
		"undefined":       "C: !Condition Nobody",
		"one operand":     "C: !Equals [a]",
		"no list":         "C: !Not text",
		"an empty and":    "C: !And []",
		"two in a not":    "C: !Not [!Equals [a, b], !Equals [a, a]]",
		"a text":          "C: 'yes'",
		"nothing":         "C:",
		"a map of things": "C: {a: 1, b: 2}",
	} {
		t.Run(name, func(t *testing.T) {
			definitions := parse(t, conditional("P: {Type: String}", condition, "C"), Options{})
			if len(definitions) != 1 || !find(definitions[0], "FC").Conditional {
				t.Errorf("%d variants; the resource must be there once, and conditional", len(definitions))
			}
		})
	}
}
