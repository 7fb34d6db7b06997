package prescan

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/internal/source"
)

func TestJSON(t *testing.T) {
	limits := source.DefaultLimits()
	file := func(text string) *source.File { return &source.File{Path: "x.json", Bytes: []byte(text)} }
	for name, text := range map[string]string{
		"deep lists":        nest("[", "", "]", 250),
		"deep objects":      nest(`{"a":`, "1", "}", 250),
		"long":              "[" + strings.Repeat(`{"a": []},`, 5000) + "1]",
		"brackets in text":  `["` + strings.Repeat(`[{\"`, 5000) + `"]`,
		"backslashes":       `["\\", "` + strings.Repeat("[", 300) + `"]`,
		"not closed":        `["a`,
		"escape at the end": `["a\`,
		"too many closed":   strings.Repeat("]", 300) + nest("[", "", "]", 250),
		"empty":             "",
		"expressions":       `{"a": "${` + strings.Repeat("[", 300) + `}"}`,
	} {
		if err := JSON(file(text), limits); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, text := range map[string]string{
		"lists":      nest("[", "", "]", 251),
		"objects":    nest(`{"a":`, "1", "}", 251),
		"not closed": strings.Repeat("[", 200_000),
		"mixed":      strings.Repeat(`[{"a":`, 126),
	} {
		t.Run(name, func(t *testing.T) { wantLimit(t, JSON(file(text), limits), "250 levels") })
	}
}

func TestTerraformJSON(t *testing.T) {
	limits := source.DefaultLimits()
	file := func(text string) *source.File { return &source.File{Path: "x.tf.json", Bytes: []byte(text)} }
	for name, text := range map[string]string{
		"plain":    `{"a": "` + strings.Repeat("[", 5000) + `"}`,
		"template": `{"a": "${` + strings.ReplaceAll(nest("[", "", "]", 240), `"`, `\"`) + `}"}`,
		"many":     `{"a": [` + strings.Repeat(`"${x}", `, 5000) + `1]}`,
		"invalid":  `{"a": "\q${"}`,
	} {
		if err := TerraformJSON(file(text), limits); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, test := range map[string]struct{ text, reason string }{
		"brackets":   {"{\n" + `"a": "${` + strings.Repeat("[", 300) + `}"}`, "250 levels"},
		"escaped":    {"{\n" + `"a": "\u0024\u007b` + strings.Repeat(`\u005b`, 300) + `}"}`, "250 levels"},
		"nested":     {"{\n" + `"a": "` + strings.Repeat(`${\"`, 300) + `"}`, "250 levels"},
		"in a key":   {"{\n" + `"${` + strings.Repeat("[", 300) + `}": 1}`, "250 levels"},
		"operators":  {"{\n" + `"a": "${` + strings.Repeat("!", 1001) + `x}"}`, "1000 operators"},
		"directives": {"{\n" + `"a": "` + strings.Repeat("%{if x}", 300) + `"}`, "250 levels"},
		"structure":  {"{\n" + `"a":` + strings.Repeat("[", 300), "250 levels"},
	} {
		t.Run(name, func(t *testing.T) {
			err := TerraformJSON(file(test.text), limits)
			wantLimit(t, err, test.reason)
			var refused *source.ReadError
			if errors.As(err, &refused) && refused.At.Line != 2 {
				t.Errorf("line %d, want 2", refused.At.Line)
			}
		})
	}
}

// FuzzJSON compares the depth of valid documents with that of the decoder.
func FuzzJSON(f *testing.F) {
	for _, seed := range []string{`{"a": [1, {"b\"[": []}]}`, `[[[[[]]]]]`, `"\\"`, `[{"a": "]"}]`} {
		f.Add([]byte(seed))
	}
	limits := source.Limits{Depth: 3, Operators: 3}
	f.Fuzz(func(t *testing.T, text []byte) {
		file := &source.File{Path: "x", Bytes: text}
		err := JSON(file, limits)
		_ = TerraformJSON(file, limits)
		if deep := decodedDepth(text); deep >= 0 && (err != nil) != (deep > limits.Depth) {
			t.Errorf("depth %d: %v", deep, err)
		}
	})
}

// decodedDepth gives the depth of a valid document, -1 for any other.
func decodedDepth(text []byte) int {
	if !json.Valid(text) {
		return -1
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	depth, deepest := 0, 0
	for {
		token, err := decoder.Token()
		if err != nil {
			return deepest
		}
		switch token {
		case json.Delim('['), json.Delim('{'):
			depth++
			deepest = max(deepest, depth)
		case json.Delim(']'), json.Delim('}'):
			depth--
		}
	}
}

// A quote in a comment must not hide the brackets behind it from the count.
func TestJSONComments(t *testing.T) {
	limits := source.DefaultLimits()
	deep := strings.Repeat("[", limits.Depth+1)
	for text, refused := range map[string]bool{
		"// \"\n" + deep:              true,
		"/* \" */" + deep:             true,
		"// " + deep + "\n[]":         false,
		"/* " + deep + " */ []":       false,
		`{"url": "https://x"}` + deep: true,
		"/*" + deep:                   false,
	} {
		err := JSON(&source.File{Path: "x", Bytes: []byte(text)}, limits)
		if (err != nil) != refused {
			t.Errorf("%.20q: %v, want refused = %v", text, err, refused)
		}
	}
}
