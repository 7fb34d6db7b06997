package docs

import (
	"fmt"
	"strings"

	"github.com/gatelint/gatelint/rules"
)

// suppressionExamples are a comment that each rule about suppressions finds, and
// one that it leaves alone.
var suppressionExamples = map[string]struct{ bad, good string }{
	"SUP001": {
		`integration_http_method = "POST" # gatelint:ignore INT001 the function is replaced in May`,
		`integration_http_method = "POST"`,
	},
	"SUP002": {
		`integration_http_method = "GET" # gatelint:ignore INT001`,
		`integration_http_method = "GET" # gatelint:ignore INT001 the function is replaced in May`,
	},
	"SUP003": {
		`integration_http_method = "GET" # gatelint:ignore INT01 the function is replaced in May`,
		`integration_http_method = "GET" # gatelint:ignore INT001 the function is replaced in May`,
	},
	"SUP004": {
		`integration_http_method = "GET" # gatelint:ignore INT001 expires=2020-05-31 the function is replaced in May`,
		`integration_http_method = "POST"`,
	},
}

// suppressionPage gives the page of a rule about suppressions.
func suppressionPage(rule *rules.Rule) []byte {
	var b strings.Builder
	b.WriteString("<!-- Generated from rules/suppression.go by internal/tools/generate. -->\n\n")
	fmt.Fprintf(&b, "# %s `%s`\n\n", rule.ID, rule.Name)
	fmt.Fprintf(&b, "**%s** · %s · since %s\n\n", rule.Title, severity(rule), rule.Since)
	fmt.Fprintf(&b, "%s\n\n", rule.Description)
	example := suppressionExamples[rule.ID]
	fmt.Fprintf(&b, "## Bad\n\n```hcl\n%s\n```\n\n## Good\n\n```hcl\n%s\n```\n\n", example.bad, example.good)
	fmt.Fprintf(&b, "## What to do\n\n%s\n\n", rule.Remedy)
	section(&b, "Limits", rule.Limitations)
	b.WriteString("How findings are suppressed: [docs/suppressions.md](../../suppressions.md).\n")
	return []byte(b.String())
}
