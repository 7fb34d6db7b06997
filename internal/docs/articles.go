package docs

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/txtar"

	"github.com/gatelint/gatelint/rules"
)

// articles are the questions that users ask support, by the numbers that rules
// name them with.
var articles = []struct{ id, title string }{
	{"K01", "The certificate of a custom domain is expired or invalid"},
	{"K02", "A signature does not match, with IAM authorization"},
	{"K03", "403 Forbidden for an IAM caller from another account"},
	{"K04", "DNS and certificate of a custom domain do not match"},
	{"K05", "5xx errors: permissions of Lambda, POST, stage variables, mapped status codes, private integrations, timeouts"},
	{"K06", "Calls from an on-premises network: private APIs, VPC endpoints, DNS"},
	{"K07", "A VPC link cannot be deleted"},
	{"K08", "Access from another AWS account"},
	{"K09", "Status codes of HTTP APIs"},
	{"K10", "Status codes of REST APIs"},
	{"K11", "The wrong certificate is returned"},
	{"K12", "A custom domain behind CloudFront"},
}

// columns are the dialects of the table, by the folders of their examples.
var columns = []struct{ folder, title string }{
	{"terraform", "Terraform"}, {"tfjson", "Terraform JSON"}, {"cloudformation", "CloudFormation"}, {"sam", "SAM"}, {"openapi", "OpenAPI"},
}

// Articles gives the page that says for each question which rules find its
// causes, and in which dialects an example shows that. examples are those of
// the rules, in their order.
func Articles(list []rules.Rule, examples []*txtar.Archive) ([]byte, error) {
	var b strings.Builder
	b.WriteString(generated)
	b.WriteString("# What people ask, and the rules that answer\n\n" +
		"Twelve questions that AWS's support answers again and again, and the rules that find their causes before anything is deployed. " +
		"A mark says that the rule's examples show the fault in that dialect, and that a test runs it.\n")
	known := map[string]bool{}
	for _, article := range articles {
		known[article.id] = true
		fmt.Fprintf(&b, "\n## %s: %s\n\n| rule |", article.id, article.title)
		for _, column := range columns {
			fmt.Fprintf(&b, " %s |", column.title)
		}
		b.WriteString("\n|---|" + strings.Repeat("---|", len(columns)) + "\n")
		for i := range list {
			if rule := &list[i]; slices.Contains(rule.Articles, article.id) {
				fmt.Fprintf(&b, "| [%s `%s`](rules/%s.md) |%s\n", rule.ID, rule.Name, rule.Path, marks(examples[i]))
			}
		}
	}
	for i := range list {
		for _, id := range list[i].Articles {
			if !known[id] {
				return nil, fmt.Errorf("%s names the article %s, which is not listed", list[i].ID, id)
			}
		}
	}
	return []byte(b.String()), nil
}

// marks says for each column whether there is a bad example of that dialect.
func marks(examples *txtar.Archive) string {
	shown := map[string]bool{}
	for _, file := range examples.Files {
		if folder := path.Dir(file.Name); strings.HasPrefix(folder, "bad/") {
			shown[path.Base(folder)] = true
		}
	}
	var b strings.Builder
	for _, column := range columns {
		mark := " "
		if shown[column.folder] {
			mark = "✓"
		}
		fmt.Fprintf(&b, " %s |", mark)
	}
	return b.String()
}
