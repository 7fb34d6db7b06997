package docs

import (
	"fmt"
	"path"
	"strings"

	"golang.org/x/tools/txtar"

	"github.com/gatelint/gatelint/rules"
)

const generated = "<!-- Generated from the policy's metadata and examples by internal/tools/generate. -->\n\n"

// dialects are the languages of the examples, in the order of a page.
var dialects = []struct{ folder, file, title, fence string }{
	{"terraform", "main.tf", "Terraform", "hcl"},
	{"cloudformation", "template.yaml", "CloudFormation", "yaml"},
	{"sam", "template.yaml", "SAM", "yaml"},
	{"openapi", "openapi.yaml", "OpenAPI", "yaml"},
}

// phases say when a fault bites, for people.
var phases = map[rules.Phase]string{
	rules.Run:     "deploys cleanly, fails when called",
	rules.Stale:   "deploys, but the stage keeps serving the old API",
	rules.Deploy:  "is refused at deployment",
	rules.Destroy: "breaks on delete or replace",
}

// Page gives the page of a rule: what it finds, what a caller sees, a bad and a
// good example, what to do, and what it cannot see.
func Page(rule *rules.Rule, examples *txtar.Archive) []byte {
	var b strings.Builder
	b.WriteString(generated)
	fmt.Fprintf(&b, "# %s `%s`\n\n", rule.ID, rule.Name)
	fmt.Fprintf(&b, "**%s** · %s · %s · since %s\n\n", rule.Title, severity(rule), phases[rule.Phase], rule.Since)
	fmt.Fprintf(&b, "%s\n\n", rule.Description)
	section(&b, "What callers and logs show", codes(rule.Symptoms))
	example(&b, examples, "bad", "Bad")
	example(&b, examples, "good", "Good")
	fmt.Fprintf(&b, "## What to do\n\n%s\n\n", rule.Remedy)
	section(&b, "Left alone", variations(examples, "good"))
	section(&b, "Not known, and therefore silent", variations(examples, "unknown"))
	section(&b, "Limits", rule.Limitations)
	section(&b, "Sources", rule.Sources)
	common(&b, examples)
	return []byte(strings.TrimRight(b.String(), "\n") + "\n")
}

// severity gives a rule's severity, and that of its worst findings.
func severity(rule *rules.Rule) string {
	if rule.Worst == "" {
		return string(rule.Severity)
	}
	return string(rule.Severity) + " or " + string(rule.Worst)
}

func section(b *strings.Builder, title string, items []string) {
	if len(items) == 0 {
		return
	}
	fmt.Fprintf(b, "## %s\n\n", title)
	for _, item := range items {
		fmt.Fprintf(b, "- %s\n", item)
	}
	b.WriteString("\n")
}

func codes(texts []string) []string {
	list := make([]string, len(texts))
	for i, text := range texts {
		list[i] = "`" + text + "`"
	}
	return list
}

// example writes the plain example of a kind in every dialect.
func example(b *strings.Builder, examples *txtar.Archive, kind, title string) {
	fmt.Fprintf(b, "## %s\n\n", title)
	for _, d := range dialects {
		for _, file := range examples.Files {
			if file.Name == path.Join(kind, d.folder, d.file) {
				fmt.Fprintf(b, "%s:\n\n```%s\n%s```\n\n", d.title, d.fence, file.Data)
			}
		}
	}
}

// variations names the further examples of a kind: "good/double-slash/terraform"
// is a definition that looks like the fault and is none.
func variations(examples *txtar.Archive, kind string) []string {
	var list []string
	seen := map[string]bool{}
	for _, file := range examples.Files {
		parts := strings.Split(file.Name, "/")
		if len(parts) != 4 || parts[0] != kind || seen[parts[1]] {
			continue
		}
		seen[parts[1]] = true
		list = append(list, strings.ReplaceAll(parts[1], "-", " "))
	}
	return list
}

// common writes what all examples of a dialect share.
func common(b *strings.Builder, examples *txtar.Archive) {
	for _, d := range dialects {
		for _, file := range examples.Files {
			if path.Dir(file.Name) == "common/"+d.folder {
				fmt.Fprintf(b, "<details><summary>What the %s examples share</summary>\n\n```%s\n%s```\n\n</details>\n\n",
					d.title, d.fence, file.Data)
			}
		}
	}
}

// Readme gives what stands in a policy's own folder.
func Readme(rule *rules.Rule) []byte {
	return fmt.Appendf(nil, `%s# %s %s

%s

- [The rule's page](../../../%s)
- policy.rego: the rule and its metadata
- policy_test.rego: its tests
- examples.txtar: definitions that it finds, leaves alone, and cannot judge; they are tests, and the page shows them
`, generated, rule.ID, rule.Title, rule.Description, rule.Help())
}
