package rules_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/gatelint/gatelint/lint"
	"github.com/gatelint/gatelint/rules"
)

// A case of the dialect "plan" is the plan that terraform makes of the
// configuration beside it, with the values in planned.tfvars; if there is none,
// of the case of the same name in Terraform's language. Of that, it says the same.
func TestPlansSayWhatTheirConfigurationsSay(t *testing.T) {
	byName := map[string]*exampleCase{}
	for _, c := range examples(t) {
		byName[c.rule.ID+"/"+c.name] = c
	}
	for name, c := range byName {
		if _, beside := c.files["main.tf"]; beside || c.dialect() != "plan" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			configuration := byName[configurationOf(name)]
			if configuration == nil {
				t.Fatalf("there is no case %s", configurationOf(name))
			}
			want, got := subjects(run(t, configuration.files, lint.Options{})), subjects(run(t, c.files, lint.Options{}))
			if !slices.Equal(got, want) {
				t.Errorf("the plan has %q, its configuration %q", got, want)
			}
		})
	}
}

// configurationOf gives the name of the case that a plan is made of.
func configurationOf(plan string) string { return strings.TrimSuffix(plan, "plan") + "terraform" }

// subjects lists the rules that spoke with the resources that they spoke of.
func subjects(result *lint.Result) []string {
	list := make([]string, 0, len(result.Findings))
	for _, f := range result.Findings {
		list = append(list, f.Rule.ID+" "+f.Resource)
	}
	slices.Sort(list)
	return list
}

// fakeProvider lets terraform plan without an account.
const fakeProvider = `provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}
`

// TestMakePlans makes the plans of all cases anew. A new one begins as an empty
// file plan.json in the archive.
func TestMakePlans(t *testing.T) {
	plugins := os.Getenv("GATELINT_TF_PLUGIN_DIR")
	if os.Getenv("GATELINT_UPDATE") == "" || plugins == "" {
		t.Skip("plans are made by \"make plans\", with a folder of providers in GATELINT_TF_PLUGIN_DIR")
	}
	terraform := inFolder(t, plugins)
	for _, rule := range rules.WithPolicy() {
		t.Run(rule.ID, func(t *testing.T) {
			file := filepath.Join("../policies", rule.Path, "examples.txtar")
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			cases := casesOf(rule, archive)
			for _, c := range cases {
				i := slices.IndexFunc(archive.Files, func(f txtar.File) bool { return f.Name == c.name+"/plan.json" })
				if i < 0 {
					continue
				}
				configuration := c.files
				if _, beside := c.files["main.tf"]; !beside {
					of := slices.IndexFunc(cases, func(other *exampleCase) bool { return other.name == configurationOf(c.name) })
					if of < 0 {
						t.Fatalf("there is no case %s", configurationOf(c.name))
					}
					configuration = cases[of].files
				}
				archive.Files[i].Data = condensed(t, terraform(t, configuration))
			}
			if err := os.WriteFile(file, txtar.Format(archive), 0o600); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// inFolder gives the function that plans a configuration. It has one folder for
// all, so that the provider is set up once.
func inFolder(t *testing.T, plugins string) func(t *testing.T, files map[string]string) []byte {
	t.Helper()
	dir, ready := t.TempDir(), false
	terraform := func(t *testing.T, args ...string) []byte {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), "terraform", args...)
		cmd.Dir = dir
		cmd.Env = []string{
			"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "CHECKPOINT_DISABLE=1", "TF_IN_AUTOMATION=1",
			"AWS_EC2_METADATA_DISABLED=true", "AWS_ACCESS_KEY_ID=none", "AWS_SECRET_ACCESS_KEY=none",
		}
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("terraform %s: %v\n%s%s", args[0], err, out, stderr.Bytes())
		}
		return out
	}
	return func(t *testing.T, files map[string]string) []byte {
		t.Helper()
		files = maps.Clone(files)
		name := "provider.tf"
		for _, text := range files {
			if strings.Contains(text, "\nprovider \"aws\"") || strings.HasPrefix(text, "provider \"aws\"") {
				name = "provider_override.tf"
			}
		}
		files[name] = fakeProvider
		arguments := []string{"plan", "-no-color", "-refresh=false", "-input=false", "-lock=false", "-out=plan.bin"}
		if _, given := files["planned.tfvars"]; given {
			arguments = append(arguments, "-var-file=planned.tfvars")
		}
		old, _ := filepath.Glob(dir + "/*.tf*")
		for _, path := range old {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		}
		for name, text := range files {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if !ready {
			terraform(t, "init", "-plugin-dir="+plugins, "-backend=false", "-input=false")
			ready = true
		}
		terraform(t, arguments...)
		return terraform(t, "show", "-json", "plan.bin")
	}
}

// plan is what gatelint reads of a plan, as far as the examples need it: that of
// a root module alone.
type plan struct {
	FormatVersion string          `json:"format_version"`
	Variables     json.RawMessage `json:"variables"`
	PlannedValues struct {
		RootModule struct {
			Resources []planned `json:"resources"`
		} `json:"root_module"`
	} `json:"planned_values"`
	ResourceChanges []change `json:"resource_changes"`
	Configuration   struct {
		ProviderConfig json.RawMessage `json:"provider_config"`
		RootModule     struct {
			Resources []configured `json:"resources"`
		} `json:"root_module"`
	} `json:"configuration"`
}

type planned struct {
	Address         string          `json:"address"`
	Mode            string          `json:"mode"`
	Type            string          `json:"type"`
	Name            string          `json:"name"`
	Values          json.RawMessage `json:"values"`
	SensitiveValues json.RawMessage `json:"sensitive_values,omitempty"`
}

type change struct {
	Address string `json:"address"`
	Change  struct {
		Actions        []string        `json:"actions"`
		AfterUnknown   json.RawMessage `json:"after_unknown"`
		AfterSensitive json.RawMessage `json:"after_sensitive"`
	} `json:"change"`
}

type configured struct {
	Address           string          `json:"address"`
	Mode              string          `json:"mode"`
	Type              string          `json:"type"`
	Name              string          `json:"name"`
	ProviderConfigKey string          `json:"provider_config_key"`
	Expressions       json.RawMessage `json:"expressions,omitempty"`
	DependsOn         json.RawMessage `json:"depends_on,omitempty"`
}

// condensed leaves out of a plan what gatelint does not read, and when and by
// what it was made. Each resource has a line.
func condensed(t *testing.T, made []byte) []byte {
	t.Helper()
	var p plan
	if err := json.Unmarshal(made, &p); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	b.WriteString("{\n\"format_version\": \"" + p.FormatVersion + "\", \"complete\": true,\n")
	if p.Variables != nil {
		b.WriteString("\"variables\": ")
		b.Write(p.Variables)
		b.WriteString(",\n")
	}
	b.WriteString("\"planned_values\": {\"root_module\": {\"resources\": ")
	lines(t, &b, p.PlannedValues.RootModule.Resources)
	b.WriteString("}},\n\"resource_changes\": ")
	lines(t, &b, p.ResourceChanges)
	b.WriteString(",\n\"configuration\": {\"provider_config\": ")
	b.Write(p.Configuration.ProviderConfig)
	b.WriteString(", \"root_module\": {\"resources\": ")
	lines(t, &b, p.Configuration.RootModule.Resources)
	b.WriteString("}}}\n")
	return b.Bytes()
}

// lines writes a JSON array with one item on each line.
func lines[T any](t *testing.T, b *bytes.Buffer, items []T) {
	t.Helper()
	b.WriteString("[")
	for i, item := range items {
		text, err := json.Marshal(item)
		if err != nil {
			t.Fatal(err)
		}
		if i > 0 {
			b.WriteString(",")
		}
		b.WriteString("\n")
		b.Write(text)
	}
	b.WriteString("\n]")
}
