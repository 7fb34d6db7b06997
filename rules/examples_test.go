package rules_test

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/lint"
	"github.com/gatelint/gatelint/rules"
)

// exampleCase is one definition of a rule's examples.txtar: the files of one
// folder. Its path begins with bad, good or unknown and ends with the dialect;
// what stands between names a variation. Files under common/DIALECT belong to
// all cases of the dialect.
type exampleCase struct {
	rule  *rules.Rule
	name  string
	files map[string]string
	// want holds "file:line ID", where the column is given "file:line:column ID".
	want []string
}

// dialects are those in which each rule has a bad, a good and an unknown
// example.
var dialects = []string{"terraform", "cloudformation"}

// furtherDialects are those in which each rule has them, too, unless
// inexpressible has a reason why not.
var furtherDialects = []string{"tfjson", "sam", "openapi", "plan"}

// unplanned is why a rule has no example of a plan.
const unplanned = "no plan has been made yet; a plan goes the same way to the model for all rules, and the others show it"

// inexpressible says, by rule and dialect, why there is no example: mostly that
// the fault cannot be written.
var inexpressible = map[string]string{
	"CDN001 openapi":        "a document has no distributions",
	"CDN002 openapi":        "a document has no distributions",
	"CDN003 openapi":        "a document has no distributions",
	"CDN010 openapi":        "a document has no distributions",
	"CDN016 openapi":        "a document has no distributions",
	"CDN017 openapi":        "a document has no distributions",
	"CRT002 openapi":        "a document has no certificates",
	"CRT003 openapi":        "a document has no certificates",
	"CDN001 plan":           unplanned,
	"CDN002 plan":           unplanned,
	"CDN003 plan":           unplanned,
	"CDN010 plan":           unplanned,
	"CDN016 plan":           unplanned,
	"CDN017 plan":           unplanned,
	"CRT002 plan":           unplanned,
	"CRT003 plan":           unplanned,
	"DEP008 plan":           unplanned,
	"NET009 plan":           unplanned,
	"PRM007 plan":           unplanned,
	"POL018 plan":           unplanned,
	"POL022 plan":           unplanned,
	"DEP001 openapi":        "a document has routes, and no deployments",
	"DEP002 cloudformation": "a template does not tell which changes come with a new deployment",
	"DEP002 openapi":        "a document has routes, and no deployments",
	"DEP002 sam":            "a template does not tell which changes come with a new deployment",
	"DEP005 openapi":        "a document has routes, and no stages",
	"VPL010 cloudformation": "a template does not tell which changes come with a new deployment",
	"VPL010 openapi":        "a document has routes, and no deployments",
	"VPL010 sam":            "a template does not tell which changes come with a new deployment",
	"DEP007 openapi":        "a document has routes, and limits stand at stages",
	"DNS001 openapi":        "a document has no DNS records",
	"INT017 openapi":        "what the import makes of a missing version is not known",
	"NET009 openapi":        "a document has no VPC endpoints",
}

func (c *exampleCase) kind() string    { return strings.SplitN(c.name, "/", 2)[0] }
func (c *exampleCase) dialect() string { return path.Base(c.name) }

// own reports whether a finding is of the rule that the case is an example of.
func (c *exampleCase) own(f rules.Finding) bool { return f.Rule == c.rule }

var marker = regexp.MustCompile(`# finding: ([A-Z]{3}\d{3}(?:, [A-Z]{3}\d{3})*)$`)

// examples reads the cases of all rules.
func examples(t testing.TB) []*exampleCase {
	t.Helper()
	var cases []*exampleCase
	for _, rule := range rules.WithPolicy() {
		archive, err := txtar.ParseFile(filepath.Join("../policies", rule.Path, "examples.txtar"))
		if err != nil {
			t.Fatal(err)
		}
		cases = append(cases, casesOf(rule, archive)...)
	}
	return cases
}

func casesOf(rule *rules.Rule, archive *txtar.Archive) []*exampleCase {
	byName := map[string]*exampleCase{}
	common := map[string]map[string]string{}
	for _, file := range archive.Files {
		folder, name := path.Split(file.Name)
		folder = path.Clean(folder)
		if dialect, ok := strings.CutPrefix(folder, "common/"); ok {
			if common[dialect] == nil {
				common[dialect] = map[string]string{}
			}
			common[dialect][name] = string(file.Data)
			continue
		}
		c := byName[folder]
		if c == nil {
			c = &exampleCase{rule: rule, name: folder, files: map[string]string{}}
			byName[folder] = c
		}
		if name == "want.txt" {
			c.want = append(c.want, strings.Split(strings.TrimSpace(string(file.Data)), "\n")...)
			continue
		}
		c.files[name] = string(file.Data)
		c.want = append(c.want, marked(name, string(file.Data))...)
	}
	cases := slices.SortedFunc(maps.Values(byName), func(a, b *exampleCase) int { return cmp.Compare(a.name, b.name) })
	for _, c := range cases {
		maps.Copy(c.files, common[c.dialect()])
	}
	return cases
}

// marked gives what the comments of a file expect.
func marked(name, text string) []string {
	var want []string
	for i, line := range strings.Split(text, "\n") {
		if match := marker.FindStringSubmatch(line); match != nil {
			for id := range strings.SplitSeq(match[1], ", ") {
				want = append(want, fmt.Sprintf("%s:%d %s", name, i+1, id))
			}
		}
	}
	return want
}

// run lints the files of a case.
func run(t testing.TB, files map[string]string, options lint.Options) *lint.Result {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o700), os.WriteFile(file, []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	root, err := source.Open(dir, source.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	result, err := lint.Run(t.Context(), root, []string{"."}, options)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// found gives findings as exampleCase.want has them.
func found(findings []rules.Finding, want []string) []string {
	list := make([]string, 0, len(findings))
	for _, f := range findings {
		exact := fmt.Sprintf("%s:%d:%d %s", f.At.File, f.At.Start.Line, f.At.Start.Column, f.Rule.ID)
		if !slices.Contains(want, exact) {
			exact = fmt.Sprintf("%s:%d %s", f.At.File, f.At.Start.Line, f.Rule.ID)
		}
		list = append(list, exact)
	}
	slices.Sort(list)
	return list
}

// The examples in the documentation are what the rules find, by themselves and
// together with all other rules.
func TestExamples(t *testing.T) {
	kinds := map[*rules.Rule]map[string]bool{}
	for _, c := range examples(t) {
		if kinds[c.rule] == nil {
			kinds[c.rule] = map[string]bool{}
		}
		kinds[c.rule][c.kind()+" "+c.dialect()] = true
		t.Run(c.rule.ID+"/"+c.name, func(t *testing.T) {
			if c.kind() != "bad" && len(c.want) > 0 {
				t.Fatalf("a %s example expects findings", c.kind())
			}
			if c.kind() == "bad" && !slices.ContainsFunc(c.want, func(w string) bool { return strings.HasSuffix(w, c.rule.ID) }) {
				t.Fatalf("a bad example expects no finding of %s", c.rule.ID)
			}
			slices.Sort(c.want)
			all := run(t, c.files, lint.Options{Select: together(c.rule)})
			report(t, "all rules", all, c.want)
			own := slices.DeleteFunc(slices.Clone(c.want), func(w string) bool { return !strings.HasSuffix(w, c.rule.ID) })
			report(t, "this rule alone", run(t, c.files, lint.Options{Select: []string{c.rule.ID}}), own)
		})
	}
	for _, rule := range rules.WithPolicy() {
		for _, dialect := range demanded(rule) {
			for _, kind := range []string{"bad", "good", "unknown"} {
				if !kinds[rule][kind+" "+dialect] {
					t.Errorf("%s has no %s example for %s", rule.ID, kind, dialect)
				}
			}
		}
		for _, dialect := range furtherDialects {
			if inexpressible[rule.ID+" "+dialect] != "" && kinds[rule]["bad "+dialect] {
				t.Errorf("%s has a bad example for %s, and is listed as not expressible there", rule.ID, dialect)
			}
		}
	}
}

// together gives a selection of all rules that speak by default and of one that
// only informs; nothing for another rule.
func together(rule *rules.Rule) []string {
	if rule.Severity != rules.Info {
		return nil
	}
	selected := []string{rule.ID}
	for _, other := range rules.WithPolicy() {
		if other.Severity != rules.Info {
			selected = append(selected, other.ID)
		}
	}
	return selected
}

// demanded gives the dialects in which a rule must have examples.
func demanded(rule *rules.Rule) []string {
	all := slices.Concat(dialects, furtherDialects)
	return slices.DeleteFunc(all, func(dialect string) bool { return inexpressible[rule.ID+" "+dialect] != "" })
}

func report(t *testing.T, which string, result *lint.Result, want []string) {
	t.Helper()
	if got := found(result.Findings, want); !slices.Equal(got, want) && (len(got) > 0 || len(want) > 0) {
		t.Errorf("%s found %q, want %q", which, got, want)
		for _, f := range result.Findings {
			t.Logf("%s %s: %s", f.At, f.Rule.ID, f.Message)
		}
	}
	for _, problem := range result.Problems {
		if problem.Incomplete() {
			t.Errorf("%s: %s %s", problem.At, problem.Kind, problem.Message)
		}
	}
}
