package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/gatelint/gatelint/internal/source"
)

// limitsOf gives the limits with those that the command line sets otherwise. No
// file can: it might be the one that they protect from.
func limitsOf(assignments []string) (source.Limits, error) {
	limits := source.DefaultLimits()
	for _, item := range assignments {
		name, text, ok := strings.Cut(item, "=")
		if !ok {
			return limits, fmt.Errorf("--limit %s: write it as NAME=VALUE", item)
		}
		if err := limits.Set(name, text); err != nil {
			return limits, fmt.Errorf("--limit %s: %w", item, err)
		}
	}
	return limits, nil
}

// limitTable writes the limits with their values.
func limitTable(limits source.Limits) (string, error) {
	var text strings.Builder
	w := tabwriter.NewWriter(&text, 0, 0, 2, ' ', 0)
	for _, bound := range source.LimitTable() {
		fmt.Fprintf(w, "%s\t%s\t%s\n", bound.Name, bound.Of(limits), bound.What)
	}
	err := w.Flush()
	return text.String(), err
}
