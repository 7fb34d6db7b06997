package tree

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gatelint/gatelint/internal/source"
)

// cuts gives, for every key and value of a document, the stretch of the source
// that its range covers.
func cuts(t *testing.T, path, text string) []string {
	t.Helper()
	file, err := source.NewFile(path, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	document, problem := Parse(file, source.DefaultLimits())
	if problem != nil {
		t.Fatalf("%s: %s", problem.At, problem.Message)
	}
	cut := func(at source.Range) string {
		return string(file.Bytes[file.Offset(at.Start):file.Offset(at.End)])
	}
	var found []string
	var walk func(path string, n *Node)
	walk = func(path string, n *Node) {
		found = append(found, fmt.Sprintf("%s %s %q", path, kindNames[n.Kind], cut(n.At)))
		for i, item := range n.Items {
			walk(fmt.Sprintf("%s.%d", path, i), item)
		}
		for _, entry := range n.Entries {
			found = append(found, fmt.Sprintf("%s.%s key %q", path, entry.Key, cut(entry.KeyAt)))
			walk(path+"."+entry.Key, entry.Value)
		}
	}
	walk("", document.Root)
	return found
}

var kindNames = map[Kind]string{
	Null: "null", Text: "text", Number: "number", Bool: "bool",
	Sequence: "sequence", Mapping: "mapping", Tagged: "tagged", Opaque: "opaque",
}

func TestRanges(t *testing.T) {
	tests := map[string]struct {
		path, text string
		want       []string
	}{
		"plain, quoted and empty scalars": {
			path: "a.yaml",
			text: "a: one\n'b ': \"two \\\" 2\"\nc: 'it''s'\nd:\ne: ~\n",
			want: []string{
				` mapping "a: one\n'b ': \"two \\\" 2\"\nc: 'it''s'\nd:\ne: ~"`,
				`.a key "a"`, `.a text "one"`,
				`.b  key "'b '"`, `.b  text "\"two \\\" 2\""`,
				`.c key "c"`, `.c text "'it''s'"`,
				`.d key "d"`, `.d null ""`,
				`.e key "e"`, `.e null "~"`,
			},
		},
		"scalars of several lines": {
			path: "a.yaml",
			text: "a: one\n  two\n\n  three # no\nb: |  # head\n  x: # yes\n\n    y\n\nc: >-\n  f\n  g\n\nd: \"p\n  q\"\n",
			want: []string{
				` mapping "a: one\n  two\n\n  three # no\nb: |  # head\n  x: # yes\n\n    y\n\nc: >-\n  f\n  g\n\nd: \"p\n  q\""`,
				`.a key "a"`, `.a text "one\n  two\n\n  three"`,
				`.b key "b"`, `.b text "|  # head\n  x: # yes\n\n    y"`,
				`.c key "c"`, `.c text ">-\n  f\n  g"`,
				`.d key "d"`, `.d text "\"p\n  q\""`,
			},
		},
		"tags": {
			path: "a.yaml",
			text: "a: !Sub 'x'\nb: !If [C, !Ref y, {k: !GetAtt z.w}]\nc: !Sub\n  - t\n  - v: 1\nd: !Ref\n",
			want: []string{
				` mapping "a: !Sub 'x'\nb: !If [C, !Ref y, {k: !GetAtt z.w}]\nc: !Sub\n  - t\n  - v: 1\nd: !Ref"`,
				`.a key "a"`, `.a tagged "!Sub 'x'"`, `.a.0 text "'x'"`,
				`.b key "b"`, `.b tagged "!If [C, !Ref y, {k: !GetAtt z.w}]"`, `.b.0 sequence "[C, !Ref y, {k: !GetAtt z.w}]"`,
				`.b.0.0 text "C"`, `.b.0.1 tagged "!Ref y"`, `.b.0.1.0 text "y"`,
				`.b.0.2 mapping "{k: !GetAtt z.w}"`, `.b.0.2.k key "k"`, `.b.0.2.k tagged "!GetAtt z.w"`, `.b.0.2.k.0 text "z.w"`,
				`.c key "c"`, `.c tagged "!Sub\n  - t\n  - v: 1"`, `.c.0 sequence "- t\n  - v: 1"`,
				`.c.0.0 text "t"`, `.c.0.1 mapping "v: 1"`, `.c.0.1.v key "v"`, `.c.0.1.v number "1"`,
				`.d key "d"`, `.d tagged "!Ref"`, `.d.0 null ""`,
			},
		},
		"aliases stand where their anchors are": {
			path: "a.yaml",
			text: "a: &x {k: [1, 2]}\nb: *x\nc:\n  <<: *x\n  l: 3\n",
			want: []string{
				` mapping "a: &x {k: [1, 2]}\nb: *x\nc:\n  <<: *x\n  l: 3"`,
				`.a key "a"`, `.a mapping "{k: [1, 2]}"`, `.a.k key "k"`, `.a.k sequence "[1, 2]"`, `.a.k.0 number "1"`, `.a.k.1 number "2"`,
				`.b key "b"`, `.b mapping "{k: [1, 2]}"`, `.b.k key "k"`, `.b.k sequence "[1, 2]"`, `.b.k.0 number "1"`, `.b.k.1 number "2"`,
				`.c key "c"`, `.c mapping "<<: *x\n  l: 3"`, `.c.l key "l"`, `.c.l number "3"`,
				`.c.k key "k"`, `.c.k sequence "[1, 2]"`, `.c.k.0 number "1"`, `.c.k.1 number "2"`,
			},
		},
		"flow collections with comments and gaps": {
			path: "a.yaml",
			text: "a: [ 1, # ]\n  { } , ]\nb: {x, y: }\n",
			want: []string{
				` mapping "a: [ 1, # ]\n  { } , ]\nb: {x, y: }"`,
				`.a key "a"`, `.a sequence "[ 1, # ]\n  { } , ]"`, `.a.0 number "1"`, `.a.1 mapping "{ }"`,
				`.b key "b"`, `.b mapping "{x, y: }"`, `.b.x key "x"`, `.b.x null ""`, `.b.y key "y"`, `.b.y null ""`,
			},
		},
		"line ends that only YAML knows": {
			path: "a.yaml",
			text: "a: \"x\u2028y\"\u0085b: ü ß\r\nc: d\r\n",
			want: []string{
				" mapping \"a: \\\"x\\u2028y\\\"\\u0085b: ü ß\\r\\nc: d\"",
				`.a key "a"`, ".a text \"\\\"x\\u2028y\\\"\"",
				`.b key "b"`, `.b text "ü ß"`,
				`.c key "c"`, `.c text "d"`,
			},
		},
		"JSON": {
			path: "a.json",
			text: "{\"a\": [1, true, null, \"\\ud83d\\ude00 \\/\"],\n \"b\" : {\"c\": \"é\"} }",
			want: []string{
				` mapping "{\"a\": [1, true, null, \"\\ud83d\\ude00 \\/\"],\n \"b\" : {\"c\": \"é\"} }"`,
				`.a key "\"a\""`, `.a sequence "[1, true, null, \"\\ud83d\\ude00 \\/\"]"`,
				`.a.0 number "1"`, `.a.1 bool "true"`, `.a.2 null "null"`, `.a.3 text "\"\\ud83d\\ude00 \\/\""`,
				`.b key "\"b\""`, `.b mapping "{\"c\": \"é\"}"`, `.b.c key "\"c\""`, `.b.c text "\"é\""`,
			},
		},
		"a flow mapping is YAML, whatever the name": {
			path: "a.template",
			text: "{a: b}\n",
			want: []string{` mapping "{a: b}"`, `.a key "a"`, `.a text "b"`},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, cuts(t, test.path, test.text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPositionsCountCodePoints(t *testing.T) {
	file := &source.File{Path: "a.yaml", Bytes: []byte("ä: {ö: 'ü€😀', z: 1}\n")}
	document, _ := Parse(file, source.DefaultLimits())
	inner := document.Root.Get("ä")
	if got, want := inner.Get("ö").At, (source.Range{File: "a.yaml", Start: source.Position{Line: 1, Column: 8}, End: source.Position{Line: 1, Column: 13}}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := inner.Get("z").At.Start.Column; got != 18 {
		t.Errorf("the value behind stands at column %d, want 18", got)
	}
}

func TestScalars(t *testing.T) {
	tests := []struct {
		text, want string
		kind       Kind
	}{
		{"128", "128", Number},
		{"'128'", "128", Text},
		{"1.0", "1.0", Number},
		{"-3", "-3", Number},
		{"1e3", "1e3", Number},
		{"012345678901", "012345678901", Text},
		{"0x1F", "0x1F", Text},
		{"1:30", "1:30", Text},
		{"2012-10-17", "2012-10-17", Text},
		{"yes", "true", Bool},
		{"Off", "false", Bool},
		{"TRUE", "true", Bool},
		{"\"true\"", "true", Text},
		{"!!str 12", "12", Text},
		{"~", "", Null},
		{"''", "", Text},
		{".5", ".5", Text},
	}
	for _, test := range tests {
		document, problem := Parse(&source.File{Path: "a.yaml", Bytes: []byte("k: " + test.text)}, source.DefaultLimits())
		if problem != nil {
			t.Fatalf("%s: %s", test.text, problem.Message)
		}
		if got := document.Root.Get("k"); got.Kind != test.kind || got.Text != test.want {
			t.Errorf("%s: got %s %q, want %s %q", test.text, kindNames[got.Kind], got.Text, kindNames[test.kind], test.want)
		}
	}
}

func TestTheLastOfSeveralKeysCounts(t *testing.T) {
	for path, text := range map[string]string{
		"a.yaml": "a: 1\nb: 2\na: 3\n",
		"a.json": `{"a": 1, "b": 2, "a": 3}`,
	} {
		document, problem := Parse(&source.File{Path: path, Bytes: []byte(text)}, source.DefaultLimits())
		if problem != nil {
			t.Fatal(problem.Message)
		}
		if got := document.Root.Get("a").Text; got != "3" || len(document.Root.Entries) != 2 {
			t.Errorf("%s: got %s among %d keys, want 3 among 2", path, got, len(document.Root.Entries))
		}
		if got := document.Duplicates; len(got) != 1 || got[0].Start != document.Root.At.Start && path == "a.yaml" {
			t.Errorf("%s: got duplicates at %v, want the first a", path, got)
		}
	}
}

func TestKeysOfLargeMappings(t *testing.T) {
	var text strings.Builder
	for i := range 40 {
		fmt.Fprintf(&text, "k%d: %d\n", i, i)
	}
	text.WriteString("k7: again\nk39: again\n")
	document, _ := Parse(&source.File{Path: "a.yaml", Bytes: []byte(text.String())}, source.DefaultLimits())
	if got := len(document.Root.Entries); got != 40 {
		t.Errorf("got %d keys, want 40", got)
	}
	if got := document.Root.Get("k7").Text; got != "again" {
		t.Errorf("k7 is %q, want the last one", got)
	}
}

func TestMerge(t *testing.T) {
	text := "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  z: 3\n  <<: [*a, *b]\n"
	document, problem := Parse(&source.File{Path: "a.yaml", Bytes: []byte(text)}, source.DefaultLimits())
	if problem != nil {
		t.Fatal(problem.Message)
	}
	c := document.Root.Get("c")
	for key, want := range map[string]string{"x": "1", "y": "1", "z": "3"} {
		if got := c.Get(key); got == nil || got.Text != want {
			t.Errorf("%s: got %+v, want %s", key, got, want)
		}
	}
}

func TestRefused(t *testing.T) {
	deep := strings.Repeat("[", 251) + strings.Repeat("]", 251)
	tests := map[string]struct {
		path, text string
		kind       source.ProblemKind
		line       int
		message    string
	}{
		"nothing":              {"a.yaml", "", source.Unreadable, 0, "there is nothing in it"},
		"only a comment":       {"a.yaml", "# nothing\n", source.Unreadable, 0, "there is nothing in it"},
		"broken YAML":          {"a.yaml", "a: b\nc: @d\n", source.Unreadable, 2, "cannot start any token"},
		"unknown anchor":       {"a.yaml", "a: *b\n", source.Unreadable, 1, "unknown anchor"},
		"two documents":        {"a.yaml", "a: b\n---\nc: d\n", source.Unsupported, 2, "second document"},
		"broken JSON":          {"a.json", "{\n  \"a\" 1}", source.Unreadable, 2, "after object name"},
		"broken either way":    {"a.template", "{\n  \"a\" : [}", source.Unreadable, 2, "JSON"},
		"a key that is a map":  {"a.yaml", "a: {{ b }}\n", source.Unsupported, 1, "a placeholder"},
		"an alias of itself":   {"a.yaml", "a: 1\nb: &x [*x]\n", source.Unreadable, 2, "contains itself"},
		"a merge of a scalar":  {"a.yaml", "a:\n  <<: text\n", source.Unsupported, 2, "<<"},
		"deep YAML":            {"a.yaml", "a:\n " + deep, source.Limit, 2, "250 levels"},
		"deep JSON":            {"a.json", deep, source.Limit, 1, "250 levels"},
		"deep through aliases": {"a.yaml", chain(300), source.Limit, 250, "250 levels"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, problem := Parse(&source.File{Path: test.path, Bytes: []byte(test.text)}, source.DefaultLimits())
			if problem == nil {
				t.Fatal("it was read")
			}
			if problem.Kind != test.kind || problem.At.Start.Line != test.line || problem.At.File != test.path || !strings.Contains(problem.Message, test.message) {
				t.Errorf("got %s at %s: %s", problem.Kind, problem.At, problem.Message)
			}
		})
	}
}

// chain gives a document in which each line holds an alias of the one before.
func chain(length int) string {
	var text strings.Builder
	text.WriteString("a0: &a0 [0]\n")
	for i := range length {
		fmt.Fprintf(&text, "a%d: &a%d [*a%d]\n", i+1, i+1, i)
	}
	return text.String()
}

// bomb gives a document of levels in which each holds nine aliases of the one
// before.
func bomb(levels int, link func(level int) string) string {
	var text strings.Builder
	text.WriteString("a0: &a0 {k: v}\n")
	for i := 1; i <= levels; i++ {
		fmt.Fprintf(&text, "a%d: &a%d %s\n", i, i, link(i-1))
	}
	return text.String()
}

func TestAliasBombs(t *testing.T) {
	nine := func(form string) func(int) string {
		return func(level int) string {
			parts := make([]string, 9)
			for i := range parts {
				parts[i] = fmt.Sprintf(form, i, level)
			}
			return strings.Join(parts, ", ")
		}
	}
	shapes := map[string]func(int) string{
		"lists": func(level int) string { return "[" + nine("*a%[2]d")(level) + "]" },
		"maps":  func(level int) string { return "{" + nine("k%d: *a%d ")(level) + "}" },
		"merge": func(level int) string { return "{" + nine("k%d: {<<: *a%d }")(level) + "}" },
	}
	for name, shape := range shapes {
		for levels := 5; levels <= 20; levels++ {
			text := bomb(levels, shape)
			_, problem := Parse(&source.File{Path: "a.yaml", Bytes: []byte(text)}, source.DefaultLimits())
			if levels == 5 && name == "lists" {
				continue // some 75,000 values are allowed
			}
			if problem == nil || problem.Kind != source.Limit || problem.At.Start.Line == 0 {
				t.Errorf("%s of %d levels: got %+v, want a limit with its line", name, levels, problem)
			}
		}
	}
}

func TestQuotesInCommentsHideNoBrackets(t *testing.T) {
	for _, comment := range []string{"// it's \" here\n", "/* \" */"} {
		text := comment + strings.Repeat("[", 300) + strings.Repeat("]", 300)
		_, problem := JSON(&source.File{Path: "a.json", Bytes: []byte(text)}, source.DefaultLimits())
		if problem == nil || problem.Kind != source.Limit {
			t.Errorf("behind %q: got %+v, want a limit", comment, problem)
		}
	}
}

func TestSpread(t *testing.T) {
	tests := map[string]struct{ path, text, find, want string }{
		"literal block":  {"a.yaml", "k: |\n    {\"a\":\n      \"b c\"}\n", `"b c"`, `"b c"`},
		"folded block":   {"a.yaml", "k: >\n  {\"a\":\n  \"b\"}\n", `"b"`, `"b"`},
		"plain":          {"a.yaml", "k: ab cd\n  ef\n", `cd ef`, "cd\n  ef"},
		"single quotes":  {"a.yaml", "k: 'it''s {x}'\n", `{x}`, `{x}`},
		"double quotes":  {"a.yaml", `k: "{\"a\": \"b\\n\"}"`, `"b\n"`, `\"b\\n\"`},
		"escapes":        {"a.yaml", `k: "\x41\u00e4\U0001F600 {x}"`, `{x}`, `{x}`},
		"a pair in JSON": {"a.json", `{"k": "\ud83d\ude00 {\"x\"}"}`, `{"x"}`, `{\"x\"}`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			file := &source.File{Path: test.path, Bytes: []byte(test.text)}
			document, problem := Parse(file, source.DefaultLimits())
			if problem != nil {
				t.Fatal(problem.Message)
			}
			node := document.Root.Get("k")
			start := strings.Index(node.Text, test.find)
			if start < 0 {
				t.Fatalf("%q is not in %q", test.find, node.Text)
			}
			at := document.Spread(node).Range(start, start+len(test.find))
			if got := test.text[file.Offset(at.Start):file.Offset(at.End)]; got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// FuzzYAML and FuzzJSON look for input that ends the process, and for ranges
// that lie outside the file or run backwards.
func FuzzYAML(f *testing.F) {
	for _, seed := range []string{
		"a: !Sub 'x'\nb: [1, {c: |\n  d\n}]", "a: &x {k: v}\nb: {<<: *x}\n", "? a\n: b\n", "- - - a\n", "a: >2-\n   x\n", "!If [a, b]", "\"\\u",
		"a: 'b\n\n  c'\n", "%YAML 1.1\n---\na: b\n...\n", "a: b\u0085c: d", "{? [a]: b}", "a: !\n", "a: &b\n", "!!binary a", "a: !<x> y", "&0: ",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) { check(t, "a.yaml", text) })
}

func FuzzJSON(f *testing.F) {
	for _, seed := range []string{`{"a": [1, "b", null, true]}`, `{"a": 1, "a": 2,}`, `// c` + "\n[1]", `"\ud83d\ude00"`, `{"a": "\/"}`, `[/* " */ [`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) { check(t, "a.json", text) })
}

func check(t *testing.T, path, text string) {
	t.Helper()
	file, err := source.NewFile(path, []byte(text))
	if err != nil {
		return
	}
	document, problem := Parse(file, source.DefaultLimits())
	if document == nil {
		if problem == nil {
			t.Fatal("neither a document nor a problem")
		}
		return
	}
	end := file.Position(len(file.Bytes))
	sound := func(at source.Range) {
		if at.End.Before(at.Start) || end.Before(at.End) || at.Start.Line < 1 {
			t.Errorf("the range %v-%v is not in the file", at.Start, at.End)
		}
	}
	document.Root.Walk(func(n *Node) bool {
		sound(n.At)
		for _, entry := range n.Entries {
			sound(entry.KeyAt)
		}
		return true
	})
}
