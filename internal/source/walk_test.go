package source

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func isTF(name string) bool { return path.Ext(name) == ".tf" }

// files makes empty files of those names.
func files(names ...string) map[string]string {
	made := map[string]string{}
	for _, name := range names {
		made[name] = ""
	}
	return made
}

func TestWalk(t *testing.T) {
	made := files(
		"main.tf", "notes.md", "z/b.tf", "z/a.tf", "a/x.tf", "a.b/x.tf",
		".git/x.tf", ".terraform/modules/x/x.tf", ".aws-sam/build/x.tf", "node_modules/p/x.tf", ".hidden.tf",
		"cdk.out/x.tf", "build/x.tf", "z/build/x.tf", "kept/build/x.tf", "kept/secret.tf", "z/secret.tf",
	)
	made[".gitignore"] = "build/\nsecret.tf\n"
	made["kept/.gitignore"] = "!build/\n!secret.tf\n"
	root, _ := tree(t, DefaultLimits(), made)

	want := Listing{
		Files: []string{"a.b/x.tf", "a/x.tf", "cdk.out/x.tf", "kept/build/x.tf", "kept/secret.tf", "main.tf", "z/a.tf", "z/b.tf"},
		Skipped: []Skipped{
			{".aws-sam", "hidden folder"},
			{".terraform", "hidden folder"},
			{"build", "ignored by .gitignore"},
			{"node_modules", "installed packages"},
			{"z/build", "ignored by .gitignore"},
			{"z/secret.tf", "ignored by .gitignore"},
		},
	}
	if diff := cmp.Diff(want, root.Walk(".", isTF)); diff != "" {
		t.Error(diff)
	}
}

func TestWalkOfAFolder(t *testing.T) {
	made := files("a/b/x.tf", "a/b/y.tf", "a/out/x.tf", "a/out/y.tf", ".cache/x.tf")
	made[".gitignore"] = "out\ny.tf\n"
	root, _ := tree(t, DefaultLimits(), made)
	tests := []struct {
		dir  string
		want []string
	}{
		{"a/b", []string{"a/b/x.tf"}},
		{"./a/b/", []string{"a/b/x.tf"}},
		{"a/out", []string{"a/out/x.tf", "a/out/y.tf"}}, // named, so nothing above it counts
		{".cache", []string{".cache/x.tf"}},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, root.Walk(test.dir, isTF).Files); diff != "" {
			t.Errorf("%s:\n%s", test.dir, diff)
		}
	}
}

func TestWalkReportsWhatItCannotList(t *testing.T) {
	root, _ := tree(t, DefaultLimits(), files("a/x.tf", "b/x.tf"))
	root.observe = func(op, name string) error {
		if op == "readdir" && name == "a" {
			return os.ErrPermission
		}
		return nil
	}
	listing := root.Walk(".", isTF)
	want := Listing{
		Files:    []string{"b/x.tf"},
		Problems: []Problem{{Kind: Unreadable, At: Range{File: "a"}, Message: "it may not be read: permission denied"}},
	}
	if diff := cmp.Diff(want, listing); diff != "" {
		t.Error(diff)
	}
	for _, dir := range []string{"missing", "..", "b/x.tf"} {
		if listing := root.Walk(dir, isTF); len(listing.Problems) != 1 {
			t.Errorf("%s: got %+v", dir, listing)
		}
	}
}

func TestWalkLimits(t *testing.T) {
	limits := DefaultLimits()
	limits.Files, limits.Depth = 3, 4
	root, _ := tree(t, limits, files("a.tf", "b.tf", "c.tf", "d.tf", "e.tf"))
	listing := root.Walk(".", isTF)
	if len(listing.Files) != 3 || len(listing.Problems) != 1 || listing.Problems[0].Kind != Limit || listing.Problems[0].At.File != "d.tf" {
		t.Errorf("got %+v", listing)
	}

	root, _ = tree(t, limits, files("1/2/3/x.tf", "1/2/3/4/x.tf"))
	listing = root.Walk(".", isTF)
	if diff := cmp.Diff([]string{"1/2/3/x.tf"}, listing.Files); diff != "" {
		t.Error(diff)
	}
	if len(listing.Problems) != 1 || listing.Problems[0].Kind != Limit || listing.Problems[0].At.File != "1/2/3/4" {
		t.Errorf("got %+v", listing.Problems)
	}
}

func TestWalkOfLinks(t *testing.T) {
	root, dir := tree(t, DefaultLimits(), files("real/a.tf", "real/b.txt"))
	outside := t.TempDir()
	symlink(t, "real/a.tf", filepath.Join(dir, "link.tf"))
	symlink(t, "real/b.txt", filepath.Join(dir, "other.txt"))
	symlink(t, "..", filepath.Join(dir, "real", "up"))
	symlink(t, "real", filepath.Join(dir, "again"))
	symlink(t, "loop.tf", filepath.Join(dir, "loop.tf"))
	symlink(t, "nowhere", filepath.Join(dir, "dangling.tf"))
	symlink(t, outside, filepath.Join(dir, "out.tf"))
	symlink(t, "nowhere", filepath.Join(dir, "dangling.txt"))

	listing := root.Walk(".", isTF)
	if diff := cmp.Diff([]string{"link.tf", "real/a.tf"}, listing.Files); diff != "" {
		t.Error(diff)
	}
	var skipped []string
	for _, s := range listing.Skipped {
		if !strings.HasPrefix(s.Reason, "symbolic link") {
			t.Errorf("%s: %s", s.Path, s.Reason)
		}
		skipped = append(skipped, s.Path)
	}
	if diff := cmp.Diff([]string{"again", "dangling.tf", "loop.tf", "out.tf", "real/up"}, skipped); diff != "" {
		t.Error(diff)
	}
	if len(listing.Problems) > 0 {
		t.Errorf("problems: %v", listing.Problems)
	}
}

func TestWalkWithUnreadableIgnoreFile(t *testing.T) {
	made := files("a.tf")
	made[".gitignore"] = "a.tf\n\xff"
	root, _ := tree(t, DefaultLimits(), made)
	listing := root.Walk(".", isTF)
	if len(listing.Files) != 1 || len(listing.Skipped) != 1 || listing.Skipped[0].Path != ".gitignore" {
		t.Errorf("got %+v", listing)
	}
}

func BenchmarkWalk(b *testing.B) {
	dir := b.TempDir()
	for i := range 100 {
		sub := filepath.Join(dir, fmt.Sprintf("%d/%d", i/10, i))
		if err := os.MkdirAll(sub, 0o750); err != nil {
			b.Fatal(err)
		}
		for j := range 20 {
			if err := os.WriteFile(filepath.Join(sub, fmt.Sprintf("%d.tf", j)), nil, 0o600); err != nil {
				b.Fatal(err)
			}
		}
	}
	if err := os.WriteFile(filepath.Join(dir, ".gitignore"), []byte("*.tfstate\n.terraform/\n**/build/*.tf\n!keep.tf\n"), 0o600); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		root, err := Open(dir, DefaultLimits())
		if err != nil {
			b.Fatal(err)
		}
		if n := len(root.Walk(".", isTF).Files); n != 2000 {
			b.Fatal(n)
		}
		root.Close()
	}
}
