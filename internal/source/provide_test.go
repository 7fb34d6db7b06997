package source

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func providing(t *testing.T, path, content string) *Root {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"main.tf", "api/old.tf"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte("on disk"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	root, err := Open(dir, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	if err := root.Provide(path, []byte(content)); err != nil {
		t.Fatal(err)
	}
	return root
}

func TestProvidedDocumentStandsInForAFile(t *testing.T) {
	for _, path := range []string{"main.tf", "new.tf", "api/old.tf", "api/new.tf", "no/such/folder/x.tf"} {
		root := providing(t, path, "provided")
		file, err := root.Read(path)
		if err != nil || string(file.Bytes) != "provided" {
			t.Errorf("%s: read %v, %v", path, file, err)
		}
		info, err := root.Stat(path)
		if err != nil || !info.Mode().IsRegular() || info.Size() != 8 {
			t.Errorf("%s: stat says %v, %v", path, info, err)
		}
		all := root.Walk(".", func(name string) bool { return strings.HasSuffix(name, ".tf") })
		want := map[string]bool{"main.tf": true, "api/old.tf": true, path: true}
		if len(all.Files) != len(want) || len(all.Problems) > 0 {
			t.Errorf("%s: the walk met %v, %v", path, all.Files, all.Problems)
		}
	}
}

func TestProvidedDocumentLeavesOthersAlone(t *testing.T) {
	root := providing(t, "api/new.tf", "provided")
	if file, err := root.Read("api/old.tf"); err != nil || string(file.Bytes) != "on disk" {
		t.Errorf("read %v, %v", file, err)
	}
	if _, err := root.Read("api/other.tf"); err == nil {
		t.Error("a file that is not there was read")
	}
	entries, err := root.ReadDir("api")
	if err != nil || len(entries) != 2 || entries[0].Name() != "new.tf" {
		t.Errorf("the folder holds %v, %v", entries, err)
	}
}

func TestProvidedDocumentIsHeldToTheLimits(t *testing.T) {
	for _, content := range []string{strings.Repeat("x", 1<<20+1), "a\xffb"} {
		var failed *ReadError
		if _, err := providing(t, "main.tf", content).Read("main.tf"); !errors.As(err, &failed) {
			t.Errorf("%.10q: %v", content, err)
		}
	}
	if err := providing(t, "a.tf", "").Provide("../a.tf", nil); !OutsideRoot(err) {
		t.Errorf("a document outside the root: %v", err)
	}
}
