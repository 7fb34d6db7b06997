package reliability

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/gatelint/gatelint/internal/tally"
)

// TestRunsBesideEachOther runs the command in one tree many times at once. Nobody
// may write into the tree, and nothing does: there is no cache to fight over.
func TestRunsBesideEachOther(t *testing.T) {
	const runs = 16
	dir := write(t, mixture(t))
	lock(t, dir)
	before := state(t, dir)
	outcomes := make([]outcome, runs)
	var group sync.WaitGroup
	for i := range runs {
		group.Go(func() {
			outcomes[i] = gatelint(t, dir, "check", "--format", "sarif", "--jobs", fmt.Sprint(i%5))
		})
	}
	group.Wait()
	for i, o := range outcomes {
		if o.code != 1 || o.stdout != outcomes[0].stdout || o.stderr != outcomes[0].stderr {
			t.Errorf("run %d: exit %d, %d bytes of output where the first has %d; said %q", i, o.code, len(o.stdout), len(outcomes[0].stdout), o.stderr)
		}
	}
	if after := state(t, dir); after != before {
		t.Errorf("the tree was\n%s\nand is\n%s", before, after)
	}
	tally.Count(t, "T31", "parallel runs", runs)
}

// lock takes the right to write away from all of a tree.
func lock(t *testing.T, dir string) {
	t.Helper()
	walk(t, dir, func(name string, _ fs.FileInfo) {
		mode := fs.FileMode(0o500)
		if err := os.Chmod(name, mode); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = os.Chmod(name, 0o700) }) // to be removed
	})
}

// state says what is in a tree and when it was changed.
func state(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	walk(t, dir, func(name string, info fs.FileInfo) {
		fmt.Fprintln(&b, name, info.Mode(), info.Size(), info.ModTime().UnixNano())
	})
	return b.String()
}

func walk(t *testing.T, dir string, visit func(name string, info fs.FileInfo)) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			visit(name, info)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
