package function

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

var update = flag.Bool("update", false, "ask terraform for the golden answers")

// consoleVersion is the version whose answers are golden.
const consoleVersion = "Terraform v1.11.4"

const (
	expressionsFile = "testdata/expressions.txt"
	goldenFile      = "testdata/console.json"
	signaturesFile  = "testdata/signatures.json"
	consoleDir      = "testdata/console"
)

// failed is the golden answer to an expression that cannot be evaluated.
const failed = "error"

// different are the expressions to which our answer differs from Terraform's,
// with what we answer and why.
var different = map[string]struct{ answer, why string }{
	`base64gzip("")`:                       {unknownAnswer, compressor},
	`base64gzip("hello")`:                  {unknownAnswer, compressor},
	`cidrsubnet("10.1.2.0/24", -1, 0)`:     {unknownAnswer, negative},
	`cidrsubnet("10.1.2.0/24", 2, -1)`:     {unknownAnswer, negative},
	`file("files")`:                        {unknownAnswer, noFile},
	`file("files/none.txt")`:               {unknownAnswer, noFile},
	`filemd5("files/none")`:                {unknownAnswer, noFile},
	`templatefile("files/none.tftpl", {})`: {unknownAnswer, noFile},
	`textencodebase64("a", "nonsense")`:    {unknownAnswer, encodingTable},
	`textdecodebase64("a", "nonsense")`:    {unknownAnswer, encodingTable},
}

const (
	unknownAnswer = "(known after apply)"

	compressor    = "the bytes depend on the version of the compressor"
	negative      = "terraform gives a network outside the prefix"
	noFile        = "a file that is not there may be made before terraform runs"
	encodingTable = "only the common character sets are known here"
)

// TestConsole compares our answers with those of "terraform console".
func TestConsole(t *testing.T) {
	expressions := readExpressions(t)
	golden := map[string]string{}
	if terraform := findTerraform(t); terraform != "" {
		golden = askConsole(t, terraform, expressions)
		if *update {
			writeJSON(t, goldenFile, golden)
		}
		stored := map[string]string{}
		readJSON(t, goldenFile, &stored)
		for _, expression := range expressions {
			if stored[expression] != golden[expression] {
				t.Errorf("%s: terraform says\n%s\nthe golden answer is\n%s", expression, golden[expression], stored[expression])
			}
		}
	} else {
		readJSON(t, goldenFile, &golden)
	}
	ctx := consoleContext(t)
	agreed := 0
	for _, expression := range expressions {
		want, ok := golden[expression]
		if !ok {
			t.Errorf("%s: no golden answer; run go test -run TestConsole -update where terraform is found", expression)
			continue
		}
		got := answer(expression, ctx)
		known, isDifferent := different[expression]
		switch {
		case isDifferent && got != known.answer:
			t.Errorf("%s: got\n%s\nwant the known difference (%s)\n%s", expression, got, known.why, known.answer)
		case isDifferent && got == want:
			t.Errorf("%s: agrees with terraform; it is no longer different", expression)
		case !isDifferent && got != want:
			t.Errorf("%s: got\n%s\nterraform says\n%s", expression, got, want)
		case !isDifferent:
			agreed++
		}
	}
	t.Logf("%d expressions: %d agree with %s, %d differ for a known reason", len(expressions), agreed, consoleVersion, len(different))
}

// TestTableIsComplete compares the table with the functions that terraform
// lists.
func TestTableIsComplete(t *testing.T) {
	if terraform := findTerraform(t); terraform != "" && *update {
		output, err := run(terraform, t.TempDir(), "", "metadata", "functions", "-json")
		if err != nil {
			t.Fatal(err)
		}
		type parameter struct {
			Name string `json:"name"`
		}
		var all struct {
			Signatures map[string]struct {
				Parameters []parameter `json:"parameters"`
				Variadic   *parameter  `json:"variadic_parameter"`
			} `json:"function_signatures"`
		}
		if err := json.Unmarshal([]byte(output), &all); err != nil {
			t.Fatal(err)
		}
		signatures := map[string][]string{}
		for name, signature := range all.Signatures {
			params := []string{}
			for _, p := range signature.Parameters {
				params = append(params, p.Name)
			}
			if signature.Variadic != nil {
				params = append(params, signature.Variadic.Name+"...")
			}
			signatures[name] = params
		}
		writeJSON(t, signaturesFile, signatures)
	}
	signatures := map[string][]string{}
	readJSON(t, signaturesFile, &signatures)
	table := Table(&Env{Symbols: symbol.NewTable(), Limits: source.DefaultLimits()})
	for name, want := range signatures {
		f, ok := table[name]
		if !ok {
			t.Errorf("%s is missing", name)
			continue
		}
		var got []string
		for _, p := range f.Params() {
			got = append(got, p.Name)
		}
		if rest := f.VarParam(); rest != nil {
			got = append(got, rest.Name+"...")
		}
		if len(got) != len(want) || strings.HasSuffix(strings.Join(got, ""), "...") != strings.HasSuffix(strings.Join(want, ""), "...") {
			t.Errorf("%s takes %q; terraform says %q", name, got, want)
		}
	}
	for name := range table {
		if _, ok := signatures[name]; !ok {
			t.Errorf("%s is not known to terraform", name)
		}
	}
}

func readExpressions(t *testing.T) []string {
	t.Helper()
	content, err := os.ReadFile(expressionsFile)
	if err != nil {
		t.Fatal(err)
	}
	var expressions []string
	for line := range strings.Lines(string(content)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			if slices.Contains(expressions, line) {
				t.Errorf("%s is there twice", line)
			}
			expressions = append(expressions, line)
		}
	}
	return expressions
}

// findTerraform gives the path of the terraform that answers are compared with,
// "" if it is not there.
func findTerraform(t *testing.T) string {
	t.Helper()
	found, err := exec.LookPath("terraform")
	if err != nil {
		return ""
	}
	version, err := run(found, t.TempDir(), "", "version")
	if err != nil || !strings.HasPrefix(version, consoleVersion+"\n") {
		return ""
	}
	return found
}

func run(program, dir, stdin string, args ...string) (string, error) {
	command := exec.Command(program, args...)
	command.Dir = dir
	command.Stdin = strings.NewReader(stdin)
	command.Env = append(os.Environ(), "CHECKPOINT_DISABLE=1", "TF_CLI_CONFIG_FILE="+os.DevNull)
	output, err := command.Output()
	if err != nil {
		if exit, ok := errors.AsType[*exec.ExitError](err); ok {
			return "", fmt.Errorf("%w: %s", err, exit.Stderr)
		}
	}
	return string(output), err
}

// askConsole evaluates expressions with "terraform console", which prints the
// last result only: a tuple of them all, first of whether they can be
// evaluated, then of those that can.
func askConsole(t *testing.T, terraform string, expressions []string) map[string]string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(consoleDir)); err != nil {
		t.Fatal(err)
	}
	ask := func(expressions []string, wrap func(string) string) []string {
		var answers []string
		for part := range slices.Chunk(expressions, 200) { // a line has at most 64 KiB
			var tuple strings.Builder
			for _, expression := range part {
				tuple.WriteString(`"@@", ` + wrap(expression) + ", ")
			}
			output, err := run(terraform, dir, "["+tuple.String()+"]\n", "console", "-no-color")
			if err != nil {
				t.Fatalf("%v\n%s", err, strings.Join(part, "\n"))
			}
			output = strings.TrimSuffix(strings.TrimPrefix(output, "[\n"), "]\n")
			for _, answer := range strings.Split(output, "  \"@@\",\n")[1:] {
				answers = append(answers, blank(strings.TrimSuffix(outdent(answer), ",\n")))
			}
		}
		return answers
	}
	answers := map[string]string{}
	var fine []string
	for i, ok := range ask(expressions, func(e string) string { return "can(" + e + ")" }) {
		if ok != "false" {
			fine = append(fine, expressions[i])
		} else {
			answers[expressions[i]] = failed
		}
	}
	for i, answer := range ask(fine, func(e string) string { return e }) {
		answers[fine[i]] = answer
	}
	return answers
}

// outdent takes two spaces from the beginning of each line.
func outdent(text string) string {
	return strings.TrimPrefix(strings.ReplaceAll(text, "\n  ", "\n"), "  ")
}

// blank takes the spaces from lines that hold nothing else: the console is not
// of one mind about them.
func blank(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.Trim(line, " ") == "" {
			lines[i] = ""
		}
	}
	return strings.Join(lines, "\n")
}

// consoleContext gives the locals of the console's directory, and our functions.
func consoleContext(t *testing.T) *hcl.EvalContext {
	t.Helper()
	ctx := &hcl.EvalContext{
		Functions: Table(consoleEnv()),
		Variables: map[string]cty.Value{"path": cty.ObjectVal(map[string]cty.Value{"module": cty.StringVal(".")})},
	}
	content, err := os.ReadFile(filepath.Join(consoleDir, "main.tf"))
	if err != nil {
		t.Fatal(err)
	}
	file, diags := hclsyntax.ParseConfig(content, "main.tf", hcl.InitialPos)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	locals := map[string]cty.Value{}
	for _, block := range file.Body.(*hclsyntax.Body).Blocks {
		for name, attribute := range block.Body.Attributes {
			v, diags := attribute.Expr.Value(ctx)
			if diags.HasErrors() {
				t.Fatal(diags)
			}
			locals[name] = v
		}
	}
	ctx.Variables["local"] = cty.ObjectVal(locals)
	return ctx
}

// consoleEnv reads from the console's directory.
func consoleEnv() *Env {
	files := os.DirFS(consoleDir)
	return &Env{
		Limits:  source.DefaultLimits(),
		Symbols: symbol.NewTable(),
		Read:    func(name string) ([]byte, error) { return fs.ReadFile(files, path.Clean(name)) },
		Exists: func(name string) (bool, error) {
			_, err := fs.Stat(files, path.Clean(name))
			return err == nil, nil
		},
		List: func(dir string) ([]string, error) {
			var found []string
			err := fs.WalkDir(files, path.Clean(dir), func(name string, entry fs.DirEntry, err error) error {
				if err == nil && entry.Type().IsRegular() {
					relative, _ := filepath.Rel(path.Clean(dir), name)
					found = append(found, filepath.ToSlash(relative))
				}
				return err
			})
			return found, err
		},
	}
}

// answer evaluates an expression and prints the result as the console does.
func answer(expression string, ctx *hcl.EvalContext) string {
	parsed, diags := hclsyntax.ParseExpression([]byte(expression), "", hcl.InitialPos)
	if diags.HasErrors() {
		return "cannot be parsed: " + diags.Error()
	}
	result, diags := parsed.Value(ctx)
	if diags.HasErrors() {
		return failed
	}
	return blank(show(result, ""))
}

func readJSON(t *testing.T, file string, into any) {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(content, into); err != nil {
		t.Fatal(err)
	}
}

func writeJSON(t *testing.T, file string, v any) {
	t.Helper()
	content, err := json.MarshalIndent(v, "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, append(content, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}
