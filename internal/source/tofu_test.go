package source

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWithoutReplaced(t *testing.T) {
	names := []string{"a.tf", "a.tofu", "b.tf", "b.tofu.json", "c.tf.json", "c.tofu.json", "d.tf.json", "d.tofu", "override.tf", "override.tofu"}
	want := []string{"a.tofu", "b.tf", "b.tofu.json", "c.tofu.json", "d.tf.json", "d.tofu", "override.tofu"}
	if diff := cmp.Diff(want, WithoutReplaced(names)); diff != "" {
		t.Error(diff)
	}
	if names[0] != "a.tf" || len(names) != 10 {
		t.Errorf("the names handed in are now %v", names)
	}
}
