package baseline_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gatelint/gatelint/baseline"
)

// entries reads "FILE FINGERPRINT[,ALSO...] ..." with a count of one each.
func entries(text string) []baseline.Entry {
	var list []baseline.Entry
	fields := strings.Fields(text)
	for i := 0; i+1 < len(fields); i += 2 {
		prints := strings.Split(fields[i+1], ",")
		list = append(list, baseline.Entry{ID: "INT001", File: fields[i], Fingerprint: prints[0], Also: prints[1:], Count: 1})
	}
	return list
}

func TestMatch(t *testing.T) {
	cases := []struct {
		name, known, found string
		// gone are files that are there no longer; want are the new findings,
		// by number from 0; left the entries that match none.
		gone string
		want []int
		left string
	}{
		{"the same", "a.tf x b.tf y", "a.tf x b.tf y", "", nil, ""},
		{"new ones", "a.tf x", "a.tf x a.tf y b.tf z", "", []int{1, 2}, ""},
		{"mended ones", "a.tf x a.tf y", "a.tf y", "", nil, "a.tf x"},
		{"one more of the same", "a.tf x", "a.tf x a.tf x", "", []int{1}, ""},
		{"one fewer of the same", "a.tf x a.tf x", "a.tf x", "", nil, "a.tf x"},
		{"moved within a folder", "m/a.tf x", "m/b.tf x", "", nil, ""},
		{"a copy in another folder", "1/t.yaml x", "1/t.yaml x 2/t.yaml x", "", []int{1}, ""},
		{"mended here and copied there", "1/t.yaml x", "2/t.yaml x", "", []int{0}, "1/t.yaml x"},
		{"a folder is renamed", "1/t.yaml x", "2/t.yaml x", "1/t.yaml", nil, ""},
		{"a file is renamed", "1/t.yaml x", "2/u.yaml x", "1/t.yaml", nil, ""},
		{"renamed and copied", "1/t.yaml x", "2/t.yaml x 3/t.yaml x", "1/t.yaml", []int{1}, ""},
		{"the name tells which one was renamed", "1/t.yaml x", "2/u.yaml x 3/t.yaml x", "1/t.yaml", []int{0}, ""},
		{"the file that stays keeps its entry", "a/t.yaml x b/t.yaml x", "c/t.yaml x b/t.yaml x", "a/t.yaml", nil, ""},
		{"renamed, and something new in it", "1/t.yaml x", "2/t.yaml x 2/t.yaml y", "1/t.yaml", []int{1}, ""},
		{"another instance stands for all", "a.tf x,y,z", "a.tf w,y", "", nil, ""},
		{"no instance of it was there", "a.tf x,y", "a.tf v,w", "", []int{0}, "a.tf x,y"},
		{"instances are counted once", "a.tf x,y", "a.tf x a.tf y", "", []int{1}, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			gone := func(file string) bool { return strings.Contains(" "+c.gone+" ", " "+file+" ") }
			isKnown, left := baseline.Match(entries(c.known), entries(c.found), gone)
			var got []int
			for i, known := range isKnown {
				if !known {
					got = append(got, i)
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("new findings: %s", diff)
			}
			if diff := cmp.Diff(len(entries(c.left)), len(left)); diff != "" {
				t.Errorf("entries left: %s", diff)
			}
			for i, entry := range entries(c.left) {
				if diff := cmp.Diff(entry, left[i]); diff != "" {
					t.Errorf("entries left: %s", diff)
				}
			}
		})
	}
}

// Another rule with the same fingerprint, which only a forged file has, is
// another finding; and what has no fingerprint is never known.
func TestMatchKeepsRulesApart(t *testing.T) {
	known := []baseline.Entry{{ID: "INT001", File: "a.tf", Fingerprint: "x", Count: 5}}
	found := []baseline.Entry{{ID: "INT002", File: "a.tf", Fingerprint: "x", Count: 1}, {}}
	isKnown, left := baseline.Match(append(known, baseline.Entry{}), found, func(string) bool { return true })
	if isKnown[0] || isKnown[1] {
		t.Errorf("got %v", isKnown)
	}
	if len(left) != 1 || left[0].Count != 5 {
		t.Errorf("got %+v", left)
	}
	if known[0].Count != 5 {
		t.Error("the entries that were given have changed")
	}
}
