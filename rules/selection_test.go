package rules

import (
	"slices"
	"strings"
	"testing"
)

func TestSelected(t *testing.T) {
	all := []*Rule{
		{ID: "INT001", Name: "lambda-integration-not-post", Group: "integration", Severity: Error},
		{ID: "INT002", Name: "integration-method-missing", Group: "integration", Severity: Warning},
		{ID: "NET002", Name: "private-api-unreachable", Group: "network", Severity: Info},
		{ID: "DEP002", Name: "deployment-not-retriggered", Group: "deployment", Severity: Info, Worst: Error},
	}
	for name, test := range map[string]struct {
		options Options
		want    string
		fails   bool
	}{
		"default leaves out what informs": {Options{}, "INT001 INT002 DEP002", false},
		"id":                              {Options{Select: []string{"NET002"}}, "NET002", false},
		"name":                            {Options{Select: []string{"private-api-unreachable"}}, "NET002", false},
		"group":                           {Options{Select: []string{"network", "INT002"}}, "INT002 NET002", false},
		"prefix":                          {Options{Select: []string{"INT"}}, "INT001 INT002", false},
		"ignore":                          {Options{Ignore: []string{"INT001", "DEP"}}, "INT002", false},
		"ignore wins":                     {Options{Select: []string{"INT"}, Ignore: []string{"INT002"}}, "INT001", false},
		"ignore by group":                 {Options{Ignore: []string{"integration"}}, "DEP002", false},
		"a higher severity":               {Options{Severity: map[string]Severity{"NET002": Warning}}, "INT001 INT002 NET002 DEP002", false},
		"the same severity":               {Options{Severity: map[string]Severity{"NET002": Info}}, "INT001 INT002 DEP002", false},
		"a higher severity by name":       {Options{Severity: map[string]Severity{"private-api-unreachable": Error}}, "INT001 INT002 NET002 DEP002", false},
		"nobody":                          {Options{Select: []string{"XYZ"}}, "", true},
		"nobody to ignore":                {Options{Ignore: []string{"int001"}}, "", true},
		"empty":                           {Options{Select: []string{""}}, "", true},
		"part of a name":                  {Options{Select: []string{"lambda"}}, "", true},
	} {
		t.Run(name, func(t *testing.T) {
			chosen, err := selected(all, test.options)
			if (err != nil) != test.fails {
				t.Fatal(err)
			}
			var ids []string
			for _, rule := range chosen {
				ids = append(ids, rule.ID)
			}
			if got := strings.Join(ids, " "); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestSeverityOfTheOptions(t *testing.T) {
	if _, err := New(Options{Severity: map[string]Severity{"INT999": Error}}); err == nil {
		t.Error("a severity for no rule is taken")
	}
	engine, err := New(Options{Severity: map[string]Severity{"lambda-integration-not-post": Info}})
	if err != nil {
		t.Fatal(err)
	}
	findings, _ := engine.Evaluate(t.Context(), lambdaModel(known("GET", 4)))
	if !slices.ContainsFunc(findings, func(f Finding) bool { return f.Rule.ID == "INT001" && f.Severity == Info }) {
		t.Errorf("findings %v", findings)
	}
}

func TestFind(t *testing.T) {
	for _, name := range []string{"INT001", "lambda-integration-not-post"} {
		if rule := Find(name); rule == nil || rule.ID != "INT001" {
			t.Errorf("%s: %v", name, rule)
		}
	}
	if rule := Find("INT"); rule != nil {
		t.Error(rule)
	}
}
