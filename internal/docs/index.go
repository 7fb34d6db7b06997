package docs

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/rules"
)

// groups are the folders of rules in the order in which a request meets what
// they judge.
var groups = []struct{ name, title string }{
	{"dns", "records that lead a client to the custom domain"},
	{"certificate", "what the client is shown when it connects"},
	{"domain", "custom domain names and their mappings to stages"},
	{"cdn", "a CloudFront distribution in front"},
	{"network", "private APIs and VPC endpoints"},
	{"policy", "resource policies"},
	{"auth", "authorizers, IAM authorization, CORS preflight, API keys"},
	{"route", "methods and routes"},
	{"integration", "what a method calls, and how"},
	{"permission", "may API Gateway invoke the function"},
	{"vpclink", "private integrations"},
	{"response", "status codes and bodies on the way back"},
	{"deployment", "deployments, stages and stage variables"},
	{rules.SuppressionGroup, "what is said in definitions to suppress findings"},
}

// Index gives the list of all rules, by group.
func Index(list []rules.Rule) ([]byte, error) {
	var b strings.Builder
	b.WriteString(generated)
	b.WriteString("# The rules\n\nBy group, in the order in which a request meets what they judge.\n")
	written := 0
	for _, group := range groups {
		in := slices.DeleteFunc(slices.Clone(list), func(r rules.Rule) bool { return r.Group != group.name })
		if len(in) == 0 {
			continue
		}
		written += len(in)
		fmt.Fprintf(&b, "\n## %s: %s\n\n", group.name, group.title)
		b.WriteString("| id | name | severity | phase | what it finds |\n|---|---|---|---|---|\n")
		for i := range in {
			r := &in[i]
			fmt.Fprintf(&b, "| %s | [`%s`](%s/%s.md) | %s | %s | %s |\n", r.ID, r.Name, r.Group, r.Name, r.Severity, r.Phase, r.Title)
		}
	}
	if written != len(list) {
		return nil, fmt.Errorf("%d rules lie in groups that the index does not know", len(list)-written)
	}
	return []byte(b.String()), nil
}
