package main

import "github.com/spf13/cobra"

// version is that of the next or the present release.
const version = "0.1.0"

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return a.print([]byte("gatelint " + version + "\n"))
		},
	}
}
