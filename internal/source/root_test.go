package source

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// tree makes files under a new directory and opens it.
func tree(t *testing.T, limits Limits, files map[string]string) (*Root, string) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	root, err := Open(dir, limits)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root, dir
}

// opens counts the files that are opened.
func opens(root *Root) func() map[string]int {
	var mu sync.Mutex
	counts := map[string]int{}
	root.observe = func(op, path string) error {
		mu.Lock()
		defer mu.Unlock()
		if op == "open" {
			counts[path]++
		}
		return nil
	}
	return func() map[string]int { return counts }
}

func symlink(t *testing.T, target, name string) {
	t.Helper()
	if err := os.Symlink(target, name); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
}

func TestRead(t *testing.T) {
	root, _ := tree(t, DefaultLimits(), map[string]string{"a/b.tf": "\uFEFFx = 1\r\n"})
	for _, name := range []string{"a/b.tf", "./a//b.tf", "a/../a/b.tf"} {
		f, err := root.Read(name)
		if err != nil {
			t.Fatal(err)
		}
		if f.Path != "a/b.tf" || string(f.Bytes) != "x = 1\r\n" {
			t.Errorf("Read(%q) = %q %q", name, f.Path, f.Bytes)
		}
	}
}

func TestReadFailures(t *testing.T) {
	root, dir := tree(t, DefaultLimits(), map[string]string{"a/b.tf": "", "a/secret.tf": ""})
	outside := filepath.Join(t.TempDir(), "outside.tf")
	if err := os.WriteFile(outside, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	relative, err := filepath.Rel(dir, outside)
	if err != nil {
		t.Fatal(err)
	}
	symlink(t, outside, filepath.Join(dir, "absolute.tf"))
	symlink(t, relative, filepath.Join(dir, "relative.tf"))
	symlink(t, filepath.Dir(relative), filepath.Join(dir, "folder"))
	symlink(t, "loop.tf", filepath.Join(dir, "loop.tf"))
	symlink(t, "nowhere.tf", filepath.Join(dir, "dangling.tf"))

	tests := []struct {
		path             string
		outside, missing bool
		reason           string
	}{
		{"a/missing.tf", false, true, "does not exist"},
		{"missing/b.tf", false, true, "does not exist"},
		{"dangling.tf", false, true, "does not exist"},
		{"%2e%2e/outside.tf", false, true, "does not exist"},
		{"~/outside.tf", false, true, "does not exist"},
		{"a", false, false, "a folder"},
		{".", false, false, "a folder"},
		{"loop.tf", false, false, "could not be read"},
		{"a/b.tf/c", false, false, "could not be read"},
		{outside, true, false, "outside the root"},
		{"/dev/zero", true, false, "outside the root"},
		{"../outside.tf", true, false, "outside the root"},
		{"a/../../outside.tf", true, false, "outside the root"},
		{"C:/outside.tf", true, false, "outside the root"},
		{`\\server\share`, true, false, "outside the root"},
		{"a\x00b", true, false, "outside the root"},
		{"absolute.tf", true, false, "leads out of the root"},
		{"relative.tf", true, false, "leads out of the root"},
		{"folder/outside.tf", true, false, "leads out of the root"},
	}
	for _, test := range tests {
		t.Run(test.path, func(t *testing.T) {
			f, err := root.Read(test.path)
			var failed *ReadError
			if !errors.As(err, &failed) {
				t.Fatalf("got %v, %v, want a ReadError", f, err)
			}
			if OutsideRoot(err) != test.outside || errors.Is(err, fs.ErrNotExist) != test.missing {
				t.Errorf("outside %v, missing %v: %v", OutsideRoot(err), errors.Is(err, fs.ErrNotExist), err)
			}
			if failed.Kind != Unreadable || !strings.Contains(failed.Reason, test.reason) {
				t.Errorf("got %s: %s, want %q", failed.Kind, failed.Reason, test.reason)
			}
			if strings.Contains(failed.Reason, dir) {
				t.Errorf("the reason shows an absolute path: %s", failed.Reason)
			}
		})
	}
}

func TestReadPermission(t *testing.T) {
	root, dir := tree(t, DefaultLimits(), map[string]string{"a.tf": "", "closed/b.tf": ""})
	if err := os.Chmod(filepath.Join(dir, "a.tf"), 0); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Join(dir, "closed"), 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(filepath.Join(dir, "closed"), 0o700) })
	if f, err := os.Open(filepath.Join(dir, "a.tf")); err == nil {
		f.Close()
		t.Skip("this user may read everything")
	}
	for _, name := range []string{"a.tf", "closed/b.tf"} {
		if _, err := root.Read(name); !errors.Is(err, fs.ErrPermission) {
			t.Errorf("%s: got %v, want permission denied", name, err)
		}
	}
	if _, err := root.ReadDir("closed"); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("got %v, want permission denied", err)
	}
}

func TestSymbolicLinksInsideTheRoot(t *testing.T) {
	root, dir := tree(t, DefaultLimits(), map[string]string{"shared/b.tf": "x = 1"})
	symlink(t, "shared/b.tf", filepath.Join(dir, "link.tf"))
	symlink(t, "shared", filepath.Join(dir, "folder"))
	counts := opens(root)

	original, err := root.Read("shared/b.tf")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"link.tf", "folder/b.tf"} {
		f, err := root.Read(name)
		if err != nil || f.Path != name || string(f.Bytes) != "x = 1" {
			t.Fatalf("Read(%q) = %+v, %v", name, f, err)
		}
		if !f.Same(original) {
			t.Errorf("%s is not the file it links to", name)
		}
	}
	if n := len(counts()); n != 1 {
		t.Errorf("one file was opened under %d names", n)
	}
}

func TestEqualFilesAreNotTheSame(t *testing.T) {
	root, dir := tree(t, DefaultLimits(), map[string]string{"a.tf": "x = 1", "b.tf": "x = 1"})
	for _, name := range []string{"a.tf", "b.tf"} {
		if err := os.Chtimes(filepath.Join(dir, name), time.Time{}, time.Unix(1, 0)); err != nil {
			t.Fatal(err)
		}
	}
	a, _ := root.Read("a.tf")
	b, _ := root.Read("b.tf")
	if a.Same(b) {
		t.Error("two files count as one")
	}
}

func TestEachFileIsOpenedOnce(t *testing.T) {
	files := map[string]string{}
	for i := range 20 {
		files[fmt.Sprintf("%d.tf", i)] = fmt.Sprint(i)
	}
	root, _ := tree(t, DefaultLimits(), files)
	counts := opens(root)

	var group sync.WaitGroup
	results := make([][]*File, 16)
	for worker := range results {
		group.Go(func() {
			for i := range 21 {
				f, _ := root.Read(fmt.Sprintf("%d.tf", i))
				results[worker] = append(results[worker], f)
			}
		})
	}
	group.Wait()

	for name, n := range counts() {
		if n != 1 {
			t.Errorf("%s was opened %d times", name, n)
		}
	}
	if len(counts()) != 20 {
		t.Errorf("%d files were opened, want 20", len(counts()))
	}
	for worker := range results {
		for i, f := range results[worker] {
			if f != results[0][i] {
				t.Errorf("worker %d got another %d.tf", worker, i)
			}
		}
	}
}

func TestFailuresAreRemembered(t *testing.T) {
	root, dir := tree(t, DefaultLimits(), nil)
	_, first := root.Read("a.tf")
	if err := os.WriteFile(filepath.Join(dir, "a.tf"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, second := root.Read("a.tf"); second == nil || !errors.Is(second, first) {
		t.Errorf("got %v after %v", second, first)
	}
}

func TestSizeLimits(t *testing.T) {
	limits := Limits{ConfigBytes: 10, DocumentBytes: 30, PlanBytes: 100, Files: 100, TotalBytes: 10_000, Depth: 10}
	plan := `{"format_version":"1.2"`
	tests := []struct {
		name  string
		text  string
		large bool
	}{
		{"at.tf", strings.Repeat("x", 10), false},
		{"above.tf", strings.Repeat("x", 11), true},
		{"above.tf.json", strings.Repeat("x", 11), true},
		{"above.tfvars", strings.Repeat("x", 11), true},
		{"at.yaml", strings.Repeat("x", 30), false},
		{"above.yaml", strings.Repeat("x", 31), true},
		{"above.json", strings.Repeat("x", 31), true},
		{"plan.json", plan + strings.Repeat(" ", 70), false},
		{"largeplan.json", plan + strings.Repeat(" ", 100), true},
		{"plan.yaml", plan + strings.Repeat(" ", 70), true},
		{"plan.tf.json", plan, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			root, _ := tree(t, limits, map[string]string{test.name: test.text})
			f, err := root.Read(test.name)
			if !test.large {
				if err != nil || string(f.Bytes) != test.text {
					t.Errorf("got %v, %v", f, err)
				}
				return
			}
			var refused *ReadError
			if !errors.As(err, &refused) || refused.Kind != Limit || !strings.Contains(refused.Reason, "larger than") {
				t.Errorf("got %v, want a limit", err)
			}
		})
	}
}

func TestHugeFileIsRefusedBySize(t *testing.T) {
	root, dir := tree(t, DefaultLimits(), nil)
	f, err := os.Create(filepath.Join(dir, "sparse.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.Truncate(10 << 30); err != nil {
		t.Skipf("no sparse files here: %v", err)
	}
	_, err = root.Read("sparse.yaml")
	var refused *ReadError
	if !errors.As(err, &refused) || refused.Kind != Limit {
		t.Fatalf("got %v, want a limit", err)
	}
	if len(refused.Head) != headBytes {
		t.Errorf("%d bytes were read", len(refused.Head))
	}
}

func TestRunLimits(t *testing.T) {
	files := map[string]string{"a.tf": "12345", "b.tf": "12345", "c.tf": "12345"}
	tests := []struct {
		name   string
		limits Limits
	}{
		{"files", Limits{ConfigBytes: 100, Files: 2, TotalBytes: 100}},
		{"bytes", Limits{ConfigBytes: 100, Files: 100, TotalBytes: 14}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			root, _ := tree(t, test.limits, files)
			for _, name := range []string{"a.tf", "b.tf", "a.tf"} {
				if _, err := root.Read(name); err != nil {
					t.Fatal(err)
				}
			}
			_, err := root.Read("c.tf")
			var refused *ReadError
			if !errors.As(err, &refused) || refused.Kind != Limit {
				t.Errorf("got %v, want a limit", err)
			}
		})
	}
}

// TestFaults lets each access to the file system fail in turn.
func TestFaults(t *testing.T) {
	fault := errors.New("input/output error")
	for k := 1; ; k++ {
		root, _ := tree(t, DefaultLimits(), map[string]string{"a/b.tf": "x = 1"})
		calls := 0
		root.observe = func(string, string) error {
			if calls++; calls == k {
				return fault
			}
			return nil
		}
		_, errDir := root.ReadDir("a")
		_, errFile := root.Read("a/b.tf")
		err := errors.Join(errDir, errFile)
		if calls < k {
			if k < 5 {
				t.Errorf("only %d accesses were seen", k-1)
			}
			return
		}
		if !errors.Is(err, fault) || !strings.Contains(err.Error(), "could not be read: input/output error") {
			t.Errorf("access %d failed, and the outcome was %v", k, err)
		}
	}
}

func TestReadDir(t *testing.T) {
	root, _ := tree(t, DefaultLimits(), map[string]string{"d/b": "", "d/a": "", "d/C": "", "d/e/f": ""})
	entries, err := root.ReadDir("d")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if got := strings.Join(names, " "); got != "C a b e" {
		t.Errorf("got %s", got)
	}
	for _, path := range []string{"missing", "d/a", "../d", "/"} {
		if _, err := root.ReadDir(path); err == nil {
			t.Errorf("ReadDir(%q) gave no error", path)
		}
	}
}

func TestOpenFailures(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(file, DefaultLimits()); err == nil {
		t.Error("a file was opened as a root")
	}
	if _, err := Open(file+"x", DefaultLimits()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v, want that it does not exist", err)
	}
}
