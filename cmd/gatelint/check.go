package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/gatelint/gatelint/report"
	"github.com/gatelint/gatelint/rules"
)

// check is the main job with its flags.
type check struct {
	app    *app
	inputs inputs
	// source gives what there is to report.
	source  func(ctx context.Context, args []string) (*found, error)
	formats []string
	failOn  string
	// limit is how many findings are reported, 0 for all.
	limit                        int
	allow                        allowances
	baselines                    baselines
	since                        since
	shard                        shard
	quiet, verbose, plain, stats bool
}

func (a *app) checkCommand() *cobra.Command {
	c := check{app: a}
	c.source = c.lint
	command := &cobra.Command{
		Use:   "check [PATH...]",
		Short: "Lint files and directories",
		Long: `Lint what is defined under each PATH, by default the working directory:
Terraform and OpenTofu configurations and plans, CloudFormation and SAM
templates, cloud assemblies, OpenAPI documents. A PATH that names a file reports
on that file only, but reads all that belongs to it. "-" reads one document from
standard input.

Exit codes: 0 clean and everything was read; 1 findings at or above --fail-on;
2 wrong usage; 3 something was not read, or there was nothing to lint;
130 interrupted.`,
		Example: `  gatelint check
  gatelint check infra/ --var env=prod --region eu-west-1
  gatelint check template.yaml --parameter Stage=prod --format json
  gatelint check --format text --format sarif=gatelint.sarif`,
		PreRunE: func(command *cobra.Command, _ []string) error { return c.inputs.configure(a, command.Flags()) },
		RunE: func(command *cobra.Command, paths []string) (err error) {
			if c.inputs.options.Shard, err = c.shard.parse(command.Flags(), &c.inputs.config, paths); err != nil {
				return err
			}
			return c.run(command.Context(), paths)
		},
	}
	flags := command.Flags()
	flags.StringSliceVar(&c.inputs.options.Select, "select", nil, "evaluate only the rules in `LIST`: ids, names, groups, id prefixes")
	flags.StringSliceVar(&c.inputs.options.Ignore, "ignore", nil, "leave out the rules in `LIST`")
	flags.BoolVar(&c.inputs.options.NoInline, "no-inline", false, "disregard the suppressions in definitions")
	flags.StringVar(&c.inputs.today, "now", "", "take `DATE` for today, as in 2027-01-31, for what depends on it: suppressions expire")
	c.inputs.addTo(flags)
	c.since.addTo(flags)
	c.shard.addTo(flags)
	flags.BoolVar(&c.inputs.options.Undecided, "undecided", false, "list what could not be decided, and why, and which inputs would decide the most")
	c.addOutputTo(command)
	completeWith(command, "select", ruleLists)
	completeWith(command, "ignore", ruleLists)
	return command
}

// addOutputTo adds the flags that say what is reported, how and where.
func (c *check) addOutputTo(command *cobra.Command) {
	flags := command.Flags()
	flags.StringArrayVar(&c.formats, "format", []string{"text"}, "`FORMAT[=FILE]` of the report, to standard output or a file: "+strings.Join(report.Formats(), ", ")+" (repeatable)")
	flags.StringVar(&c.failOn, "fail-on", "warning", "least severity, `LEVEL`, that makes the exit code 1: error, warning, info, never")
	flags.IntVar(&c.limit, "max-findings", 0, "report at most `N` findings, the worst ones; 0 for all")
	c.baselines.addTo(flags)
	c.allow.addTo(flags)
	flags.BoolVarP(&c.quiet, "quiet", "q", false, "print findings only")
	flags.BoolVarP(&c.verbose, "verbose", "v", false, "say more: what was read, and every module that is not here")
	flags.BoolVar(&c.plain, "no-color", false, "print no colours (also: NO_COLOR)")
	flags.BoolVar(&c.stats, "stats", false, "count findings by rule, on standard error")
	complete(command, "format", report.Formats())
	complete(command, "fail-on", []string{"error", "warning", "info", "never"})
}

// lint is the source of what definitions say.
func (c *check) lint(ctx context.Context, paths []string) (*found, error) {
	if !c.quiet {
		progress := c.app.showProgress()
		defer progress.stop()
		c.inputs.options.Progress = progress.update
	}
	found, err := c.inputs.lint(ctx, c.app.stdin, paths)
	if err == nil && !c.inputs.options.Shard.IsZero() {
		found.shard = c.shard.of(found)
	}
	return found, err
}

// run reports on paths, or on what else the source takes.
func (c *check) run(ctx context.Context, paths []string) error {
	if c.quiet && c.verbose {
		return errors.New("--quiet and --verbose exclude each other")
	}
	if c.limit < 0 {
		return fmt.Errorf("--max-findings %d: write a number of findings, or 0 for all", c.limit)
	}
	threshold, err := parseThreshold(c.failOn)
	if err != nil {
		return err
	}
	outputs, err := parseOutputs(c.formats)
	if err != nil {
		return err
	}
	if err := c.baselines.read(); err != nil {
		return err
	}
	found, err := c.source(ctx, paths)
	if err != nil {
		return err
	}
	defer found.close()

	c.baselines.hide(found, rules.Options{Select: c.inputs.options.Select, Ignore: c.inputs.options.Ignore})
	if err := c.since.hide(ctx, found, &c.inputs); err != nil {
		return err
	}
	if err := c.baselines.write(c.app, found.empty() && !c.allow.empty); err != nil {
		return err
	}
	r := found.report()
	if c.inputs.options.Undecided {
		r.Undecided = found.undecidedReport()
	}
	r.Findings = report.Worst(r.Findings, c.limit)
	options := report.Options{
		Lines:   found.line,
		Quiet:   c.quiet,
		Verbose: c.verbose,
		Base:    found.base,
	}
	if err := c.app.writeAll(outputs, r, options, c.app.color && !c.plain); err != nil {
		return err
	}
	c.comment(found, outputs)
	c.app.code = c.allow.exitCode(found)
	if threshold.reachedBy(found.findings) {
		c.app.code = exitFindings
	}
	return nil
}

// comment says on standard error what goes beside the report.
func (c *check) comment(found *found, outputs []output) {
	if c.verbose {
		for _, m := range found.models {
			c.app.sayf("read %s (%s): %d resources, %d APIs", m.Path, m.Dialect, m.Resources, len(m.APIs))
		}
	}
	if c.stats {
		c.app.sayStats(found)
	}
	listed := slices.Contains(outputs, output{format: "text"}) && !c.quiet
	c.app.sayWhatIsMissing(found, c.allow, listed)
}
