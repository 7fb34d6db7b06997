package main

import (
	"github.com/spf13/cobra"

	"github.com/gatelint/gatelint/internal/source"
)

// version is that of the next or the present release.
const version = "0.1.0"

func (a *app) versionCommand() *cobra.Command {
	var limits bool
	command := &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Long: `Print the version, and with --limits what bounds a run: the name of each limit,
its value and what it bounds. A run that meets one goes on, reports what it did
not read, and ends with 3. "--limit NAME=VALUE" of check and model sets another
value; nothing in the definitions can.`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if !limits {
				return a.print([]byte("gatelint " + version + "\n"))
			}
			table, err := limitTable(source.DefaultLimits())
			if err != nil {
				return err
			}
			return a.print([]byte(table))
		},
	}
	command.Flags().BoolVar(&limits, "limits", false, "list the limits instead")
	return command
}
