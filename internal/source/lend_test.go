package source

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLend(t *testing.T) {
	now, _ := tree(t, DefaultLimits(), map[string]string{
		".gitignore": "*.tfvars\n/.terraform\nbuild\n", "a.tf": "new", "b.tf": "new", "x.auto.tfvars": "x",
		".terraform/modules/m/main.tf": "m", "sub/.gitignore": "!kept.tfvars", "sub/kept.tfvars": "k", "sub/y.tfvars": "y", "build/deep/z.tfvars": "z",
	})
	then, _ := tree(t, DefaultLimits(), map[string]string{"a.tf": "old", "sub/y.tfvars": "old"})
	may := func(name string) bool {
		return strings.HasPrefix(name, ".terraform") || strings.HasSuffix(name, ".tfvars") && now.Ignores(name)
	}
	root := OpenTree(now.Lend(then.tree, may), DefaultLimits())
	for name, want := range map[string]string{
		"a.tf": "old", "b.tf": "", "x.auto.tfvars": "x", ".terraform/modules/m/main.tf": "m",
		"sub/kept.tfvars": "", "sub/y.tfvars": "old", "build/deep/z.tfvars": "z",
	} {
		file, err := root.Read(name)
		switch {
		case err != nil && want != "":
			t.Errorf("%s: %v", name, err)
		case err == nil && string(file.Bytes) != want:
			t.Errorf("%s is %q, want %q", name, file.Bytes, want)
		}
	}
	entries, err := root.ReadDir(".")
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if diff := cmp.Diff([]string{".terraform", "a.tf", "sub", "x.auto.tfvars"}, names); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if entries, err := root.ReadDir(".terraform/modules"); len(entries) != 1 || err != nil {
		t.Error(entries, err)
	}
}
