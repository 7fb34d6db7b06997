package lint_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/tally"
	"github.com/gatelint/gatelint/lint"
)

const architectures = "../testdata/architectures"

// The same architecture written in every dialect gives the same models and the
// findings that its files expect, each at its own line.
func TestParity(t *testing.T) {
	archives, err := filepath.Glob(architectures + "/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no architectures found: %v", err)
	}
	gaps := readGaps(t)
	for _, path := range archives {
		name := strings.TrimSuffix(filepath.Base(path), ".txtar")
		t.Run(name, func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			root := unpack(t, archive)
			expected := expectations(t, archive)
			reference := ""
			tally.Count(t, "T63", "architectures", 1)
			tally.Count(t, "T63", "architectures in a dialect", len(dialects(t, archive)))
			for _, dialect := range dialects(t, archive) {
				read := readDialect(t, root, dialect)
				gap := name + "/" + dialect
				_, listed := gaps[gap]
				if reference == "" && !listed {
					reference = read.models
				}
				fault := read.differs(reference, expected[dialect])
				switch {
				case listed && fault == "":
					t.Errorf("%s agrees now: remove it from gaps.txt", gap)
				case !listed && fault != "":
					t.Errorf("%s: %s", gap, fault)
				}
			}
		})
	}
}

// Each gap names an archive and one of its dialects.
func TestGapsExist(t *testing.T) {
	for gap := range readGaps(t) {
		name, dialect, _ := strings.Cut(gap, "/")
		archive, err := txtar.ParseFile(filepath.Join(architectures, name+".txtar"))
		if err != nil || !slices.Contains(dialects(t, archive), dialect) {
			t.Errorf("gaps.txt names %s, which is not there", gap)
		}
	}
}

// reading is what a run made of one dialect's folder.
type reading struct {
	models   string
	findings []string
	problems []string
}

// readDialect lints the folder of one dialect. A plan lies beside the
// configuration that was planned, in which its findings stand.
func readDialect(t *testing.T, root *source.Root, dialect string) reading {
	t.Helper()
	path := dialect
	if dialect == "plan" {
		path = "plan/plan.json"
	}
	result, err := lint.Run(context.Background(), root, []string{path}, lint.Options{})
	if err != nil {
		return reading{problems: []string{err.Error()}}
	}
	var read reading
	for _, problem := range result.Problems {
		if problem.Incomplete() {
			read.problems = append(read.problems, fmt.Sprintf("%s: %s", problem.At, problem.Message))
		}
	}
	shapes := make([]string, len(result.Models))
	for i, m := range result.Models {
		shapes[i] = shape(m)
	}
	slices.Sort(shapes) // the variants of a template come in an order of their own
	read.models = strings.Join(shapes, "--\n")
	for _, finding := range result.Findings {
		read.findings = append(read.findings, fmt.Sprintf("%s:%d: %s", finding.At.File, finding.At.Start.Line, finding.Rule.ID))
	}
	slices.Sort(read.findings)
	return read
}

// differs says how a reading differs from another dialect's models and from the
// expected findings; "" where it does not.
func (r reading) differs(models string, findings []string) string {
	if len(r.problems) > 0 {
		return "not read as a whole:\n" + strings.Join(r.problems, "\n")
	}
	if diff := cmp.Diff(models, r.models); diff != "" {
		return "the model differs from that of the first dialect (-first +this):\n" + diff
	}
	if diff := cmp.Diff(findings, r.findings); diff != "" {
		return "the findings differ (-want +got):\n" + diff
	}
	return ""
}

// dialects lists the folders of an archive in their order. There is nothing to
// compare where there is only one.
func dialects(t *testing.T, archive *txtar.Archive) []string {
	t.Helper()
	var folders []string
	for _, file := range archive.Files {
		folder, _, nested := strings.Cut(file.Name, "/")
		if nested && !slices.Contains(folders, folder) {
			folders = append(folders, folder)
		}
	}
	if len(folders) < 2 {
		t.Fatalf("the archive holds %d dialects, want two or more", len(folders))
	}
	return folders
}

// finding marks a line that a rule is to speak of.
var finding = regexp.MustCompile(`# finding: ([A-Z]{3}\d{3}(?:, [A-Z]{3}\d{3})*)$`)

// expectations gives the findings that are marked in the files of each dialect.
// JSON has no comments: a file "expect" lists those of JSON files.
func expectations(t *testing.T, archive *txtar.Archive) map[string][]string {
	t.Helper()
	expected := map[string][]string{}
	add := func(line string) {
		dialect, _, nested := strings.Cut(line, "/")
		if !nested {
			t.Errorf("%q names no file of a dialect", line)
		}
		expected[dialect] = append(expected[dialect], line)
	}
	for _, file := range archive.Files {
		for i, line := range strings.Split(string(file.Data), "\n") {
			switch marked := finding.FindStringSubmatch(line); {
			case file.Name == "expect" && line != "":
				add(line)
			case marked != nil:
				for id := range strings.SplitSeq(marked[1], ", ") {
					add(fmt.Sprintf("%s:%d: %s", file.Name, i+1, id))
				}
			}
		}
	}
	for _, lines := range expected {
		slices.Sort(lines)
	}
	return expected
}

// readGaps gives the pairs of an archive and a dialect which do not agree yet,
// with the reason.
func readGaps(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile(architectures + "/gaps.txt")
	if err != nil {
		t.Fatal(err)
	}
	gaps := map[string]string{}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		pair, reason, _ := strings.Cut(line, ": ")
		if reason == "" || gaps[pair] != "" {
			t.Errorf("gaps.txt: %q gives no reason, or names a pair again", line)
		}
		gaps[pair] = reason
	}
	return gaps
}

// unpack writes an archive into a directory and opens it.
func unpack(t *testing.T, archive *txtar.Archive) *source.Root {
	t.Helper()
	dir := t.TempDir()
	for _, file := range archive.Files {
		path := filepath.Join(dir, filepath.FromSlash(file.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, file.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	root, err := source.Open(dir, source.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root
}

// run lints one folder that holds one definition, which must be read as a whole.
func run(t *testing.T, root *source.Root, path string) *lint.Result {
	t.Helper()
	result, err := lint.Run(context.Background(), root, []string{path}, lint.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range result.Problems {
		if problem.Incomplete() {
			t.Errorf("%s: %s", problem.At, problem.Message)
		}
	}
	if len(result.Models) != 1 {
		t.Fatalf("%s gave %d models, want 1", path, len(result.Models))
	}
	return result
}
