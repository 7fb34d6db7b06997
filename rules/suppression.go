package rules

import "slices"

// SuppressionGroup is the group of the rules about suppressions.
const SuppressionGroup = "suppression"

// Suppressions gives the rules about suppressions, ordered by id.
func Suppressions() []Rule { return slices.Clone(suppressions) }

// suppressions are the rules about suppressions that stand in definitions. They
// have no policy, because they judge what is said of findings and not what is
// defined; the package suppress speaks for them. No suppression covers them.
var suppressions = []Rule{
	{
		ID: "SUP001", Name: "suppression-unused", Group: SuppressionGroup,
		Title: "Suppression suppresses nothing",
		Description: "No finding of the rule that the suppression names stands where it covers. " +
			"The fault may have been mended, or the suppression stands in the wrong place. It would hide the next fault of that kind without anybody having looked at it.",
		Severity: Warning, Phase: Run, Since: "0.1.0",
		Remedy: "Delete the suppression, or the name of this rule from it; or move it to what it is meant for.",
		Limitations: []string{
			"It is said only where it is certain: the rule was evaluated, all of the definition was read, and no variable, parameter, data source or module that is not known takes part in what the suppression covers.",
		},
	},
	{
		ID: "SUP002", Name: "suppression-without-reason", Group: SuppressionGroup,
		Title:       "Suppression gives no reason",
		Description: "A suppression without a reason suppresses nothing. Who reads it next year has to know why the finding does not matter here.",
		Severity:    Warning, Phase: Run, Since: "0.1.0",
		Remedy: "Write the reason behind the names of the rules, or under the key reason.",
	},
	{
		ID: "SUP003", Name: "suppression-of-unknown-rule", Group: SuppressionGroup,
		Title:       "Suppression names no rule",
		Description: "What the suppression names is neither the id nor the name of a rule, so that it suppresses nothing. There are no wildcards, and groups of rules cannot be suppressed in a definition.",
		Severity:    Warning, Phase: Run, Since: "0.1.0",
		Remedy: "Write the id or the name of one rule, or several with commas between them; `gatelint rules` lists them. What a whole repository should not be told belongs under --ignore.",
	},
	{
		ID: "SUP004", Name: "suppression-expired", Group: SuppressionGroup,
		Title:       "Suppression has expired",
		Description: "The date of the suppression has passed, or cannot be read. The findings that it covered are reported again.",
		Severity:    Warning, Phase: Run, Since: "0.1.0",
		Remedy: "Mend what it covers; or, if the reason still holds, give it a new date.",
	},
}
