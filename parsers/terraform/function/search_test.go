package function

import (
	"regexp"
	"strings"
	"testing"
)

func TestSearchable(t *testing.T) {
	for name, test := range map[string]struct {
		pattern, text string
		want          bool
	}{
		"words":                    {`\w+`, strings.Repeat("some words ", 50_000), true},
		"none":                     {`x`, strings.Repeat("some words ", 50_000), true},
		"empty matches":            {`x*`, strings.Repeat("some words ", 50_000), true},
		"one line each":            {`(?m)^.*$`, strings.Repeat("some words\n", 50_000), true},
		"all that follows":         {`(?:[0-9a-f]{1,4}:)*:`, strings.Repeat("f:", 500_000), false},
		"all that follows, lazily": {`a.*?b|a`, strings.Repeat("a", 100_000), false},
		"all of a short text":      {`a.*?b|a`, strings.Repeat("a", 4_000), true},
	} {
		if got := searchable(regexp.MustCompile(test.pattern), test.text); got != test.want {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}
