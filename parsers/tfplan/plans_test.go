package tfplan_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/lint"
	"github.com/gatelint/gatelint/model"
	"github.com/gatelint/gatelint/rules"
)

// plans is the folder of configurations with their plans. A state.json among
// them is what exists already.
const plans = "../../testdata/plans"

// eachPlan runs a test for each configuration that has a plan.
func eachPlan(t *testing.T, test func(t *testing.T, name string, configuration map[string]string, plan string)) {
	t.Helper()
	dirs, err := filepath.Glob(plans + "/*/main.tf")
	if err != nil || len(dirs) < 9 {
		t.Fatalf("found %d configurations: %v", len(dirs), err)
	}
	for _, main := range dirs {
		dir := filepath.Dir(main)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			configuration := files(t, dir)
			plan := configuration["plan.json"]
			delete(configuration, "plan.json")
			test(t, filepath.Base(dir), configuration, plan)
		})
	}
}

// TestPlansAreCurrent makes every plan anew, where terraform is at hand.
func TestPlansAreCurrent(t *testing.T) {
	eachPlan(t, func(t *testing.T, name string, configuration map[string]string, plan string) {
		folder := maps.Clone(configuration)
		if state, ok := folder["state.json"]; ok {
			folder["terraform.tfstate"] = state
		}
		made := planned(t, write(t, folder))
		if updates {
			if err := os.WriteFile(filepath.Join(plans, name, "plan.json"), made, 0o600); err != nil {
				t.Fatal(err)
			}
			return
		}
		if diff := cmp.Diff(plan, string(made)); diff != "" {
			t.Errorf("run \"make plans\" (-stored +made):\n%s", diff)
		}
	})
}

// run lints one path below a folder.
func run(t *testing.T, dir, path string) *lint.Result {
	t.Helper()
	root, err := source.Open(dir, source.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	result, err := lint.Run(t.Context(), root, []string{path}, lint.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range result.Problems {
		if problem.Incomplete() {
			t.Errorf("%s: %s", problem.At, problem.Message)
		}
	}
	return result
}

// said gives findings with their places.
func said(findings []rules.Finding) []string {
	list := make([]string, len(findings))
	for i, f := range findings {
		list[i] = fmt.Sprintf("%s %s %s", f.At, f.Rule.ID, f.Resource)
	}
	return list
}

// A plan beside its configuration gives the same findings at the same places,
// and a model that knows as much or more, and nothing else.
func TestPlanBesideConfiguration(t *testing.T) {
	eachPlan(t, func(t *testing.T, _ string, configuration map[string]string, plan string) {
		own := run(t, write(t, configuration), ".")
		folder := maps.Clone(configuration)
		folder["plan.json"] = plan
		dir := write(t, folder)
		got := run(t, dir, "plan.json")
		if diff := cmp.Diff(said(own.Findings), said(got.Findings)); diff != "" {
			t.Errorf("the findings differ (-configuration +plan):\n%s", diff)
		}
		for _, line := range compare("", encoded(t, own.Models), encoded(t, got.Models)) {
			t.Error(line)
		}
		// Both together say everything once.
		if diff := cmp.Diff(said(own.Findings), said(run(t, dir, ".").Findings)); diff != "" {
			t.Errorf("the findings of both differ (-configuration +both):\n%s", diff)
		}
	})
}

// A plan alone says nothing that its configuration does not say, and never that
// something is so which the configuration says is otherwise.
func TestPlanAlone(t *testing.T) {
	// shows lists findings that a plan shows without its configuration.
	shows := map[string][]string{
		"broken":  {"RSP007 aws_api_gateway_integration_response.put"},
		"mock":    {"RSP011 aws_api_gateway_integration.check"},
		"modules": {"PRM001 module.away.aws_api_gateway_integration.get[0]"},
		"private": {"POL005 aws_api_gateway_rest_api.wrong"},
		"updated": {"PRM001 aws_api_gateway_integration.write", "PRM003 aws_lambda_permission.shop"},
	}
	eachPlan(t, func(t *testing.T, name string, configuration map[string]string, plan string) {
		own := run(t, write(t, configuration), ".")
		got := run(t, write(t, map[string]string{"plan.json": plan}), "plan.json")
		var expected, shown []string
		for _, f := range own.Findings {
			expected = append(expected, f.Rule.ID+" "+f.Resource)
		}
		for _, f := range got.Findings {
			finding := f.Rule.ID + " " + f.Resource
			switch instance := strings.Replace(finding, "[1]", "[0]", 1); {
			case slices.Contains(expected, finding):
				shown = append(shown, finding)
			case !slices.Contains(expected, instance):
				t.Errorf("%s is said of the plan, and not of its configuration", finding)
			}
			if f.At.File != "plan.json" || f.At.Start.Line < 2 {
				t.Errorf("%s stands at %s", finding, f.At)
			}
		}
		for _, want := range shows[name] {
			if !slices.Contains(shown, want) {
				t.Errorf("%s is not said of the plan", want)
			}
		}
		for _, line := range compare("", encoded(t, own.Models), encoded(t, got.Models)) {
			if strings.Contains(line, "contradicts") {
				t.Error(line)
			}
		}
	})
}

// encoded gives the one model as policies see it.
func encoded(t *testing.T, models []*model.Model) any {
	t.Helper()
	if len(models) != 1 {
		t.Fatalf("%d models, want 1", len(models))
	}
	input, err := ast.JSON(model.Encode(models[0]).Input)
	if err != nil {
		t.Fatal(err)
	}
	return input
}

// compare lists where a plan's model knows less than that of its configuration
// ("loses"), or something else ("contradicts").
func compare(at string, own, got any) []string {
	switch own := own.(type) {
	case map[string]any:
		got, _ := got.(map[string]any)
		if _, isValue := own["at"]; isValue && own["items"] == nil {
			return compareValues(at, own, got)
		}
		var differences []string
		for _, key := range slices.Sorted(maps.Keys(own)) {
			if !derived[key] && (key != "untracked" || got[key].(map[string]any)["complete"] == true) {
				differences = append(differences, compare(at+"."+key, own[key], got[key])...)
			}
		}
		return differences
	case []any:
		got, _ := got.([]any)
		if len(own) > len(got) {
			return []string{fmt.Sprintf("%s loses: %d items, and %d of the plan", at, len(own), len(got))}
		}
		if len(own) < len(got) {
			return []string{fmt.Sprintf("%s contradicts: %d items, and %d of the plan", at, len(own), len(got))}
		}
		own, got = ordered(own), ordered(got)
		var differences []string
		for i := range own {
			differences = append(differences, compare(fmt.Sprintf("%s.%s", at, identity(own[i], i)), own[i], got[i])...)
		}
		return differences
	}
	switch {
	case own == got:
		return nil
	case strings.HasSuffix(at, ".complete") && own == true, strings.HasSuffix(at, "_id") && got == "":
		return []string{fmt.Sprintf("%s loses: %v", at, own)}
	case strings.HasSuffix(at, ".complete"), own == "": // more is known
		return nil
	}
	return []string{fmt.Sprintf("%s contradicts: %v, and %v of the plan", at, own, got)}
}

// derived are keys that a model has for its dialect, or says twice.
var derived = map[string]bool{
	"at": true, "by_id": true, "dialect": true, "path": true, "header": true, "examined": true, "uncovered": true, "default": true, "label": true,
	"planned": true, "planned_names": true, "planned_links": true, // no configuration tells what changes
}

// ordered sorts entities by their ids: plans have an order of their own.
func ordered(items []any) []any {
	items = slices.Clone(items)
	slices.SortStableFunc(items, func(a, b any) int { return strings.Compare(identity(a, 0), identity(b, 0)) })
	return items
}

func identity(item any, i int) string {
	if object, ok := item.(map[string]any); ok {
		if id, ok := object["id"].(string); ok {
			return id
		}
	}
	return fmt.Sprint(i)
}

func compareValues(at string, own, got map[string]any) []string {
	if got == nil {
		return []string{at + " contradicts: nothing of the plan"}
	}
	known, isKnown := own["known"]
	planned, isPlanned := got["known"]
	_, notKnown := own["unknown"]
	switch {
	case isKnown && isPlanned:
		return compare(at, known, planned)
	case isPlanned: // more is known
		return nil
	case got["absent"] == true && (own["absent"] == true || notKnown):
		return nil
	case got["absent"] == true:
		return []string{fmt.Sprintf("%s contradicts: %v, and absent of the plan", at, own)}
	case notKnown && cmp.Equal(own["parts"], got["parts"]):
		return nil
	}
	return []string{fmt.Sprintf("%s loses: %v, and %v of the plan", at, own, got)}
}
