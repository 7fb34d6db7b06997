package main

import (
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"github.com/gatelint/gatelint/internal/source"
)

// named is how many problems are named on standard error where the report
// shows all of them, and otherwise.
const (
	namedBeside = 3
	namedAlone  = 20
)

// allowances are what else than a complete run may end with 0.
type allowances struct {
	incomplete, empty bool
}

func (a *allowances) addTo(flags *pflag.FlagSet) {
	flags.BoolVar(&a.incomplete, "allow-incomplete", false, "do not fail if something could not be read")
	flags.BoolVar(&a.empty, "allow-empty", false, "do not fail if there is nothing to lint")
}

// exitCode is that of a run without findings.
func (a *allowances) exitCode(f *found) int {
	missing := len(f.incomplete()) > 0
	switch {
	case missing && !a.incomplete:
		return exitIncomplete
	case f.empty() && !a.empty:
		return exitIncomplete
	}
	return exitClean
}

// sayWhatIsMissing names what was not read, shortly if the report that goes to
// the same reader lists it.
func (a *app) sayWhatIsMissing(f *found, allow allowances, listed bool) {
	problems := f.incomplete()
	switch {
	case f.empty() && !allow.empty:
		a.sayf("nothing to lint: no definition of Terraform, CloudFormation, SAM or OpenAPI in %s%s; --allow-empty accepts that", strings.Join(f.asked, ", "), f.config.exclusion())
	case len(problems) == 0:
	case listed:
		places := []string{}
		for _, p := range problems[:min(len(problems), namedBeside)] {
			places = append(places, placeOf(p))
		}
		if more := len(problems) - len(places); more > 0 {
			places = append(places, fmt.Sprintf("%d more", more))
		}
		a.sayf("incomplete: not everything was read (%s); the report says why", strings.Join(places, ", "))
	default:
		for _, p := range problems[:min(len(problems), namedAlone)] {
			a.sayf("not read: %s: %s", placeOf(p), p.Message)
		}
		if more := len(problems) - namedAlone; more > 0 {
			a.sayf("not read: %d more", more)
		}
	}
}

// placeOf gives file:line:column, or the file alone.
func placeOf(p source.Problem) string {
	if p.At.Start.Line == 0 {
		return p.At.File
	}
	return p.At.String()
}
