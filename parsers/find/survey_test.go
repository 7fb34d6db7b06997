package find

import "testing"

func TestHasName(t *testing.T) {
	for text, want := range map[string]bool{
		"a.yaml":                                true,
		`file("${path.module}/a.yaml")`:         true,
		`"${var.x}a.yaml"`:                      true,
		"TemplateURL: a.yaml\n":                 true,
		"data.yaml, then a.yaml.":               true,
		"a.yamla.yaml a.yaml":                   true,
		"":                                      false,
		"data.yaml":                             false,
		"x.a.yaml":                              false,
		"x-a.yaml x_a.yaml":                     false,
		"a.yaml2":                               false,
		"a.yam":                                 false,
		`join("", [var.folder, "/not-a.yaml"])`: false,
	} {
		if got := hasName([]byte(text), "a.yaml"); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
