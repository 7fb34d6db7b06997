package reliability

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"unicode/utf8"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/tally"
	"github.com/gatelint/gatelint/lint"
)

// TestFilesThatChange rewrites the files of a tree while runs read them: whole,
// cut off, empty, and longer. Whatever a run saw, the places that it names lie
// in what it saw.
func TestFilesThatChange(t *testing.T) {
	rewrites := 10_000
	files := mixture(t)
	delete(files, "plan/plan.json") // it is long, and rewriting it is slow
	dir := write(t, files)
	var written atomic.Int64
	done := make(chan struct{})
	go func() {
		defer close(done)
		for n := 0; n < rewrites; {
			for name, text := range files {
				n++
				written.Add(1)
				rewrite(filepath.Join(dir, filepath.FromSlash(name)), text, n)
			}
		}
	}()
	runs := 0
	for isOver := false; !isOver; runs++ {
		select {
		case <-done:
			isOver = true
		default:
		}
		root, err := source.Open(dir, source.DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		result, err := lint.Run(context.Background(), root, []string{"."}, lint.Options{Select: faultRules, Jobs: 2})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range result.Findings {
			within(t, root, f.At)
			for _, other := range f.Related {
				within(t, root, other.At)
			}
		}
		for _, p := range result.Problems {
			within(t, root, p.At)
			if p.Kind == source.Internal {
				t.Errorf("%v", p)
			}
		}
		root.Close()
	}
	if runs < 3 {
		t.Errorf("the files were rewritten during %d runs only", runs)
	}
	tally.Count(t, "T25", "rewrites", int(written.Load()))
}

// rewrite writes a file anew: in turn as it was, without its end, without
// anything, twice, with something wide ahead of it, and as something else.
func rewrite(name, text string, n int) {
	switch n % 7 {
	case 1:
		text = text[:len(text)/2]
	case 2:
		text = ""
	case 3:
		text += text
	case 4:
		text = strings.Repeat("# \U0001F600\n", n%50) + text
	case 5:
		text = strings.ReplaceAll(text, "\n", "\r\n")
	case 6:
		_ = os.Remove(name)
	}
	_ = os.WriteFile(name, []byte(text), 0o600)
}

// within holds that a place lies in the file as the run has read it.
func within(t *testing.T, root *source.Root, at source.Range) {
	t.Helper()
	if at.Start.Line == 0 {
		return
	}
	file, err := root.Read(at.File)
	if err != nil {
		t.Errorf("%s is a place in a file that was not read: %v", at, err)
		return
	}
	for _, p := range []source.Position{at.Start, at.End} {
		if p.Line < 1 || p.Line > file.Lines() || p.Column < 1 || p.Column > utf8.RuneCountInString(file.Line(p.Line))+2 {
			t.Errorf("%s lies outside of %s, whose line %d is %q", at, at.File, p.Line, file.Line(p.Line))
		}
	}
}
