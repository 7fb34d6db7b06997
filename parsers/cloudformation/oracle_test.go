package cloudformation

import (
	"encoding/json"
	"fmt"
	"testing"

	oracles "github.com/awslabs/goformation/v7/intrinsics"
	"github.com/google/go-cmp/cmp"

	"github.com/gatelint/gatelint/internal/value"
)

// oracleFrame holds only what goformation can know, too: literals and
// parameters with defaults.
const oracleFrame = `
Parameters:
  Stage: {Type: String, Default: dev}
  Cert: {Type: String, Default: ""}
  Count: {Type: Number, Default: 3}
Mappings:
  Stages:
    dev: {host: a.example.com, zones: [x, "y"]}
    prod: {host: b.example.com}
Conditions:
  Dev: !Equals [!Ref Stage, dev]
  Prod: !Not [!Equals [!Ref Stage, dev]]
  Both: !And [!Equals [a, a], !Equals [b, b]]
  Either: !Or [!Equals [a, b], !Equals [c, c]]
  Literal: !Equals [a, b]
Resources:
  Probe:
    Type: Probe
    Properties:
      P: `

// The differential oracle: goformation's functions and ours agree where all is
// known. Where they do not, the difference is listed with what each answers.
func TestOracle(t *testing.T) {
	same := []string{
		"text", "!Ref Stage", "!Sub 'a-${Stage}'", "!Sub ['${A}-x', {A: b}]",
		"!Join ['-', [a, b, c]]", "!Join ['', [!Ref Stage, x]]",
		"!Split ['/', a/b]", "!Select [1, [a, b]]",
		"!FindInMap [Stages, prod, host]", "!FindInMap [Stages, !Ref Stage, host]", "!FindInMap [Stages, dev, zones]",
		"!Base64 abc", "{'Fn::Base64': !Sub 'x${Stage}'}",
		"!If [Both, a, b]", "!If [Either, a, b]", "!If [Literal, a, b]", "!If [Literal, a, !If [Both, c, d]]",
		"{k: !If [Both, [a], b], l: [!Ref Stage]}", "[!Ref Stage, !Sub '${Stage}']", "!Sub '${Stage}${Stage}'", "!Join ['', []]",
		"'{{notresolved}}'", "!Sub '$ {Stage} $'", "!Join [!Ref Stage, [a, b]]",
	}
	for _, expression := range same {
		t.Run(expression, func(t *testing.T) {
			if diff := cmp.Diff(oracle(t, expression), plain(ours(t, expression))); diff != "" {
				t.Errorf("(-goformation +gatelint)\n%s", diff)
			}
		})
	}
	different := []struct {
		expression string
		theirs     string // as JSON
		ours       string
		why        string
	}{
		{"!Sub '${!Stage}'", `"${!Stage}"`, "${Stage}", "the exclamation mark has to go"},
		{"!Sub '${Nobody.Arn}/x'", `"/x"`, "(unknown)/x <invalid: Nobody, which the template does not declare>", "the unknown is no empty text"},
		{"!Sub 'arn/${Probe.Arn}'", `"arn/"`, "arn/${Probe.arn}", "a reference is no empty text"},
		{"!Join ['', [a, !Ref Probe]]", `"a"`, "a${Probe.id}", "a reference is kept"},
		{"!Ref AWS::Region", `"us-east-1"`, "${region}", "nobody said which region"},
		{"[!Ref AWS::NoValue, a]", `[null,"a"]`, "[a]", "the item is taken away"},
		{"!If [Dev, a, b]", `"a"`, "(unknown) <condition: condition Dev>", "a default does not decide a condition"},
		{"!Ref Count", `3`, "number 3 <variable: parameter Count>", "a default is said to be one"},
		{"!Sub '${Count}'", `"${Count}"`, "3 <variable: parameter Count>", "a number is put into the text as well"},
		{"!Sub ['${A}-${Stage}', {A: b}]", `"b-${Stage}"`, "b-dev <variable: parameter Stage>", "parameters may stand beside the function's own variables"},
		{"!Join [',', !Split ['.', a.b]]", `","`, "a,b", "functions may stand in the place of lists"},
		{"!Select [0, !Split ['-', a-b]]", `null`, "a", "functions may stand in the place of lists"},
		{"!Sub ['${A}', {A: !Ref Cert}]", `""`, " <variable: parameter Cert>", "an empty default is known"},
		{"{'Fn::Length': [a]}", `{"Fn::Length":["a"]}`, "number 1", "language extensions are not known to it"},
		{"!Select [5, [a]]", `null`, "(unknown) <invalid: Fn::Select>", "the reason is given"},
		{"!ImportValue x", `null`, "(unknown) <import: export x>", "the reason is given"},
		{"!GetAtt Probe.Arn", `null`, "${Probe.arn}", "a reference is kept"},
		{"!Sub []", `""`, "(unknown) <invalid: Fn::Sub>", "malformed"},
		{"!Split ['.']", `panic`, "(unknown) <invalid: Fn::Split>", "malformed"},
		{"!Select [-1, [a]]", `panic`, "(unknown) <invalid: Fn::Select>", "malformed"},
		{"!FindInMap [a, b]", `panic`, "(unknown) <invalid: Fn::FindInMap>", "malformed"},
	}
	for _, test := range different {
		t.Run("different "+test.expression, func(t *testing.T) {
			theirs := "panic"
			func() {
				defer func() { _ = recover() }()
				answer, err := json.Marshal(oracle(t, test.expression))
				if err == nil {
					theirs = string(answer)
				}
			}()
			if theirs != test.theirs {
				t.Errorf("goformation now answers %s; the list says %s", theirs, test.theirs)
			}
			if got := describe(ours(t, test.expression)); got != test.ours {
				t.Errorf("got %s, want %s, because %s", got, test.ours, test.why)
			}
		})
	}
}

// oracle gives goformation's answer. It panics where goformation does.
func oracle(t *testing.T, expression string) any {
	t.Helper()
	answer, err := oracles.ProcessYAML([]byte(oracleFrame+expression+"\n"), &oracles.ProcessorOptions{EvaluateConditions: true})
	if err != nil {
		t.Fatal(err)
	}
	var template map[string]any
	if err := json.Unmarshal(answer, &template); err != nil {
		t.Fatal(err)
	}
	at := template
	for _, key := range []string{"Resources", "Probe", "Properties"} {
		at, _ = at[key].(map[string]any)
	}
	return at["P"]
}

func ours(t *testing.T, expression string) value.Value {
	t.Helper()
	return find(parse(t, oracleFrame+expression+"\n", Options{})[0], "Probe").Get("P")
}

// plain gives a value as JSON decodes it.
func plain(v value.Value) any {
	if !v.IsKnown() {
		return fmt.Sprintf("unknown: %s", describe(v))
	}
	switch v.Kind() {
	case value.List:
		items := []any{}
		for _, item := range v.Items() {
			items = append(items, plain(item))
		}
		return items
	case value.Map:
		object := map[string]any{}
		for _, entry := range v.Entries() {
			object[entry.Key] = plain(entry.Value)
		}
		return object
	case value.Text, value.Number, value.Bool:
	}
	text, _ := v.Text()
	return text
}
