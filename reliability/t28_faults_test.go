package reliability

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/tally"
	"github.com/gatelint/gatelint/lint"
)

// faultRules are the rules that find the faults of the mixture. Others would
// only make the runs longer.
var faultRules = []string{"INT001", "RSP011"}

// lintOf runs over a directory of which some accesses fail.
func lintOf(t *testing.T, dir string, jobs int, fails func(n int, a access) error) (*lint.Result, *spy, error) {
	t.Helper()
	watched := spyOn(t, dir, fails)
	root := source.OpenTree(watched, source.DefaultLimits())
	defer root.Close()
	result, err := lint.Run(context.Background(), root, []string{"."}, lint.Options{Select: faultRules, Jobs: jobs})
	return result, watched, err
}

// found gives the findings, each in a line. What an address begins with depends
// on the stacks around it, which may not be readable.
func found(r *lint.Result) []string {
	list := make([]string, len(r.Findings))
	for i, f := range r.Findings {
		list[i] = fmt.Sprintf("%s %s", f.At, f.Rule.ID)
	}
	return list
}

// TestFaultsOfTheFileSystem has the k-th access to the file system fail, for
// every k, as a broken disk or a network share does. A run that lost something
// may say less, but then not that it read everything.
func TestFaultsOfTheFileSystem(t *testing.T) {
	dir := write(t, mixture(t))
	whole, watched, err := lintOf(t, dir, 1, nil)
	if err != nil {
		t.Fatal(err)
	}
	if slices.ContainsFunc(whole.Problems, source.Problem.Incomplete) || len(whole.Findings) < 10 {
		t.Fatalf("the mixture gives %v, %v", found(whole), whole.Problems)
	}
	accesses := len(watched.accesses())
	if accesses < 150 {
		t.Fatalf("the mixture is read in %d accesses only", accesses)
	}
	causes := []error{syscall.EIO, fs.ErrPermission, fs.ErrNotExist, syscall.ESTALE, syscall.EMFILE, os.ErrDeadlineExceeded, errors.New("odd\x1b[31m")}
	rounds := 1
	if full {
		rounds = len(causes)
	}
	count := 0
	for round := range rounds {
		for k := 1; k <= accesses; k++ {
			cause := causes[(k+round)%len(causes)]
			var failed access
			result, _, err := lintOf(t, dir, 1, func(n int, a access) error {
				if n != k {
					return nil
				}
				failed = a
				return cause
			})
			count++
			if err != nil {
				continue // that is an exit code of 2
			}
			judge(t, fmt.Sprintf("access %d, %s of %s: %v", k, failed.op, failed.name, cause), whole, result, errors.Is(cause, fs.ErrNotExist))
		}
	}
	tally.Count(t, "T28", "faults", count)
}

// TestFaultsThatStay has every access to a name fail from the k-th on, and half
// of all accesses.
func TestFaultsThatStay(t *testing.T) {
	dir := write(t, mixture(t))
	whole, watched, err := lintOf(t, dir, 1, nil)
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, a := range watched.accesses() {
		names[a.name] = true
	}
	for name := range names {
		result, _, err := lintOf(t, dir, 4, func(_ int, a access) error {
			if a.name == name {
				return syscall.EIO
			}
			return nil
		})
		if err == nil {
			judge(t, "all of "+name, whole, result, false)
		}
	}
	for _, k := range []int{2, 3, 5, 7} {
		result, _, err := lintOf(t, dir, 4, func(n int, _ access) error {
			if n%k == 0 {
				return syscall.EIO
			}
			return nil
		})
		if err == nil {
			judge(t, fmt.Sprintf("each access of %d", k), whole, result, false)
		}
	}
	tally.Count(t, "T28", "faults", len(names)+4)
}

// judge holds what a faulty run may say against the whole one. A file that is not
// there is no fault, but then it must not be found either.
func judge(t *testing.T, name string, whole, result *lint.Result, isAbsence bool) {
	t.Helper()
	isComplete := !slices.ContainsFunc(result.Problems, source.Problem.Incomplete)
	for _, p := range result.Problems {
		if p.Kind == source.Internal || strings.Contains(p.Message, "panic") {
			t.Errorf("%s: %v", name, p)
		}
	}
	before, after := found(whole), found(result)
	lost := slices.DeleteFunc(slices.Clone(before), func(f string) bool { return slices.Contains(after, f) })
	if isComplete && len(lost) > 0 && !isAbsence {
		t.Errorf("%s: it says that it read everything, and no longer finds %q", name, lost)
	}
	for _, f := range after {
		if !slices.Contains(before, f) {
			t.Errorf("%s: it finds what is not there: %s", name, f)
		}
	}
}
