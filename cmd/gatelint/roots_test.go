package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestScopesOf(t *testing.T) {
	dir := t.TempDir()
	for _, folder := range []string{"work/api", "shared", "work/.git", "work/a/b"} {
		if err := os.MkdirAll(filepath.Join(dir, folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "shared/main.tf"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("../shared", filepath.Join(dir, "work/link")); err != nil {
		t.Fatal(err)
	}
	t.Chdir(filepath.Join(dir, "work"))
	cases := []struct{ path, dir, prefix, inside string }{
		{".", ".", "", "."},
		{"api", ".", "", "api"},
		{"./api/", ".", "", "api"},
		{"../work/api", ".", "", "api"},
		{filepath.Join(dir, "work/api"), ".", "", "api"},
		{"..", "..", "..", "."},
		{"../shared", "../shared", "../shared", "."},
		{"../shared/main.tf", "../shared", "../shared", "main.tf"},
		{filepath.Join(dir, "shared"), "../shared", "../shared", "."},
		{"link", "link", "link", "."}, // a link that leads out of the working directory
		{"link/main.tf", "link", "link", "main.tf"},
	}
	for _, c := range cases {
		scopes, err := scopesOf([]string{c.path})
		if err != nil {
			t.Fatal(err)
		}
		if s := scopes[0]; s.dir != c.dir || s.prefix != c.prefix || s.paths[0] != c.inside {
			t.Errorf("%s: root %s, prefix %q, path %s", c.path, s.dir, s.prefix, s.paths[0])
		}
	}
	scopes, err := scopesOf([]string{"api", "../shared", "a/b", "../shared/main.tf"})
	if err != nil || len(scopes) != 2 || len(scopes[0].paths) != 2 || len(scopes[1].paths) != 2 {
		t.Errorf("several paths: %v, %v", scopes, err)
	}

	if base := repositoryBase(); base != "" {
		t.Errorf("at the root of the repository the base is %q", base)
	}
	t.Chdir("a/b")
	if base := repositoryBase(); base != "a/b" {
		t.Errorf("the base is %q", base)
	}
}

func TestNameFor(t *testing.T) {
	cases := map[string]string{
		`resource "a" "b" {}`:                            "document.tf",
		"\uFEFFlocals {\n}":                              "document.tf",
		"# comment\nmodule \"x\" {\n}":                   "document.tf",
		"Resources:\n  A:\n    Type: x":                  "document.yaml",
		"resource: {a: 1}":                               "document.yaml",
		` {"Resources": {}}`:                             "document.json",
		`{"resource": {"aws_x": {}}}`:                    "document.tf.json",
		`{"Resources": {"A": {"x": {"data": 1}}}}`:       "document.json",
		`{"format_version": "1.2", "variables": {}}`:     "document.json",
		`{"openapi": "3.0.1", "x": {"provider": "aws"}}`: "document.json",
		"": "document.yaml",
	}
	for content, want := range cases {
		if got := nameFor([]byte(content)); got != want {
			t.Errorf("%q is %s, want %s", content, got, want)
		}
	}
}
