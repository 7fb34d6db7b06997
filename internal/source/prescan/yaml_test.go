package prescan

import (
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/gatelint/gatelint/internal/source"
)

// stairs gives n mappings, each one column deeper than the one before.
func stairs(n int) string {
	var text strings.Builder
	for i := range n {
		text.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return text.String()
}

func yamlFile(text string) *source.File { return &source.File{Path: "x.yaml", Bytes: []byte(text)} }

func TestYAMLDepth(t *testing.T) {
	limits := source.DefaultLimits()
	for name, shape := range map[string]func(n int) string{
		"flow lists":            func(n int) string { return nest("[", "", "]", n) },
		"flow maps":             func(n int) string { return nest("{a: ", "1", "}", n) },
		"flow in a value":       func(n int) string { return "a: " + nest("[", "", "]", n-1) },
		"flow over lines":       func(n int) string { return "a:\n  " + nest("[\n", "", "]\n", n-1) },
		"flow behind a tag":     func(n int) string { return "a: !Foo &b " + nest("[", "", "]", n-1) },
		"tags in flow":          func(n int) string { return "a: " + nest("[!Foo ", "b", "]", n-1) },
		"sequences on one line": func(n int) string { return strings.Repeat("- ", n) + "a" },
		"keys on one line":      func(n int) string { return strings.Repeat("? ", n) + "a" },
		"mappings":              stairs,
		"sequences at the column of their key": func(n int) string {
			return "x:\n- " + strings.ReplaceAll(strings.TrimSuffix(stairs(n-2), "\n"), "\n", "\n  ") + " 1\n"
		},
		"second document": func(n int) string { return "a: {}\n--- # b\n" + stairs(n) },
		"not closed":      func(n int) string { return strings.Repeat("[", n) },
		"behind a block scalar": func(n int) string {
			return "a: |\n  [[[\nb: >-\n\n [[[\n\nc: " + nest("[", "", "]", n-1)
		},
		"behind an apostrophe in flow": func(n int) string { return "a: [it's, !Sub 'it''s']\nb: " + nest("[", "", "]", n-1) },
		"behind quotes":                func(n int) string { return "\"a\\\"[\": 'it''s ['\nb: \"[\n  [\"\nc: " + nest("[", "", "]", n-1) },
	} {
		t.Run(name, func(t *testing.T) {
			if err := YAML(yamlFile(shape(limits.Depth)), limits); err != nil {
				t.Errorf("%d levels: %v", limits.Depth, err)
			}
			for _, n := range []int{limits.Depth + 1, 2000} {
				wantLimit(t, YAML(yamlFile(shape(n)), limits), "250 levels")
			}
		})
	}
	wantLimit(t, YAML(yamlFile(strings.Repeat("[", 200_000)), limits), "250 levels")
	wantLimit(t, YAML(yamlFile(strings.Repeat("- ", 200_000)), limits), "250 levels")
}

func TestYAMLAcceptsWhatIsFlat(t *testing.T) {
	limits := source.DefaultLimits()
	const n = 2000
	for name, text := range map[string]string{
		"siblings":         strings.Repeat("a:\n  b:\n  - c: [1, {d: 2}]\n  -\n    - e\n", n),
		"block scalar":     "a: |\n" + strings.Repeat("  [[[{\n", n) + "b: 1\n",
		"folded in a list": "- >-\n" + strings.Repeat("  [{\n\n", n) + "- b\n",
		"indented scalar":  "a:\n  - b: |2\n" + strings.Repeat("        - - - [\n", n),
		"script":           "a: !Sub |\n" + strings.Repeat("    if [[ x ]]; then {\n", n),
		"double quoted":    `a: "` + strings.Repeat(`[\"`, n) + "\"\nb: [\"" + strings.Repeat("[", n) + "\"]\n",
		"single quoted":    "a: '" + strings.Repeat("[''", n) + "'\nb: ['" + strings.Repeat("[", n) + "']\n",
		"plain scalars":    strings.Repeat("a: b[[[ it's {\n", n),
		"comments":         strings.Repeat("# [[[\na: 1 # [[[\n", n),
		"comments in flow": "a: [\n" + strings.Repeat("  1, # [[[ '\n", n) + "]\n",
		"apostrophes":      "a: [" + strings.Repeat("it's, that's, ", n) + "1]\nb: [" + strings.Repeat("x, ", n) + "1]\n",
		"documents":        strings.Repeat("---\na:\n b:\n  c: [1]\n...\n", n),
		"CRLF":             strings.Repeat("a:\r\n  - b: [1]\r\n", n),
		"tagged":           strings.Repeat("a: !If [x, !Ref y, !Sub \"${z}[\"]\n", n),
		"not YAML":         strings.Repeat("}]{{ x }}\n\t%\"\n", n),
	} {
		if err := YAML(yamlFile(text), limits); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// FuzzYAML compares what the scanner finds with what the parser does: a
// document that the parser nests deeply must not pass.
func FuzzYAML(f *testing.F) {
	for _, seed := range []string{
		"a: [1, {b: !Ref c}]", "- - - a\n  - b", "? a\n: - b", "a: |\n  [[\nb: '[[['", "--- >\n [[\n--- [a]", "a:\n- b:\n  - c", "\"a\" : [\"b\" ]", "!x &y [*z]", "[a, 'b', \"c\\\"[\"] # [",
	} {
		f.Add([]byte(seed))
	}
	limits := source.Limits{Depth: 6}
	f.Fuzz(func(t *testing.T, text []byte) {
		var node yaml.Node
		if yaml.Unmarshal(text, &node) != nil {
			_ = YAML(&source.File{Bytes: text}, limits)
			return
		}
		// Where the scanner errs, it must not be by much.
		if YAML(&source.File{Bytes: text}, limits) == nil && depth(&node) > 3*limits.Depth {
			t.Errorf("%d levels passed", depth(&node))
		}
	})
}

// depth counts collections on the deepest way.
func depth(node *yaml.Node) int {
	deepest := 0
	for _, child := range node.Content {
		deepest = max(deepest, depth(child))
	}
	if node.Kind == yaml.MappingNode || node.Kind == yaml.SequenceNode {
		deepest++
	}
	return deepest
}
