package source

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestUniqueDependsOnNoOrder(t *testing.T) {
	at := func(file string, line int) Range {
		return Range{File: file, Start: Position{line, 1}, End: Position{line, 2}}
	}
	want := []Problem{
		{Limit, Range{File: "a.tf"}, "is too large"},
		{Unreadable, at("a.tf", 1), "a"},
		{Unreadable, at("a.tf", 1), "b"},
		{Unsupported, at("a.tf", 1), "a"},
		{Unreadable, at("a.tf", 10), "a"},
		{Unreadable, at("b.tf", 2), "a"},
	}
	for range 50 {
		problems := slices.Concat(want, want)
		rand.Shuffle(len(problems), func(i, j int) { problems[i], problems[j] = problems[j], problems[i] })
		if diff := cmp.Diff(want, Unique(problems)); diff != "" {
			t.Fatal(diff)
		}
	}
}

func TestDigestAll(t *testing.T) {
	digest := func(files map[string]string) string {
		root, _ := tree(t, DefaultLimits(), files)
		return root.DigestAll([]string{"a.tf", "b.tf", "missing.tf"})
	}
	base := digest(map[string]string{"a.tf": "1", "b.tf": "2"})
	if base != digest(map[string]string{"a.tf": "1", "b.tf": "2", "c.tf": "3"}) {
		t.Error("a file that is not asked for counts")
	}
	for _, other := range []map[string]string{{"a.tf": "1"}, {"a.tf": "2", "b.tf": "1"}, {"a.tf": "12", "b.tf": ""}} {
		if digest(other) == base {
			t.Errorf("%v has the same digest", other)
		}
	}
}
