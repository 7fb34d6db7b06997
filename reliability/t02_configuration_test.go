package reliability

import (
	"strings"
	"testing"

	"github.com/gatelint/gatelint/internal/tally"
)

// What bounds a run is said by whoever runs it. The configuration and the
// baseline may come with the definitions, and are read within the same bounds.
func TestHostileConfiguration(t *testing.T) {
	const definition = "resource \"aws_api_gateway_rest_api\" \"a\" {\n  name = \"a\"\n}\n"
	texts := map[string]string{
		"limits":         "version: 1\nlimits: {depth: 5}\n",
		"limit":          "version: 1\nlimit: [depth=5]\n",
		"a larger file":  "version: 1\ndocument-size: 1GiB\n",
		"deep lists":     "version: 1\nexclude: " + strings.Repeat("[", 500_000),
		"deep mappings":  "version: 1\nvariables: " + nested("{a: ", "b", "}", 100_000) + "\n",
		"deep sequences": "version: 1\nexclude:\n" + strings.Repeat("- ", 100_000) + "a\n",
		"too large":      "version: 1\n" + strings.Repeat("# x\n", 1<<20),
	}
	for style, level := range aliasBombs {
		texts["bomb of a "+style] = "version: 1\nvariables:\n  " + strings.ReplaceAll(bomb(level, 12), "\n", "\n  ") + "\n"
	}
	for _, text := range selfAliases {
		texts["itself: "+text] = "version: 1\nvariables:\n  " + strings.ReplaceAll(text, "\n", "\n  ") + "\n"
	}
	for name, text := range texts {
		run := gatelint(t, write(t, map[string]string{"main.tf": definition, ".gatelint.yaml": text}), "check")
		if run.code != 2 || !strings.Contains(run.stderr, ".gatelint.yaml") || run.memory > 64<<20 {
			run.seen(t)
			t.Errorf("%s: exit %d: %.300s", name, run.code, run.stderr)
		}
	}
	baselines := map[string]string{
		"deep":       strings.Repeat("[", 1_000_000),
		"deep later": `{"schema": "gatelint.baseline/1", "findings": ` + strings.Repeat(`[{"a":`, 200_000),
		"binary":     "\x00\x01\x02",
	}
	for name, text := range baselines {
		run := gatelint(t, write(t, map[string]string{"main.tf": definition, "b.json": text}), "check", "--baseline", "b.json")
		if run.code != 2 || !strings.Contains(run.stderr, "b.json") {
			t.Errorf("a baseline, %s: exit %d: %.300s", name, run.code, run.stderr)
		}
	}
	tally.Count(t, "T02", "configurations", len(texts)+len(baselines))
}
