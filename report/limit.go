package report

import (
	"slices"

	"github.com/gatelint/gatelint/rules"
)

// Worst gives the n worst findings, in the order they came in; all of them if
// there are no more, or if n is 0.
func Worst(findings []rules.Finding, n int) []rules.Finding {
	if n <= 0 || len(findings) <= n {
		return findings
	}
	var kept [3]int // how many of each severity are kept
	left := n
	for level := range kept {
		for i := range findings {
			if rank(findings[i].Severity) == level && left > 0 {
				kept[level]++
				left--
			}
		}
	}
	worst := make([]rules.Finding, 0, n)
	for i := range findings {
		if level := rank(findings[i].Severity); kept[level] > 0 {
			kept[level]--
			worst = append(worst, findings[i])
		}
	}
	return slices.Clip(worst)
}

// rank counts from 0, the worst.
func rank(s rules.Severity) int {
	switch s {
	case rules.Error:
		return 0
	case rules.Warning:
		return 1
	case rules.Info:
	}
	return 2
}
