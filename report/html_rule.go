package report

import (
	"regexp"
	"strings"

	"github.com/gatelint/gatelint/rules"
)

// htmlRule is a rule that has findings on the page.
type htmlRule struct {
	*rules.Rule
	// Listed counts its findings on the page.
	Listed int
	// When says when the fault bites.
	When string
	// Page is where the whole page of the rule is.
	Page    string
	Sources []htmlSource
}

// htmlSource says where a fact comes from; URL is "" where that is no page.
type htmlSource struct{ Text, URL string }

// phaseText says when a fault bites.
var phaseText = map[rules.Phase]string{
	rules.Run:     "It deploys cleanly and fails when called.",
	rules.Stale:   "It deploys cleanly, and the stage goes on serving what was there before.",
	rules.Deploy:  "The deployment fails.",
	rules.Destroy: "Deleting or replacing it fails.",
}

func htmlRuleOf(r *rules.Rule) *htmlRule {
	rule := &htmlRule{Rule: r, When: phaseText[r.Phase], Page: repository + "/blob/main/" + r.Help()}
	for _, source := range r.Sources {
		rule.Sources = append(rule.Sources, htmlSource{source, sourceURL(source)})
	}
	return rule
}

// issue matches the short name of an issue of a public repository.
var issue = regexp.MustCompile(`^([\w.-]+/[\w.-]+)#(\d+)$`)

func sourceURL(text string) string {
	if found := issue.FindStringSubmatch(text); found != nil {
		return "https://github.com/" + found[1] + "/issues/" + found[2]
	}
	if strings.HasPrefix(text, "https://") && !strings.Contains(text, " ") {
		return text
	}
	return ""
}
