package terraform

import (
	"context"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/internal/source"
)

// corpus gives a folder of published definitions and the folders in it that
// hold Terraform files.
func corpus(t *testing.T) (root string, dirs []string) {
	t.Helper()
	root = os.Getenv("GATELINT_CORPUS")
	if root == "" {
		t.Skip("GATELINT_CORPUS is not set: no published definitions are read")
	}
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && filepath.Ext(name) == ".tf" {
			dir, _ := filepath.Rel(root, filepath.Dir(name))
			dirs = append(dirs, filepath.ToSlash(dir))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(dirs)
	return root, slices.Compact(dirs)
}

// TestCorpus reads every folder: none may fail, and what cannot be read must be
// the file's fault.
func TestCorpus(t *testing.T) {
	name, dirs := corpus(t)
	root, err := source.Open(name, source.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	resources, unread := 0, 0
	for _, dir := range dirs {
		definition, problems := Load(root, dir, Options{})
		resources += len(definition.Resources)
		for _, problem := range problems {
			switch problem.Kind {
			case source.Internal, source.Limit, source.Unsupported:
				t.Errorf("%s: %s: %s", problem.Kind, problem.At, problem.Message)
			case source.Unreadable:
				unread++
				t.Logf("%s: %s", problem.At, problem.Message)
			case source.UnresolvedModule:
			}
		}
	}
	t.Logf("%d folders, %d resources, %d files not read", len(dirs), resources, unread)
}

// TestCorpusPlan compares what we know of each folder with what terraform
// plans, where it can plan without a network.
func TestCorpusPlan(t *testing.T) {
	name, dirs := corpus(t)
	plugins := os.Getenv("GATELINT_TF_PLUGIN_DIR")
	if plugins == "" {
		t.Skip("GATELINT_TF_PLUGIN_DIR is not set: nothing is planned")
	}
	total, planned := &comparison{}, 0
	for _, dir := range dirs {
		if only := os.Getenv("GATELINT_CORPUS_ONLY"); only != "" && !strings.Contains(dir, only) {
			continue
		}
		project, folder := copyProject(t, name, dir)
		want, ok := tryPlan(t, filepath.Join(project, folder), plugins)
		if !ok {
			continue
		}
		planned++
		got := &comparison{}
		got.run(t, project, folder, want)
		for _, line := range got.wrong {
			place, _, _ := strings.Cut(dir+": "+line, ": got")
			if !slices.Contains(knownDifferences, place) {
				t.Errorf("%s: %s", dir, line)
			}
		}
		for _, line := range got.lost {
			t.Logf("%s: not known to us: %s", dir, line)
		}
		total.add(got)
	}
	t.Logf("%d of %d folders planned, %d resources, %d values compared: %d wrong, %d known to terraform only",
		planned, len(dirs), total.resources, total.compared, len(total.wrong), len(total.lost))
}

// knownDifferences are values in which we differ on purpose.
var knownDifferences = []string{
	// the provider takes -1 for no value
	"kics/terraform/aws/api_gateway_with_invalid_compression/test: aws_api_gateway_rest_api.positive2.minimum_compression_size",
}

// offline makes any configuration of the provider work without a network.
const offline = `provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
}
`

// copyProject copies a folder with the local modules that it calls, and gives
// the copy and the folder's path in it.
func copyProject(t *testing.T, root, dir string) (project, folder string) {
	t.Helper()
	opened, err := source.Open(root, source.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close()
	definition, _ := Load(opened, dir, Options{})
	top := dir
	for _, file := range definition.Files {
		for top != "." && !strings.HasPrefix(file, top+"/") {
			top = path.Dir(top)
		}
	}
	to := t.TempDir()
	if err := os.CopyFS(to, os.DirFS(filepath.Join(root, top))); err != nil {
		t.Fatal(err)
	}
	rel, err := filepath.Rel(top, dir)
	if err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(to, rel)
	file := "offline.tf"
	if newRun(opened, dir, Options{}).module(dir).providers["aws"] != nil {
		file = "offline_override.tf"
	}
	if err := os.WriteFile(filepath.Join(copied, file), []byte(offline), 0o600); err != nil {
		t.Fatal(err)
	}
	return to, filepath.ToSlash(rel)
}

// tryPlan plans a copy; false if terraform cannot.
func tryPlan(t *testing.T, dir, plugins string) (plan, bool) {
	t.Helper()
	for _, args := range [][]string{
		{"init", "-plugin-dir=" + plugins, "-backend=false", "-input=false"},
		{"plan", "-no-color", "-refresh=false", "-input=false", "-lock=false", "-out=plan.bin"},
	} {
		cmd := exec.CommandContext(context.Background(), "terraform", args...)
		cmd.Dir = dir
		cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "CHECKPOINT_DISABLE=1", "TF_IN_AUTOMATION=1", "AWS_EC2_METADATA_DISABLED=true"}
		if out, err := cmd.CombinedOutput(); err != nil {
			if path := os.Getenv("GATELINT_CORPUS_LOG"); path != "" {
				f, _ := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
				_, _ = f.WriteString("== " + dir + " " + args[0] + "\n" + string(out))
				_ = f.Close()
			}
			return plan{}, false
		}
	}
	return shownPlan(t, dir), true
}
