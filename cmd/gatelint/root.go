package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func (a *app) rootCommand() *cobra.Command {
	var showVersion bool
	root := &cobra.Command{
		Use:   "gatelint",
		Short: "Find API Gateway misconfigurations that deploy cleanly and fail when called",
		Long: `gatelint reads Terraform and CloudFormation definitions and finds the API Gateway
misconfigurations that deploy cleanly and fail when called: 403, 5xx, a wrong
certificate, a name that does not resolve.

It only reads: it runs nothing, connects to nothing, and opens no file outside
the folder that it is given.`,
		Example: `  gatelint check
  gatelint check infra/ --format sarif=gatelint.sarif
  gatelint explain "Invalid permissions on Lambda function"`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          noCommand,

		SuggestionsMinimumDistance: 2,
		RunE: func(command *cobra.Command, _ []string) error {
			if showVersion {
				b := thisBuild()
				return a.print([]byte(b.text()))
			}
			return command.Help()
		},
	}
	root.Flags().BoolVar(&showVersion, "version", false, "print the version")
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(
		a.checkCommand(),
		a.mergeCommand(),
		a.rulesCommand(),
		a.explainCommand(),
		a.modelCommand(),
		a.initCommand(),
		a.versionCommand(),
		a.manCommand(),
	)
	return root
}

// noCommand refuses what is not the name of a command, and says what was
// probably meant.
func noCommand(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	hint := "`gatelint --help` lists the commands"
	if near := root.SuggestionsFor(args[0]); len(near) > 0 {
		hint = fmt.Sprintf("did you mean `gatelint %s`?", near[0])
	} else if _, err := os.Stat(args[0]); err == nil {
		hint = fmt.Sprintf("did you mean `gatelint check %s`?", args[0])
	}
	return fmt.Errorf("there is no command %q; %s", args[0], hint)
}

// flagError names the flag that was probably meant, and where all are listed.
func flagError(command *cobra.Command, err error) error {
	hint := fmt.Sprintf("`%s --help` lists the flags", command.CommandPath())
	if unknown, ok := errors.AsType[*pflag.NotExistError](err); ok {
		if name := nearestFlag(command, unknown.GetSpecifiedName()); name != "" {
			hint = fmt.Sprintf("did you mean --%s? %s", name, hint)
		}
	}
	return fmt.Errorf("%w; %s", err, hint)
}

// nearestFlag gives the name of the flag that a misspelt one resembles, "" if
// none does.
func nearestFlag(command *cobra.Command, wrong string) string {
	nearest, least := "", 1+len(wrong)/3
	command.Flags().VisitAll(func(flag *pflag.Flag) {
		distance := levenshtein.ComputeDistance(wrong, flag.Name)
		if strings.HasPrefix(flag.Name, wrong) {
			distance = 1
		}
		if distance <= least && (nearest == "" || distance < least) {
			nearest, least = flag.Name, distance
		}
	})
	return nearest
}
