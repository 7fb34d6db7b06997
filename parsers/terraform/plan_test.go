package terraform

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"golang.org/x/tools/txtar"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform/schema"
)

var update = flag.Bool("update", false, "store what terraform plans in the archives under testdata/plan")

// planFile is the name of the stored plan in an archive, allowedFile that of the
// list of values in which we differ on purpose: each line is a place and why.
const (
	planFile    = "plan.json"
	allowedFile = "allowed.txt"
)

// plan is what terraform says it would make.
type plan struct {
	Resources map[string]planned `json:"resources"`
	Outputs   map[string]planned `json:"outputs"`
}

// planned is one value and what of it is known after apply only.
type planned struct {
	Type    string `json:"type,omitempty"`
	After   any    `json:"after"`
	Unknown any    `json:"unknown,omitempty"`
}

// TestPlan compares what we know with what terraform plans, for whole
// configurations. Where terraform and a folder of plug-ins are at hand the plan
// is made anew, else the stored one counts.
func TestPlan(t *testing.T) {
	archives, err := filepath.Glob("testdata/plan/*.txtar")
	if err != nil || len(archives) < 8 {
		t.Fatalf("found %d archives: %v", len(archives), err)
	}
	total := &comparison{}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			dir := unpack(t, archive)
			want := plannedFor(t, name, archive, dir)
			got := &comparison{}
			got.run(t, dir, ".", want)
			got.allow(t, archive)
			for _, line := range got.wrong {
				t.Error(line)
			}
			for _, line := range got.lost {
				t.Log("not known to us: " + line)
			}
			total.add(got)
		})
	}
	t.Logf("%d configurations, %d resources, %d values compared: %d wrong, %d known to terraform only",
		len(archives), total.resources, total.compared, len(total.wrong), len(total.lost))
}

// unpack writes the configuration of an archive to a folder.
func unpack(t *testing.T, archive *txtar.Archive) string {
	t.Helper()
	dir := t.TempDir()
	for _, file := range archive.Files {
		if file.Name == planFile || file.Name == allowedFile {
			continue
		}
		path := filepath.Join(dir, file.Name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, file.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// plannedFor gives the plan, made anew or stored.
func plannedFor(t *testing.T, name string, archive *txtar.Archive, dir string) plan {
	t.Helper()
	plugins := os.Getenv("GATELINT_TF_PLUGIN_DIR")
	if plugins == "" && *update {
		t.Fatal("GATELINT_TF_PLUGIN_DIR is not set")
	}
	if plugins != "" {
		made := makePlan(t, dir, plugins)
		if *update {
			store(t, name, archive, made)
		}
		return made
	}
	for _, file := range archive.Files {
		if file.Name == planFile {
			var stored plan
			decode(t, file.Data, &stored)
			return stored
		}
	}
	t.Fatalf("%s holds no %s; run the test with -update", name, planFile)
	return plan{}
}

// decode reads JSON and keeps numbers as they are written.
func decode(t *testing.T, data []byte, into any) {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	if err := decoder.Decode(into); err != nil {
		t.Fatal(err)
	}
}

func store(t *testing.T, name string, archive *txtar.Archive, made plan) {
	t.Helper()
	var data bytes.Buffer
	encoder := json.NewEncoder(&data)
	encoder.SetIndent("", " ")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(made); err != nil {
		t.Fatal(err)
	}
	archive.Files = slices.DeleteFunc(archive.Files, func(f txtar.File) bool { return f.Name == planFile })
	archive.Files = append(archive.Files, txtar.File{Name: planFile, Data: data.Bytes()})
	if err := os.WriteFile(name, txtar.Format(archive), 0o600); err != nil {
		t.Fatal(err)
	}
}

// makePlan has terraform plan the configuration, without a network.
func makePlan(t *testing.T, dir, plugins string) plan {
	t.Helper()
	terraform(t, dir, "init", "-plugin-dir="+plugins, "-backend=false", "-input=false")
	terraform(t, dir, "plan", "-no-color", "-refresh=false", "-input=false", "-lock=false", "-out=plan.bin")
	return shownPlan(t, dir)
}

// shownPlan reads a plan that was made.
func shownPlan(t *testing.T, dir string) plan {
	t.Helper()
	var shown struct {
		ResourceChanges []struct {
			Address, Type string
			Change        struct {
				After        any `json:"after"`
				AfterUnknown any `json:"after_unknown"`
			}
		} `json:"resource_changes"`
		OutputChanges map[string]struct {
			After        any `json:"after"`
			AfterUnknown any `json:"after_unknown"`
		} `json:"output_changes"`
		PriorState struct {
			Values struct {
				RootModule stateModule `json:"root_module"`
			}
		} `json:"prior_state"`
	}
	decode(t, terraform(t, dir, "show", "-json", "plan.bin"), &shown)
	made := plan{Resources: map[string]planned{}, Outputs: map[string]planned{}}
	for _, r := range shown.ResourceChanges {
		made.Resources[r.Address] = planned{Type: r.Type, After: r.Change.After, Unknown: trimmed(r.Change.AfterUnknown)}
	}
	shown.PriorState.Values.RootModule.collect(made.Resources)
	for name, output := range shown.OutputChanges {
		made.Outputs[name] = planned{After: output.After, Unknown: trimmed(output.AfterUnknown)}
	}
	return made
}

// stateModule is a module of the state: here it holds data sources only.
type stateModule struct {
	Resources []struct {
		Address, Type string
		Values        any
	}
	ChildModules []stateModule `json:"child_modules"`
}

func (m stateModule) collect(resources map[string]planned) {
	for _, r := range m.Resources {
		resources[r.Address] = planned{Type: r.Type, After: r.Values}
	}
	for _, child := range m.ChildModules {
		child.collect(resources)
	}
}

// trimmed drops what only says that nothing is unknown.
func trimmed(unknown any) any {
	switch unknown := unknown.(type) {
	case bool:
		if unknown {
			return true
		}
	case map[string]any:
		kept := map[string]any{}
		for key, child := range unknown {
			if child = trimmed(child); child != nil {
				kept[key] = child
			}
		}
		if len(kept) > 0 {
			return kept
		}
	case []any:
		kept := make([]any, len(unknown))
		found := false
		for i, child := range unknown {
			kept[i] = trimmed(child)
			found = found || kept[i] != nil
		}
		if found {
			return kept
		}
	}
	return nil
}

func terraform(t *testing.T, dir string, args ...string) []byte {
	t.Helper()
	cmd := exec.CommandContext(context.Background(), "terraform", args...)
	cmd.Dir = dir
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "CHECKPOINT_DISABLE=1", "TF_IN_AUTOMATION=1", "AWS_EC2_METADATA_DISABLED=true"}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("terraform %s: %v\n%s%s", args[0], err, out, stderr.Bytes())
	}
	return out
}

// comparison gathers where we and terraform differ.
type comparison struct {
	resources, compared int
	// wrong is what we claim and terraform contradicts; lost what only
	// terraform knows.
	wrong, lost []string
}

func (c *comparison) add(other *comparison) {
	c.resources += other.resources
	c.compared += other.compared
	c.wrong = append(c.wrong, other.wrong...)
	c.lost = append(c.lost, other.lost...)
}

func (c *comparison) run(t *testing.T, dir, folder string, want plan) {
	t.Helper()
	root, err := source.Open(dir, source.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	r := newRun(root, folder, Options{})
	r.load()
	for _, problem := range r.problems {
		t.Errorf("problem: %s: %s", problem.At, problem.Message)
	}
	seen := map[string]bool{}
	for _, got := range r.definition.Resources {
		seen[got.Address] = true
		planned, ok := want.Resources[got.Address]
		if !ok {
			c.wrong = append(c.wrong, got.Address+" is not planned")
			continue
		}
		c.resources++
		known := schema.Of(got.Type, got.Data)
		for _, entry := range got.Attrs.Entries() {
			if isMeta(entry.Key) {
				continue
			}
			exact := known != nil && known.Attributes[entry.Key].Type.IsMapType()
			c.compare(got.Address+"."+entry.Key, entry.Value, member(planned.After, entry.Key), member(planned.Unknown, entry.Key), exact)
		}
	}
	for address := range want.Resources {
		if !seen[address] {
			c.wrong = append(c.wrong, address+" is planned, but not found")
		}
	}
	for name, planned := range want.Outputs {
		got := r.eval.Read(r.top.output(name), hcl.Range{})
		c.compare("output."+name, got, planned.After, planned.Unknown, true)
	}
	slices.Sort(c.wrong)
	slices.Sort(c.lost)
}

// allow drops the differences that the archive expects, all of which must occur.
func (c *comparison) allow(t *testing.T, archive *txtar.Archive) {
	t.Helper()
	for _, file := range archive.Files {
		if file.Name != allowedFile {
			continue
		}
		for line := range strings.Lines(string(file.Data)) {
			place, _, _ := strings.Cut(line, " ")
			left := slices.DeleteFunc(slices.Clone(c.wrong), func(s string) bool { return strings.HasPrefix(s, place+": ") })
			if len(left) == len(c.wrong) {
				t.Errorf("%s is expected to differ, and does not", place)
			}
			c.wrong = left
		}
	}
}

// isMeta reports whether an argument is Terraform's own and in no plan.
func isMeta(name string) bool { return name == "lifecycle" || name == "provisioner" }

// member gives a member of an object; what is unknown as a whole is unknown in
// every part.
func member(object any, name string) any {
	if object == true {
		return true
	}
	members, _ := object.(map[string]any)
	return members[name]
}

func item(list any, i int) any {
	if list == true {
		return true
	}
	items, _ := list.([]any)
	if i < len(items) {
		return items[i]
	}
	return nil
}

// compare holds a value against the planned one. exact says that an object has
// no members beyond ours.
func (c *comparison) compare(at string, got value.Value, after, unknown any, exact bool) {
	c.compared++
	wrong := func() {
		c.wrong = append(c.wrong, fmt.Sprintf("%s: got %s, planned %v (unknown: %v)", at, got.Show(), after, unknown))
	}
	switch {
	case got.IsUnknown():
		if unknown == nil {
			c.lost = append(c.lost, fmt.Sprintf("%s: %s (%s), planned %v", at, got.Show(), got.Reason(), after))
		}
	case got.IsAbsent():
		if strings.HasPrefix(at, "output.") && (after != nil || unknown != nil) {
			wrong()
		} // what a resource does not write may be filled in
	case got.Kind() == value.List:
		c.compareList(at, got, after, unknown, wrong)
	case got.Kind() == value.Map:
		members, ok := after.(map[string]any)
		if !ok && unknown != true {
			wrong()
			return
		}
		for _, entry := range got.Entries() {
			c.compare(at+"."+entry.Key, entry.Value, members[entry.Key], member(unknown, entry.Key), exact)
		}
		if exact && !got.Open() {
			for key := range members {
				if got.Get(key).IsAbsent() && members[key] != nil {
					c.wrong = append(c.wrong, at+"."+key+": is planned, but absent to us")
				}
			}
		}
	case unknown != nil:
		wrong()
	default:
		text, _ := got.Text()
		if !sameScalar(text, after) {
			wrong()
		}
	}
}

func (c *comparison) compareList(at string, got value.Value, after, unknown any, wrong func()) {
	items, ok := after.([]any)
	if unknown == true && !ok {
		return // the items of a list that is unknown as a whole
	}
	ours := got.Items()
	if len(ours) != len(items) { // a set drops doubles
		ours = distinct(ours)
	}
	if !ok || !got.Open() && len(items) != len(ours) {
		wrong()
		return
	}
	if got.Open() {
		return
	}
	order := make([]int, len(items))
	for i := range order {
		order[i] = i
	}
	best := c.inOrder(at, ours, items, unknown, order)
	if len(best.wrong) > 0 { // a set has an order of its own
		if matched := match(ours, items, unknown); matched != nil {
			best = c.inOrder(at, ours, items, unknown, matched)
		}
	}
	c.add(best)
}

// inOrder compares items with planned ones in a given order.
func (c *comparison) inOrder(at string, ours []value.Value, items []any, unknown any, order []int) *comparison {
	attempt := &comparison{}
	for i, entry := range ours {
		attempt.compare(fmt.Sprintf("%s[%d]", at, i), entry, items[order[i]], item(unknown, order[i]), false)
	}
	return attempt
}

func distinct(values []value.Value) []value.Value {
	var kept []value.Value
	for _, v := range values {
		if !slices.ContainsFunc(kept, func(other value.Value) bool { return other.Show() == v.Show() }) {
			kept = append(kept, v)
		}
	}
	return kept
}

// match gives for each item of a set the planned one that it is, nil if some
// have no partner.
func match(ours []value.Value, items []any, unknown any) []int {
	taken := map[int]bool{}
	var matched []int
	for _, entry := range ours {
		found := -1
		for i, candidate := range items {
			attempt := &comparison{}
			attempt.compare("", entry, candidate, item(unknown, i), false)
			if !taken[i] && len(attempt.wrong) == 0 {
				found = i
				break
			}
		}
		if found < 0 {
			return nil
		}
		taken[found] = true
		matched = append(matched, found)
	}
	return matched
}

// sameScalar compares a text with a planned scalar. JSON texts are the same if
// they say the same: the provider writes some anew.
func sameScalar(text string, after any) bool {
	switch after := after.(type) {
	case string:
		if text == after {
			return true
		}
		var a, b any
		if json.Unmarshal([]byte(text), &a) != nil || json.Unmarshal([]byte(after), &b) != nil {
			return false
		}
		return reflect.DeepEqual(a, b)
	case bool:
		return text == fmt.Sprint(after)
	case json.Number:
		return text == after.String()
	}
	return false
}
