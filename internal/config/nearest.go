package config

import (
	"fmt"
	"strings"

	"github.com/agnivade/levenshtein"
)

// maxCompared bounds what is compared with names: a longer text resembles none.
const maxCompared = 64

// hint says what a misspelt name was probably meant to be, or else what there
// is, if that is not much.
func hint(wrong string, names []string) string {
	if near := nearest(wrong, names); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	const few = 20
	if len(names) <= few {
		return "write one of " + strings.Join(names, ", ")
	}
	return "docs/configuration.md says what there is"
}

// nearest gives the name that a misspelt one resembles, "" if none does.
func nearest(wrong string, names []string) string {
	if len(wrong) > maxCompared {
		return ""
	}
	best, least := "", 1+len(wrong)/3
	for _, name := range names {
		distance := levenshtein.ComputeDistance(strings.ToLower(wrong), strings.ToLower(name))
		if distance <= least && (best == "" || distance < least) {
			best, least = name, distance
		}
	}
	return best
}
