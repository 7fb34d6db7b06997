package source

import (
	"slices"
	"strings"
)

// WithoutReplaced drops the Terraform files of one directory that OpenTofu
// passes over, because a file of its own has the same name: main.tofu replaces
// main.tf, main.tofu.json replaces main.tf.json.
func WithoutReplaced(names []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool {
		for _, json := range []string{"", ".json"} {
			if stem, ok := strings.CutSuffix(name, ".tf"+json); ok {
				return slices.Contains(names, stem+".tofu"+json)
			}
		}
		return false
	})
}
