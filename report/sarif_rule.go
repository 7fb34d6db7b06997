package report

import (
	"strings"

	"github.com/gatelint/gatelint/rules"
)

// repository is where the pages that a report names are to be read.
const repository = "https://github.com/gatelint/gatelint"

// page is where a rule is explained.
func page(r *rules.Rule) string { return repository + "/blob/main/" + r.Help() }

func sarifRuleOf(r *rules.Rule) sarifRule {
	return sarifRule{
		ID:               r.ID,
		Name:             r.Name,
		ShortDescription: sarifMessage{sentence(r.Title)},
		FullDescription:  sarifMessage{sentence(r.Description)},
		Help:             sarifHelp{Text: helpText(r), Markdown: helpMarkdown(r)},
		HelpURI:          page(r),
		Configuration:    sarifConfiguration{Level: sarifLevel(r.Severity)},
		Properties: sarifProperties{
			Tags:            []string{"api-gateway", r.Group, string(r.Phase)},
			ProblemSeverity: problemSeverity(r.Severity),
			Precision:       "very-high", // unknown values never make a finding
		},
	}
}

// problemSeverity gives the name that code scanning has for it.
func problemSeverity(s rules.Severity) string {
	if s == rules.Info {
		return "recommendation"
	}
	return string(s)
}

func helpText(r *rules.Rule) string {
	var b strings.Builder
	b.WriteString(sentence(r.Title) + "\n\n" + r.Description + "\n")
	for _, symptom := range r.Symptoms {
		b.WriteString("\nCallers see: " + symptom)
	}
	if r.Remedy != "" {
		b.WriteString("\n\nFix: " + r.Remedy)
	}
	return b.String()
}

// helpMarkdown is made of what the rule's author wrote only; nothing in it
// comes from a definition.
func helpMarkdown(r *rules.Rule) string {
	var b strings.Builder
	b.WriteString("**" + r.Title + "**\n\n" + r.Description + "\n")
	if len(r.Symptoms) > 0 {
		b.WriteString("\n### What callers see\n\n")
		for _, symptom := range r.Symptoms {
			b.WriteString("- `" + symptom + "`\n")
		}
	}
	if r.Remedy != "" {
		b.WriteString("\n### Fix\n\n" + r.Remedy + "\n")
	}
	if len(r.Sources) > 0 {
		b.WriteString("\n### Sources\n\n")
		for _, source := range r.Sources {
			b.WriteString("- " + source + "\n")
		}
	}
	return b.String()
}
