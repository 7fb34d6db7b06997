package docs_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/gatelint/gatelint/internal/docs"
)

// What is checked in is what is generated.
func TestGeneratedFilesAreCurrent(t *testing.T) {
	files, err := docs.Files(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		got, err := os.ReadFile(filepath.Join("../..", name))
		if err != nil {
			t.Errorf("%v; run go generate ./rules", err)
			continue
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s is not what is generated; run go generate ./rules\n%s", name, diff)
		}
	}
	pages, err := filepath.Glob("../../docs/rules/*/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range pages {
		name, _ := strings.CutPrefix(filepath.ToSlash(page), "../../")
		if _, ok := files[name]; !ok {
			t.Errorf("%s belongs to no rule", name)
		}
	}
}

const metadata = `# METADATA
# title: T
# description: D
# custom:
#   id: INT001
#   severity: error
#   phase: run
#   symptoms: [s]
#   remedy: r
#   articles: [K01]
#   sources: [x]
#   needs: [integration]
#   since: 0.1.0
#   absence: false
#   fix_safe: false
package gatelint.rules.integration.some_rule
`

// A fault in the metadata is named, and the file with it.
func TestMetadataIsChecked(t *testing.T) {
	const file = "integration/some-rule/policy.rego"
	read := func(text string) error {
		_, err := docs.Rules(fstest.MapFS{file: {Data: []byte(text)}})
		return err
	}
	if err := read(metadata); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ old, new, want string }{
		{"id: INT001", "id: INT1", "id must be"},
		{"severity: error", "severity: fatal", "severity must be"},
		{"phase: run", "phase: later", "phase must be"},
		{"symptoms: [s]", "symptoms: []", "symptoms must"},
		{"remedy: r", "remedy: ''", "remedy must"},
		{"articles: [K01]", "articles: [7]", "articles"},
		{"sources: [x]", "sources: []", "sources must"},
		{"needs: [integration]", "needs: [lambdas]", "needs must"},
		{"since: 0.1.0", "since: soon", "since must"},
		{"title: T", "title: ''", "title and description"},
		{"fix_safe: false", "fixsafe: false", "fixsafe"},
		{"some_rule", "other_rule", "the package must be"},
		{"# METADATA\n", "#\n", "no METADATA"},
	} {
		err := read(strings.Replace(metadata, test.old, test.new, 1))
		if err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), file) {
			t.Errorf("%s: %v, want %q", test.new, err, test.want)
		}
	}
}

func TestIDsAreUnique(t *testing.T) {
	other := strings.Replace(metadata, "some_rule", "other_rule", 1)
	_, err := docs.Rules(fstest.MapFS{
		"integration/some-rule/policy.rego":  {Data: []byte(metadata)},
		"integration/other-rule/policy.rego": {Data: []byte(other)},
	})
	if err == nil || !strings.Contains(err.Error(), "same id") {
		t.Error(err)
	}
}
