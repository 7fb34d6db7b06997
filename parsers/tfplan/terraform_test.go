package tfplan_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
)

// provider gives the folder of the AWS provider that terraform is to use; a test
// that needs terraform is skipped where there is none.
func provider(t *testing.T) string {
	t.Helper()
	found, _ := filepath.Glob(filepath.Join(os.Getenv("GATELINT_TF_PLUGIN_DIR"),
		"registry.terraform.io/hashicorp/aws/*", runtime.GOOS+"_"+runtime.GOARCH))
	missing := ""
	if _, err := exec.LookPath("terraform"); err != nil {
		missing = "terraform is not installed"
	} else if len(found) != 1 {
		missing = "GATELINT_TF_PLUGIN_DIR names no mirror with one version of the AWS provider, unpacked"
	}
	switch {
	case missing != "" && updates:
		t.Fatal(missing + ": no plan can be made")
	case missing != "":
		t.Skip(missing + ": no plans are made")
	}
	return found[0]
}

// settings make terraform take the provider as it is, and look for no other.
const settings = `provider_installation {
  dev_overrides {
    "hashicorp/aws" = %q
  }
}
`

// updates says that the plans in testdata are to be made anew: "make plans".
var updates = os.Getenv("GATELINT_UPDATE") != ""

// planned gives the plan of the configuration in a folder, without anything
// that differs from run to run or from machine to machine.
func planned(t *testing.T, dir string) []byte {
	t.Helper()
	out, err := terraform(t, dir, "get")
	if err != nil {
		t.Fatalf("terraform get: %v\n%s", err, out)
	}
	if out, err = terraform(t, dir, "plan", "-no-color", "-refresh=false", "-input=false", "-lock=false", "-out=plan.bin"); err != nil {
		t.Fatalf("terraform plan: %v\n%s", err, out)
	}
	if out, err = terraform(t, dir, "show", "-json", "plan.bin"); err != nil {
		t.Fatalf("terraform show: %v\n%s", err, out)
	}
	var indented bytes.Buffer
	if err := json.Indent(&indented, bytes.TrimSpace(out), "", " "); err != nil {
		t.Fatal(err)
	}
	indented.WriteByte('\n')
	return volatile.ReplaceAll(indented.Bytes(), nil)
}

// volatile is when a plan was made, by which release of terraform, and a list
// that has no order.
var volatile = regexp.MustCompile(`(?ms)^ +"(timestamp|terraform_version)": [^\n]*\n|^ "relevant_attributes": \[(\],|.*?^ \],)\n`)

// terraform runs terraform in a folder, without a network, and gives what it
// prints.
func terraform(t *testing.T, dir string, args ...string) ([]byte, error) {
	t.Helper()
	config := filepath.Join(t.TempDir(), "terraformrc")
	if err := os.WriteFile(config, fmt.Appendf(nil, settings, provider(t)), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "terraform", args...)
	cmd.Dir = dir
	cmd.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "CHECKPOINT_DISABLE=1", "TF_IN_AUTOMATION=1", "AWS_EC2_METADATA_DISABLED=true",
		"TF_CLI_CONFIG_FILE=" + config, "AWS_REGION=eu-west-1",
	}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return append(out, stderr.Bytes()...), err
	}
	return out, nil
}

// write writes files into a new folder.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// files reads all files below a folder.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		found[strings.TrimPrefix(filepath.ToSlash(name), filepath.ToSlash(dir)+"/")] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
