package suppress

import (
	"testing"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/rules"
)

func lines(from, to int) source.Range {
	return source.Range{File: "a.tf", Start: source.Position{Line: from, Column: 1}, End: source.Position{Line: to, Column: 1}}
}

func TestCovers(t *testing.T) {
	at := func(file string, line, column int) source.Range {
		p := source.Position{Line: line, Column: column}
		return source.Range{File: file, Start: p, End: source.Position{Line: line, Column: column + 1}}
	}
	block := Directive{Covers: lines(3, 9)}
	line := Directive{Covers: lines(3, 4), Line: true}
	nothing := Directive{}
	outside := at("a.tf", 20, 1)
	for name, test := range map[string]struct {
		directive Directive
		finding   rules.Finding
		want      bool
	}{
		"in it":                        {block, rules.Finding{At: at("a.tf", 5, 7)}, true},
		"at its start":                 {block, rules.Finding{At: at("a.tf", 3, 1)}, true},
		"ahead of it":                  {block, rules.Finding{At: at("a.tf", 2, 80)}, false},
		"behind it":                    {block, rules.Finding{At: at("a.tf", 9, 1)}, false},
		"in another file":              {block, rules.Finding{At: at("b.tf", 5, 7)}, false},
		"begins ahead of it":           {block, rules.Finding{At: lines(2, 5)}, false},
		"by a call in it":              {block, rules.Finding{At: outside, Calls: []source.Range{at("x.tf", 5, 1), at("a.tf", 5, 1)}}, true},
		"by a call elsewhere":          {block, rules.Finding{At: outside, Calls: []source.Range{at("a.tf", 10, 1)}}, false},
		"of a resource in it":          {block, rules.Finding{At: outside, Owners: []source.Range{at("a.tf", 3, 1)}}, true},
		"of a resource elsewhere":      {block, rules.Finding{At: outside, Owners: []source.Range{at("a.tf", 1, 1)}}, false},
		"on the line":                  {line, rules.Finding{At: at("a.tf", 3, 9)}, true},
		"of a resource on the line":    {line, rules.Finding{At: at("a.tf", 4, 1), Owners: []source.Range{at("a.tf", 3, 1)}}, false},
		"by a call on the line":        {line, rules.Finding{At: outside, Calls: []source.Range{at("a.tf", 3, 1)}}, true},
		"nothing":                      {nothing, rules.Finding{At: at("a.tf", 3, 1)}, false},
		"nothing, and it has no place": {nothing, rules.Finding{}, false},
	} {
		if got := test.directive.covers(test.finding); got != test.want {
			t.Errorf("%s: covered is %v", name, got)
		}
	}
}

// Of several that cover a finding the one about the least speaks, and all are of
// use.
func TestNearestDirectiveSpeaks(t *testing.T) {
	rule := rules.Find("INT001")
	names := []Name{{Text: "INT001", Rule: rule}}
	file := newFile("terraform", []Directive{
		{Names: names, Reason: "outer", Covers: lines(1, 20)},
		{Names: names, Reason: "inner", Covers: lines(3, 9)},
		{Names: names, Reason: "middle", Covers: lines(3, 12)},
		{Names: names, Covers: lines(4, 6)},
	})
	finding := rules.Finding{Rule: rule, At: lines(5, 6)}
	kept, suppressed := apply([]rules.Finding{finding, {Rule: rules.Find("INT003"), At: finding.At}}, map[string]*fileOf{"a.tf": file}, Options{})
	if len(kept) != 1 || kept[0].Rule.ID != "INT003" || len(suppressed) != 1 || suppressed[0].Reason != "inner" {
		t.Errorf("kept %v, suppressed %v", kept, suppressed)
	}
	for i, used := range []bool{true, true, true, false} {
		if file.directives[i].used[0] != used {
			t.Errorf("directive %d is used: %v", i, !used)
		}
	}
}
