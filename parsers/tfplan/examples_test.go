package tfplan_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/gatelint/gatelint/rules"
)

// example is a Terraform example of a rule: a folder of its examples.txtar.
type example struct {
	name  string // "INT001 bad/terraform"
	files map[string]string
	// want holds "file:line ID".
	want []string
}

var marker = regexp.MustCompile(`# finding: ([A-Z]{3}\d{3}(?:, [A-Z]{3}\d{3})*)$`)

// throughPlans are the rules whose examples are planned. Terraform refuses those
// of some others in each plan anew, so that all of them take too many plans.
var throughPlans = []string{
	"DEP007", "DNS001", "INT001", "INT002", "INT003", "NET001", "POL001", "POL005", "POL006",
	"PRM001", "PRM002", "PRM003", "RSP001", "RSP003", "RSP007", "RSP011",
}

// examples reads the examples of these rules that say for certain what is found,
// as far as terraform can plan them with the AWS provider alone and without a
// network.
func examples(t *testing.T) []*example {
	t.Helper()
	var found []*example
	for _, rule := range rules.WithPolicy() {
		if !slices.Contains(throughPlans, rule.ID) {
			continue
		}
		archive, err := txtar.ParseFile(filepath.Join("../../policies", rule.Path, "examples.txtar"))
		if err != nil {
			t.Fatal(err)
		}
		common, byName := map[string]string{}, map[string]*example{}
		for _, file := range archive.Files {
			folder, name := path.Split(file.Name)
			switch kind, _, _ := strings.Cut(folder, "/"); {
			case folder == "common/terraform/":
				common[name] = string(file.Data)
			case path.Base(folder) != "terraform" || kind != "bad" && kind != "good":
			default:
				e := byName[folder]
				if e == nil {
					e = &example{name: rule.ID + " " + path.Clean(folder), files: map[string]string{}}
					byName[folder] = e
				}
				e.files[name] = string(file.Data)
			}
		}
		for _, folder := range slices.Sorted(maps.Keys(byName)) {
			e := byName[folder]
			maps.Copy(e.files, common)
			e.expect()
			if !elsewhere.MatchString(strings.Join(slices.Collect(maps.Values(e.files)), "\n")) {
				found = append(found, e)
			}
		}
	}
	return found
}

// elsewhere matches what needs another provider, or has to be asked for.
var elsewhere = regexp.MustCompile(`(?m)^resource "(aws[^_]|a[^w]|[^a])|^data "(aws_[^i]|[^a])|^ *filename += data\.`)

// expect notes the findings that the comments of the files mark.
func (e *example) expect() {
	for name, text := range e.files {
		if name == "want.txt" {
			e.want = append(e.want, strings.Split(strings.TrimSpace(text), "\n")...)
			continue
		}
		for i, line := range strings.Split(text, "\n") {
			if match := marker.FindStringSubmatch(line); match != nil {
				for id := range strings.SplitSeq(match[1], ", ") {
					e.want = append(e.want, fmt.Sprintf("%s:%d %s", name, i+1, id))
				}
			}
		}
	}
	for i, line := range e.want { // a column is as good as the line
		place, id, _ := strings.Cut(line, " ")
		if parts := strings.Split(place, ":"); len(parts) == 3 {
			e.want[i] = parts[0] + ":" + parts[1] + " " + id
		}
	}
	slices.Sort(e.want)
}

// offline lets the provider plan without asking for anything.
const offline = `provider "aws" {
  access_key                  = "x"
  secret_key                  = "x"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
}
`

// The examples of rules give the same findings through a plan, at the same
// places. One plan is made of all of them, each a module, and taken apart.
func TestPlanOfExamples(t *testing.T) {
	provider(t)
	all := examples(t)
	if len(all) < 60 {
		t.Fatalf("%d examples, want all that can be planned", len(all))
	}
	folder := map[string]string{"main.tf": offline}
	for n, e := range all {
		call := fmt.Sprintf("c%d", n)
		folder[call+".tf"] = fmt.Sprintf("module %q {\n  source = \"./%s\"\n}\n", call, call)
		for name, text := range e.files {
			folder[call+"/"+name] = text
			if strings.Contains(text, `provider "aws" {`) {
				folder[call+"/offline_override.tf"] = offline
			}
		}
	}
	document, left := planAll(t, folder)
	planned, bad, alone := 0, 0, 0
	for n, e := range all {
		call := fmt.Sprintf("c%d", n)
		if !left[call] {
			t.Logf("%s: terraform refuses it", e.name)
			continue
		}
		planned++
		t.Run(e.name, func(t *testing.T) {
			plan := carve(t, document, call)
			e.files["plan.json"] = plan
			got := run(t, write(t, e.files), "plan.json")
			found := []string{}
			for _, f := range got.Findings {
				found = append(found, fmt.Sprintf("%s:%d %s", f.At.File, f.At.Start.Line, f.Rule.ID))
			}
			slices.Sort(found)
			if diff := cmp.Diff(slices.Compact(e.want), slices.Compact(found)); len(e.want)+len(found) > 0 && diff != "" {
				t.Errorf("the findings differ (-want +plan):\n%s", diff)
			}
			bad += len(e.want)
			want := strings.Join(e.want, "\n")
			if strings.Contains(want, "PRM002") {
				want += " PRM001" // the permission is of no use, though it is not certain what for it was meant
			}
			for _, f := range run(t, write(t, map[string]string{"plan.json": plan}), "plan.json").Findings {
				if !strings.Contains(want, f.Rule.ID) {
					t.Errorf("of the plan alone is said: %s: %s", f.Rule.ID, f.Message)
				}
				alone++
			}
		})
	}
	t.Logf("%d examples planned of %d; %d findings, %d in the plans alone", planned, len(all), bad, alone)
	if planned < 60 {
		t.Errorf("%d examples could be planned, want most of %d", planned, len(all))
	}
}

// planAll plans a configuration without the modules that terraform refuses, and
// gives the plan with the modules that are left.
func planAll(t *testing.T, folder map[string]string) (document map[string]any, left map[string]bool) {
	t.Helper()
	for range 6 {
		dir := write(t, folder)
		if out, err := terraform(t, dir, "get"); err != nil {
			t.Fatalf("terraform get: %v\n%s", err, out)
		}
		out, err := terraform(t, dir, "plan", "-json", "-refresh=false", "-input=false", "-lock=false", "-out=plan.bin")
		if err != nil {
			if !drop(folder, out) {
				t.Fatalf("terraform plan: %v\n%s", err, out)
			}
			continue
		}
		if out, err = terraform(t, dir, "show", "-json", "plan.bin"); err != nil {
			t.Fatalf("terraform show: %v\n%s", err, out)
		}
		if err := json.Unmarshal(out, &document); err != nil {
			t.Fatal(err)
		}
		left = map[string]bool{}
		for name := range folder {
			left[strings.TrimSuffix(name, ".tf")] = true
		}
		return document, left
	}
	t.Fatal("terraform refuses the examples again and again")
	return nil, nil
}

// drop takes the modules out in which terraform has found errors, and reports
// whether there are any.
func drop(folder map[string]string, messages []byte) bool {
	dropped := false
	for line := range bytes.Lines(messages) {
		var message struct {
			Diagnostic struct {
				Severity string `json:"severity"`
				Address  string `json:"address"`
				Range    struct {
					Filename string `json:"filename"`
				} `json:"range"`
			} `json:"diagnostic"`
		}
		if json.Unmarshal(line, &message) != nil || message.Diagnostic.Severity != "error" {
			continue
		}
		call, _, _ := strings.Cut(strings.TrimSuffix(message.Diagnostic.Range.Filename, ".tf"), "/")
		if call == "" {
			call, _, _ = strings.Cut(strings.TrimPrefix(message.Diagnostic.Address, "module."), ".")
		}
		maps.DeleteFunc(folder, func(name, _ string) bool {
			gone := call != "main" && (name == call+".tf" || strings.HasPrefix(name, call+"/"))
			dropped = dropped || gone
			return gone
		})
	}
	return dropped
}

// carve gives the plan of one module as if it had been planned by itself.
func carve(t *testing.T, document map[string]any, call string) string {
	t.Helper()
	object := func(v any, path ...string) map[string]any {
		for _, name := range path {
			members, _ := v.(map[string]any)
			v = members[name]
		}
		members, _ := v.(map[string]any)
		return members
	}
	address := "module." + call
	carved := map[string]any{"format_version": document["format_version"], "complete": true}
	values := map[string]any{}
	children, _ := object(document, "planned_values", "root_module")["child_modules"].([]any)
	for _, child := range children {
		if object(child)["address"] == address {
			values = maps.Clone(object(child))
			delete(values, "address")
		}
	}
	carved["planned_values"] = map[string]any{"root_module": values}
	var changes []any
	all, _ := document["resource_changes"].([]any)
	for _, change := range all {
		if strings.HasPrefix(fmt.Sprint(object(change)["address"]), address+".") {
			changes = append(changes, change)
		}
	}
	carved["resource_changes"] = changes
	providers := maps.Clone(object(document, "configuration", "provider_config"))
	maps.DeleteFunc(providers, func(key string, _ any) bool {
		return strings.Contains(key, ":") && !strings.HasPrefix(key, address+":")
	})
	if providers[address+":aws"] != nil {
		delete(providers, "aws")
	}
	carved["configuration"] = map[string]any{
		"provider_config": providers,
		"root_module":     object(document, "configuration", "root_module", "module_calls", call, "module"),
	}
	text, err := json.MarshalIndent(carved, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return strings.NewReplacer(address+".", "", address+":", "").Replace(string(text))
}
