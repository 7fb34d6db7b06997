package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/mitchellh/go-wordwrap"
	"github.com/spf13/cobra"

	"github.com/gatelint/gatelint/report"
	"github.com/gatelint/gatelint/rules"
)

const (
	// pageWidth is where the text of a page is wrapped.
	pageWidth = 88
	// shownCauses is how many rules are shown for one symptom.
	shownCauses = 10
)

func (a *app) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain RULE | TEXT",
		Short: "Explain a rule, or find the rules behind a status or an error text",
		Long: `Print a rule's page by its id or name; or, for a status code, a header or an error
text copied from a log or a client, the rules that can cause it, likeliest first.`,
		Example: `  gatelint explain INT001
  gatelint explain 403
  gatelint explain "Invalid permissions on Lambda function"`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("say what to explain: a rule's id or name, a status code, or an error text")
			}
			return nil
		},
		ValidArgsFunction: ruleNames,
		RunE: func(_ *cobra.Command, args []string) error {
			text := strings.Join(args, " ")
			if rule := findRule(text); rule != nil {
				return a.print([]byte(page(rule)))
			}
			causes := rankCauses(rules.Catalogue(), text)
			if len(causes) == 0 {
				return fmt.Errorf("no rule is called %q and none knows it as a symptom; `gatelint rules` lists them", text)
			}
			return a.print([]byte(causesText(text, causes)))
		},
	}
}

// findRule gives the rule of an id or a name, in any case, nil if there is none.
func findRule(text string) *rules.Rule {
	text = strings.TrimSpace(text)
	if rule := rules.Find(strings.ToUpper(text)); rule != nil {
		return rule
	}
	return rules.Find(strings.ToLower(text))
}

// page is all that is known of one rule.
func page(r *rules.Rule) string {
	var b strings.Builder
	kind := string(r.Severity)
	if r.HasPolicy() {
		kind += ", " + phaseText[r.Phase]
	}
	fmt.Fprintf(&b, "%s %s (%s)\n\n%s\n", r.ID, r.Name, kind, wrap(r.Title, ""))
	section := func(title string, items ...string) {
		if len(items) == 0 || items[0] == "" {
			return
		}
		b.WriteString("\n" + title + "\n")
		for _, item := range items {
			b.WriteString(wrap(item, "  ") + "\n")
		}
	}
	section("Why", r.Description)
	if len(r.Symptoms) > 0 { // exact texts, and so not wrapped
		b.WriteString("\nWhat callers or logs show\n  " + strings.Join(r.Symptoms, "\n  ") + "\n")
	}
	section("Fix", r.Remedy)
	section("Limits", r.Limitations...)
	section("Sources", r.Sources...)
	section("Page", r.Help())
	return b.String()
}

// phaseText says when a fault bites, for people.
var phaseText = map[rules.Phase]string{
	rules.Run:     "fails when called",
	rules.Stale:   "keeps serving what was there before",
	rules.Deploy:  "fails to deploy",
	rules.Destroy: "fails to delete or replace",
}

// causesText lists the rules behind a text. The text stands in quotes: a log's
// line at the beginning of a line would be one to a build server.
func causesText(text string, causes []cause) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\"%s\": %s, likeliest first\n", report.Text(text), plural(len(causes), "rule knows it", "rules know it"))
	for _, c := range causes[:min(len(causes), shownCauses)] {
		fmt.Fprintf(&b, "\n%s %s (%s)\n%s\n", c.rule.ID, c.rule.Name, c.rule.Severity, wrap(c.rule.Title, "  "))
		if c.symptom != "" {
			b.WriteString("  symptom: " + c.symptom + "\n")
		}
		if c.rule.Remedy != "" {
			b.WriteString(wrap("fix: "+c.rule.Remedy, "  ") + "\n")
		}
	}
	if more := len(causes) - shownCauses; more > 0 {
		fmt.Fprintf(&b, "\nand %d more that are less likely\n", more)
	}
	fmt.Fprintf(&b, "\n`gatelint explain %s` shows one in full, `gatelint check` looks for all of them.\n", causes[0].rule.ID)
	return b.String()
}

// wrap breaks a text into lines that begin with indent.
func wrap(text, indent string) string {
	lines := wordwrap.WrapString(strings.Join(strings.Fields(text), " "), uint(pageWidth-len(indent)))
	return indent + strings.ReplaceAll(lines, "\n", "\n"+indent)
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
