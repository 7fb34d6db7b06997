package main

import (
	"context"
	"encoding/json"

	"github.com/spf13/cobra"

	"github.com/gatelint/gatelint/report"
)

// modelSchema names the shape of the models as JSON.
const modelSchema = "gatelint.model/1"

func (a *app) modelCommand() *cobra.Command {
	var in inputs
	var allow allowances
	command := &cobra.Command{
		Use:   "model [PATH...]",
		Short: "Print the normalized model as JSON: what the policies see",
		Long: `Print what gatelint understood of the definitions under each PATH, by default the
working directory: a model for each definition, and one for each variant of a
template with conditions. "-" reads one document from standard input.`,
		PreRunE: func(command *cobra.Command, _ []string) error { return in.configure(a, command.Flags()) },
		RunE: func(command *cobra.Command, paths []string) error {
			return a.printModels(command.Context(), &in, allow, paths)
		},
	}
	in.addTo(command.Flags())
	allow.addTo(command.Flags())
	return command
}

func (a *app) printModels(ctx context.Context, in *inputs, allow allowances, paths []string) error {
	found, err := in.lint(ctx, a.stdin, paths)
	if err != nil {
		return err
	}
	defer found.close()

	models := make([]json.RawMessage, len(found.models))
	for i, m := range found.models {
		if models[i], err = m.JSON(); err != nil {
			return err
		}
	}
	output, err := indented(struct {
		Schema string            `json:"schema"`
		Models []json.RawMessage `json:"models"`
	}{modelSchema, models})
	if err != nil {
		return err
	}
	a.sayWhatIsMissing(found, allow, false)
	a.code = allow.exitCode(found)
	return a.print(report.EscapeJSON(output))
}
