package report_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/report"
	"github.com/gatelint/gatelint/rules"
)

// hiddenReport has one check that an input decides and two that none does.
func hiddenReport() *report.Report {
	method := rules.Input{Flag: "var", Name: "method"}
	rule := rules.Catalogue()[0]
	check := func(line int, reasons ...rules.Reason) rules.Undecided {
		return rules.Undecided{Rule: rule, Resource: "aws_x.y", At: place("main.tf", line, 3, line, 9), Instances: 1, Reasons: reasons}
	}
	byInput := rules.Reason{Kind: rules.OfInput, Resource: "aws_x.y", Path: "method", Input: method, Detail: "var.method", At: place("main.tf", 1, 3, 1, 9)}
	byData := rules.Reason{Kind: rules.OfData, Resource: "aws_x.z", Path: "uri", At: place("main.tf", 2, 3, 2, 9)}
	checks := []rules.Undecided{check(1, byInput), check(2, byInput, byData), check(3, byData)}
	return &report.Report{Undecided: &report.Undecided{Checks: checks, Inputs: rules.BestInputs(checks)}}
}

func TestTextListsWhatInputsDecideAndCountsTheRest(t *testing.T) {
	short := write(t, "text", hiddenReport(), report.Options{})
	for _, want := range []string{
		"Undecided: 3 checks\n",
		"set var.method to decide up to 1 of 3 (--var method=…)\n",
		"main.tf:1:3: aws_x.y [AUT001 preflight-requires-authorization]: method (var.method)\n",
		"2 checks that no input decides: 2 looked up at deployment; --verbose lists them\n",
	} {
		if !strings.Contains(short, want) {
			t.Errorf("no %q in\n%s", want, short)
		}
	}
	if long := write(t, "text", hiddenReport(), report.Options{Verbose: true}); !strings.Contains(long, "main.tf:3:3: aws_x.y") ||
		!strings.Contains(long, "aws_x.z uri (looked up at deployment)") {
		t.Errorf("verbose leaves something out:\n%s", long)
	}
	if quiet := write(t, "text", hiddenReport(), report.Options{Quiet: true}); strings.Contains(quiet, "Undecided") {
		t.Errorf("quiet says %s", quiet)
	}
	nothing := write(t, "text", &report.Report{Undecided: &report.Undecided{}}, report.Options{})
	if !strings.Contains(nothing, "Undecided: none") {
		t.Errorf("nothing is undecided: %s", nothing)
	}
}

func TestJSONHasUndecidedOnlyIfAsked(t *testing.T) {
	var got struct {
		Undecided *struct {
			Checks []struct {
				Reasons []struct {
					Kind  string `json:"kind"`
					Input string `json:"input"`
				} `json:"reasons"`
			} `json:"checks"`
			Inputs []struct {
				Inputs  []string `json:"inputs"`
				Decides int      `json:"decides"`
			} `json:"inputs"`
		} `json:"undecided"`
	}
	if err := json.Unmarshal([]byte(write(t, "json", hiddenReport(), report.Options{})), &got); err != nil {
		t.Fatal(err)
	}
	u := got.Undecided
	if u == nil || len(u.Checks) != 3 || u.Checks[0].Reasons[0].Input != "var.method" || u.Checks[2].Reasons[0].Kind != "data" ||
		len(u.Inputs) != 1 || u.Inputs[0].Decides != 1 || u.Inputs[0].Inputs[0] != "var.method" {
		t.Errorf("%+v", u)
	}
	if plain := write(t, "json", &report.Report{}, report.Options{}); strings.Contains(plain, "undecided") {
		t.Errorf("it is there without being asked for: %s", plain)
	}
}

// What stands in definitions reaches no terminal as it is.
func TestUndecidedIsSanitized(t *testing.T) {
	const evil = "\x1b]0;x\a\u202e"
	r := hiddenReport()
	for i := range r.Undecided.Checks {
		check := &r.Undecided.Checks[i]
		check.Resource += evil
		check.At.File += evil
		for j := range check.Reasons {
			reason := &check.Reasons[j]
			reason.Resource, reason.Path, reason.Detail = reason.Resource+evil, reason.Path+evil, reason.Detail+evil
			if reason.Input.Flag != "" {
				reason.Input.Name += evil
			}
		}
	}
	r.Undecided.Inputs = rules.BestInputs(r.Undecided.Checks)
	for _, format := range []string{"text", "json"} {
		shown := write(t, format, r, report.Options{Verbose: true})
		if strings.ContainsAny(shown, "\x1b\a\u202e") || strings.Contains(shown, `\u001b`) || strings.Contains(shown, `\u0007`) {
			t.Errorf("%s shows %q", format, shown)
		}
	}
}
