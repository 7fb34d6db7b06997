package main

import (
	"fmt"
	"maps"
	"strings"

	"github.com/spf13/pflag"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/lint"
)

// inputs are the flags that say what definitions leave open. They are the same
// for every command that reads definitions.
type inputs struct {
	options                    lint.Options
	variables, varFiles        []string
	parameters, parameterFiles []string
	stdinName                  string
	// raised are the limits as they are given, limits those that hold.
	raised []string
	limits source.Limits
	// today is a date, "" for the one that it is.
	today  string
	config configuration
}

func (i *inputs) addTo(flags *pflag.FlagSet) {
	i.config.addTo(flags)
	flags.StringArrayVar(&i.variables, "var", nil, "value of a Terraform variable, `NAME=VALUE` (repeatable)")
	flags.StringArrayVar(&i.varFiles, "var-file", nil, "`FILE` of Terraform variables (repeatable)")
	flags.StringArrayVar(&i.parameters, "parameter", nil, "value of a CloudFormation parameter, `NAME=VALUE` (repeatable)")
	flags.StringArrayVar(&i.parameterFiles, "parameter-file", nil, "`FILE` of CloudFormation parameters, JSON or YAML (repeatable)")
	flags.StringVar(&i.options.Region, "region", "", "`REGION` that is deployed to")
	flags.StringVar(&i.options.Account, "account", "", "`ID` of the account that is deployed to")
	flags.IntVar(&i.options.Jobs, "jobs", 0, "work on `N` definitions at once; 0 for one on each processor")
	flags.StringArrayVar(&i.raised, "limit", nil, "another `NAME=VALUE` for a limit of \"gatelint version --limits\" (repeatable)")
	flags.StringVar(&i.stdinName, "stdin-filename", "", "`NAME` of the document on standard input; it stands in for the file of that name")
}

// resolve turns the flags into options. Of two values for one name the later
// one counts, and a flag counts more than a file.
func (i *inputs) resolve() error {
	var err error
	if i.limits, err = limitsOf(i.raised); err != nil {
		return err
	}
	if i.options.Today, err = day(i.today); err != nil {
		return err
	}
	if i.options.Variables, err = assignments("--var", i.variables); err != nil {
		return err
	}
	i.options.Parameters = i.config.parameters()
	for _, file := range i.parameterFiles {
		parameters, err := readParameters(file, i.limits.DocumentBytes)
		if err != nil {
			return fmt.Errorf("--parameter-file %s: %w", file, err)
		}
		maps.Copy(i.options.Parameters, parameters)
	}
	parameters, err := assignments("--parameter", i.parameters)
	if err != nil {
		return err
	}
	maps.Copy(i.options.Parameters, parameters)
	return checkPlace(i.options.Region, i.options.Account)
}

// assignments reads NAME=VALUE.
func assignments(flag string, list []string) (map[string]string, error) {
	values := map[string]string{}
	for _, item := range list {
		name, value, ok := strings.Cut(item, "=")
		if !ok || name == "" {
			return nil, fmt.Errorf("%s %s: write it as NAME=VALUE", flag, item)
		}
		values[name] = value
	}
	return values, nil
}
