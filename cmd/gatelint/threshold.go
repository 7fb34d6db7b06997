package main

import (
	"fmt"

	"github.com/gatelint/gatelint/rules"
)

// threshold says from which severity on findings make the exit code 1: none,
// errors, warnings too, all.
type threshold int

var levels = map[rules.Severity]threshold{rules.Error: 1, rules.Warning: 2, rules.Info: 3}

func parseThreshold(name string) (threshold, error) {
	if name == "never" {
		return 0, nil
	}
	if level, ok := levels[rules.Severity(name)]; ok {
		return level, nil
	}
	return 0, fmt.Errorf("--fail-on %s: it is one of error, warning, info, never", name)
}

func (t threshold) reachedBy(findings []rules.Finding) bool {
	for i := range findings {
		if levels[findings[i].Severity] <= t {
			return true
		}
	}
	return false
}
