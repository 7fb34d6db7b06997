package prescan

import (
	"fmt"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

func TestAliases(t *testing.T) {
	doubled := func(levels int) string {
		text := "a0: &a0 x\n"
		for i := 1; i <= levels; i++ {
			text += fmt.Sprintf("a%d: &a%d [*a%d, *a%d]\n", i, i, i-1, i-1)
		}
		return text
	}
	deep := func(levels int) string {
		text := "a0: &a0 x\n"
		for i := 1; i <= levels; i++ {
			text += fmt.Sprintf("a%d: &a%d %s*a%d%s\n", i, i, strings.Repeat("[", 5), i-1, strings.Repeat("]", 5))
		}
		return text
	}
	for name, test := range map[string]struct {
		text string
		want bool
	}{
		"no aliases":          {"a: [b, {c: d}]\n", true},
		"few":                 {doubled(4), true},
		"too many":            {doubled(40), false},
		"as many as there is": {"[" + strings.Repeat("x, ", 900) + "x]\n", true},
		"one list too long":   {"[" + strings.Repeat("x, ", 1000) + "x]\n", false},
		"deep":                {deep(3), true},
		"too deep":            {deep(30), false},
		"itself":              {"a: &a [*a]\n", false},
		"itself, merged":      {"a: &a {<<: *a}\n", false},
	} {
		var document yaml.Node
		if err := yaml.Unmarshal([]byte(test.text), &document); err != nil {
			t.Fatal(err)
		}
		if got := Aliases(&document, 1000, 50); got != test.want {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}
