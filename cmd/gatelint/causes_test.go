package main

import (
	"strings"
	"testing"

	"github.com/gatelint/gatelint/rules"
)

func TestRankCauses(t *testing.T) {
	list := []*rules.Rule{
		{ID: "A1", Severity: rules.Warning, Title: "Method has no authorizer", Symptoms: []string{"403 Missing Authentication Token"}},
		{ID: "A2", Severity: rules.Error, Title: "Stage is not deployed", Symptoms: []string{`403 {"message":"Forbidden"}`, "404 Not Found"}},
		{ID: "A3", Severity: rules.Error, Title: "Permission is missing", Symptoms: []string{
			"500 Internal server error", "Execution failed due to configuration error: Invalid permissions on Lambda function",
		}},
		{ID: "A4", Severity: rules.Error, Title: "Domain has another certificate", Description: "The name does not resolve, or 4031 of them do."},
		{ID: "A5", Severity: rules.Error, Title: "Integration uses GET", Symptoms: []string{"500 Internal server error"}},
	}
	cases := []struct{ text, want string }{
		{"403", "A2 A1"},
		{"Missing Authentication Token", "A1"},
		{"missing authentication token", "A1"},
		{`{"message":"Missing Authentication Token"}`, "A1"},
		{"500", "A3 A5"},
		{"Internal Server Error", "A3 A5"},
		{"(abc-123) Execution failed due to configuration error: Invalid permissions on Lambda function", "A3"},
		{"x-amzn-errortype: Forbidden", "A2"},
		{"certificate", "A4"},
		{"the printer is out of paper", ""},
		{"", ""},
		{"!?", ""},
	}
	for _, c := range cases {
		var ids []string
		for _, cause := range rankCauses(list, c.text) {
			ids = append(ids, cause.rule.ID)
		}
		if got := strings.Join(ids, " "); got != c.want {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
		}
	}
	if got := rankCauses(list, "404")[0].symptom; got != "404 Not Found" {
		t.Errorf("404 is shown as %q", got)
	}
}
