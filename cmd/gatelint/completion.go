package main

import (
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/gatelint/gatelint/rules"
)

// complete offers values of a flag to the shell.
func complete(command *cobra.Command, flag string, values []string) {
	completeWith(command, flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
}

func completeWith(command *cobra.Command, flag string, offer cobra.CompletionFunc) {
	if err := command.RegisterFlagCompletionFunc(flag, offer); err != nil {
		panic(err) // the flag is not there
	}
}

// ruleNames offers the ids and names of the rules.
func ruleNames(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var offers []cobra.Completion
	for _, rule := range rules.Catalogue() {
		offers = append(offers,
			cobra.CompletionWithDesc(rule.ID, rule.Title),
			cobra.CompletionWithDesc(rule.Name, rule.ID+": "+rule.Title))
	}
	return offers, cobra.ShellCompDirectiveNoFileComp
}

// namesOfRules matches the beginning of a list of ids, names and groups.
var namesOfRules = regexp.MustCompile(`^[A-Za-z0-9,-]*$`)

// ruleLists offers what may come next in a list of rules and groups, separated
// by commas. What is in the list already is not offered again. Behind a comma
// nothing is described: cobra's script for bash then finds no match.
func ruleLists(command *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	names, directive := ruleNames(command, args, typed)
	offers := slices.Concat(groups(), names)
	begun := typed[:strings.LastIndexByte(typed, ',')+1]
	if begun == "" {
		return offers, directive
	}
	if !namesOfRules.MatchString(begun) {
		return nil, directive // no rule is called like that, and it would be printed again
	}
	listed := strings.Split(begun, ",")
	var next []cobra.Completion
	for _, offer := range offers {
		if name, _, _ := strings.Cut(offer, "\t"); !slices.Contains(listed, name) {
			next = append(next, begun+name)
		}
	}
	return next, directive
}

func groups() []cobra.Completion {
	var names []cobra.Completion
	for _, rule := range rules.Catalogue() {
		names = append(names, cobra.CompletionWithDesc(rule.Group, "all rules of the group"))
	}
	slices.Sort(names)
	return slices.Compact(names)
}
