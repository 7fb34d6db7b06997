package rules_test

import (
	"testing"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/lint"
	"github.com/gatelint/gatelint/rules"
)

// missed is, by rule, the kind of thing that each rule misses which says that
// something is missing.
var missed = map[string]string{
	"DEP002": "deployments",
	"DEP005": "deployments",
	"INT015": "permissions",
	"NET001": "resource-policies",
	"NET009": "security-group-rules",
	"POL017": "resource-policies",
	"POL018": "resource-policies",
	"PRM001": "permissions",
	"PRM007": "permissions",
	"RSP001": "integration-responses",
	"RSP002": "integration-responses",
	"RSP007": "method-responses",
	"VPL010": "deployments",
}

// unnamed are the rules that miss something inside a resource that is in view,
// where nobody else can add it.
var unnamed = map[string]string{
	"DEP001": "a dependency of the deployment",
	"INT002": "an argument of the integration",
	"INT017": "an argument of the integration or the authorizer",
	"POL001": "a part of the statement",
	"RSP011": "an argument of the integration",
}

// What is declared to be managed elsewhere is not missing.
func TestExternalIsNotMissing(t *testing.T) {
	for _, rule := range rules.Catalogue() {
		if rule.Absence && missed[rule.ID] == "" && unnamed[rule.ID] == "" {
			t.Errorf("%s (%s) says that something is missing: of what kind?", rule.ID, rule.Name)
		}
	}
	for _, c := range examples(t) {
		kind := missed[c.rule.ID]
		if c.kind() != "bad" || kind == "" {
			continue
		}
		t.Run(c.rule.ID+"/"+c.name, func(t *testing.T) {
			options := lint.Options{Select: []string{c.rule.ID}}
			if len(run(t, c.files, options).Findings) == 0 {
				t.Fatal("the example has no finding to begin with")
			}
			options.External = []resource.External{{Kind: kind}}
			for _, f := range run(t, c.files, options).Findings {
				t.Errorf("%s: %s", f.At, f.Message)
			}
			options.External[0].Of = []string{"no.such.resource"}
			if len(run(t, c.files, options).Findings) == 0 {
				t.Error("what is declared of another resource silences it")
			}
		})
	}
}
