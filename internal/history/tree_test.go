package history

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/object"
	"github.com/google/go-cmp/cmp"

	"github.com/gatelint/gatelint/internal/source"
)

func isCandidate(name string) bool {
	return strings.HasSuffix(name, ".tf") || strings.HasSuffix(name, ".yaml")
}

// rootOf gives a folder of the last commit as a root.
func rootOf(t *testing.T, r *repo, folder string) *source.Root {
	t.Helper()
	commit, err := r.open().Commit("main")
	if err != nil {
		t.Fatal(err)
	}
	tree, err := commit.Tree(folder)
	if err != nil {
		t.Fatal(err)
	}
	return source.OpenTree(tree, source.DefaultLimits())
}

// A commit is read like the directory that it was made of: names, links,
// contents and errors.
func TestCommitIsLikeItsDirectory(t *testing.T) {
	files := map[string]string{
		"main.tf": "resource {}\n", "modules/api/main.tf": "é", "modules/api.tf": "x", "template.yaml": "", "big.yaml": strings.Repeat("x", 3<<20),
		".gitignore": "ignored.tf\n", "ignored.tf": "i", ".hidden/a.tf": "h", "node_modules/a.tf": "n",
		"binary.tf": "a\x00b", "latin.tf": "\xff\xfea",
		"link.tf": "-> main.tf", "deep/link.tf": "-> ../modules/api/main.tf", "chain.tf": "-> deep/link.tf",
		"folder": "-> modules", "through.tf": "-> folder/api/main.tf", "dot.tf": "-> ./main.tf",
		"loop.tf": "-> loop.tf", "up.tf": "-> ../elsewhere.tf", "absolute.tf": "-> /etc/passwd", "dangling.tf": "-> nowhere",
		"out/and/in.tf": "-> ../../../repository/main.tf",
	}
	r := newRepo(t)
	r.point("refs/heads/main", r.commit(r.tree(files), "all").String())
	disk, err := source.Open(onDisk(t, files), source.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	defer disk.Close()
	commit := rootOf(t, r, ".")

	want, got := disk.Walk(".", isCandidate), commit.Walk(".", isCandidate)
	if diff := cmp.Diff(want.Files, got.Files); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(len(want.Skipped), len(got.Skipped)); diff != "" {
		t.Error(diff, want.Skipped, got.Skipped)
	}
	names := []string{".", "modules", "nowhere", "main.tf/x", "folder/api/main.tf", "modules/../main.tf", "../x", "/etc/passwd", ""}
	for name := range files {
		names = append(names, name)
	}
	for _, name := range names {
		a, errA := disk.Read(name)
		b, errB := commit.Read(name)
		if (errA == nil) != (errB == nil) || source.OutsideRoot(errA) != source.OutsideRoot(errB) || errors.Is(errA, os.ErrNotExist) != errors.Is(errB, os.ErrNotExist) {
			t.Errorf("%s: the directory says %v, the commit %v", name, errA, errB)
			continue
		}
		if errA == nil && string(a.Bytes) != string(b.Bytes) {
			t.Errorf("%s: the directory has %q, the commit %q", name, a.Bytes, b.Bytes)
		}
	}
	for _, folder := range []string{".", "modules", "folder", "deep", "main.tf", "nowhere"} {
		a, errA := disk.ReadDir(folder)
		b, errB := commit.ReadDir(folder)
		var namesA, namesB []string
		for _, e := range a {
			namesA = append(namesA, e.Name()+" "+e.Type().String())
		}
		for _, e := range b {
			namesB = append(namesB, e.Name()+" "+e.Type().String())
		}
		if diff := cmp.Diff(namesA, namesB); diff != "" || (errA == nil) != (errB == nil) {
			t.Errorf("%s: %v, %v: %s", folder, errA, errB, diff)
		}
	}
	link, err := commit.Read("link.tf")
	if err != nil {
		t.Fatal(err)
	}
	file, err := commit.Read("main.tf")
	if err != nil || !link.Same(file) {
		t.Errorf("a link and its file are two: %v", err)
	}
}

func TestFolderOfCommit(t *testing.T) {
	r := newRepo(t)
	r.point("refs/heads/main", r.commit(r.tree(map[string]string{"a/b/x.tf": "x", "y.tf": "y", "a/out.tf": "-> ../y.tf"}), "all").String())
	root := rootOf(t, r, "a")
	if diff := cmp.Diff([]string{"b/x.tf"}, root.Walk(".", isCandidate).Files); diff != "" {
		t.Error(diff)
	}
	if _, err := root.Read("out.tf"); !source.OutsideRoot(err) {
		t.Errorf("got %v", err)
	}
	for _, folder := range []string{"nowhere", "y.tf"} {
		listing := rootOf(t, r, folder).Walk(".", isCandidate)
		if len(listing.Files)+len(listing.Problems) > 0 {
			t.Errorf("%s: got %+v", folder, listing)
		}
	}
}

// A tree may hold what no directory can. None of it is read.
func TestHostileTree(t *testing.T) {
	r := newRepo(t)
	file, folder := r.blob("x"), r.tree(map[string]string{"x.tf": "x"})
	made := object.Tree{}
	for _, name := range []string{"..", ".", "a/b.tf", "c\x7f.tf", "d.tf"} {
		made.Entries = append(made.Entries, object.TreeEntry{Name: name, Mode: filemode.Regular, Hash: file})
	}
	made.Entries = append(
		made.Entries,
		object.TreeEntry{Name: "e", Mode: filemode.Dir, Hash: folder},
		object.TreeEntry{Name: "sub.tf", Mode: filemode.Submodule, Hash: file},
		object.TreeEntry{Name: "z", Mode: filemode.Symlink, Hash: r.blob(strings.Repeat("x/", 1<<20))},
	)
	r.point("refs/heads/main", r.commit(r.raw(made), "all").String())
	root := rootOf(t, r, ".")
	if diff := cmp.Diff([]string{"c\x7f.tf", "d.tf", "e/x.tf"}, root.Walk(".", isCandidate).Files); diff != "" {
		t.Error(diff)
	}
	if _, err := root.Read("z"); err == nil {
		t.Error("a link of 2 MiB was followed")
	}
}

// What the repository does not have, as after a partial clone, is a problem.
func TestMissingObjects(t *testing.T) {
	r := newRepo(t)
	r.point("refs/heads/main", r.commit(r.tree(map[string]string{"a.tf": "a", "b/c.tf": "c"}), "all").String())
	lost := []string{r.blob("a").String(), r.tree(map[string]string{"c.tf": "c"}).String()}
	for _, h := range lost {
		if err := os.Remove(filepath.Join(r.dir, ".git", "objects", h[:2], h[2:])); err != nil {
			t.Fatal(err)
		}
	}
	root := rootOf(t, r, ".")
	if _, err := root.Read("a.tf"); err == nil || !strings.Contains(err.Error(), "not here in full") || !source.ProblemOf(err).Incomplete() {
		t.Errorf("got %v", err)
	}
	listing := root.Walk(".", isCandidate)
	if len(listing.Problems) != 1 || !listing.Problems[0].Incomplete() {
		t.Errorf("got %+v", listing)
	}
}

func TestConcurrentReading(t *testing.T) {
	files := map[string]string{}
	for _, dir := range "abcdefgh" {
		for _, name := range "abcdefgh" {
			files[string(dir)+"/"+string(name)+".tf"] = string(dir) + string(name)
		}
	}
	r := newRepo(t)
	r.point("refs/heads/main", r.commit(r.tree(files), "all").String())
	root := rootOf(t, r, ".")
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for name, text := range files {
				if file, err := root.Read(name); err != nil || string(file.Bytes) != text {
					t.Errorf("%s: %v", name, err)
				}
				if _, err := root.ReadDir(name[:1]); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
}
