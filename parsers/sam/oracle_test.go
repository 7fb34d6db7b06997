package sam

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// corpusFolder gives a folder of the development corpus, or skips.
func corpusFolder(t *testing.T, name string) string {
	t.Helper()
	corpus := os.Getenv("GATELINT_CORPUS")
	if corpus == "" {
		t.Skip("GATELINT_CORPUS names no folder, so there is nothing to compare with")
	}
	return filepath.Join(corpus, name)
}

func readTree(t *testing.T, path string) *tree.Node {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	document, problem := tree.Parse(&source.File{Path: filepath.Base(path), Bytes: text}, source.DefaultLimits())
	if document == nil {
		t.Fatalf("%s: %s", path, problem.Message)
	}
	return document.Root
}

// disagreements are the inputs on which our reading and the transform's differ
// on purpose, with the reason for each.
func disagreements(t *testing.T) map[string]string {
	t.Helper()
	file, err := os.Open("testdata/disagreements.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	listed := map[string]string{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if line := strings.TrimSpace(lines.Text()); line != "" && !strings.HasPrefix(line, "#") {
			name, reason, _ := strings.Cut(line, " ")
			listed[name] = strings.TrimSpace(reason)
		}
	}
	return listed
}

// TestCorpusOracle compares what we make of SAM templates with what the
// reference transform makes of them. -v lists the inputs that disagree.
func TestCorpusOracle(t *testing.T) {
	folder := corpusFolder(t, "sam-translator")
	inputs, err := filepath.Glob(filepath.Join(folder, "input", "*.yaml"))
	if err != nil || len(inputs) == 0 {
		t.Fatalf("no inputs in %s (%v)", folder, err)
	}
	listed := disagreements(t)
	only := os.Getenv("SAM_ORACLE")
	pairs, agree := 0, 0
	for _, input := range inputs {
		name := strings.TrimSuffix(filepath.Base(input), ".yaml")
		if only != "" && name != only {
			continue
		}
		written := readTree(t, input)
		want := shape(readTree(t, filepath.Join(folder, "output", name+".json")), written)
		if !holdsAPI(want) {
			continue
		}
		pairs++
		made := Expand(written, map[string]string{"param1": "value1", "param2": "value2", "AWS::Region": "ap-southeast-1"}, source.DefaultLimits())
		differences := compare("", want, shape(made.Root, written), nil)
		for _, problem := range made.Problems {
			differences = append(differences, "problem: "+problem.Message)
		}
		for _, hidden := range made.Hidden {
			differences = append(differences, "hidden: "+hidden.Name+": "+hidden.Reason)
		}
		reason, expected := listed[name]
		delete(listed, name)
		switch {
		case len(differences) == 0:
			agree++
			if expected {
				t.Errorf("%s agrees; take it from the list (%s)", name, reason)
			}
		case !expected:
			shown := differences
			if only == "" && len(shown) > 3 {
				shown = shown[:3]
			}
			t.Errorf("%s: %d differences\n\t%s", name, len(differences), strings.Join(shown, "\n\t"))
		}
	}
	for name := range listed {
		if only == "" {
			t.Errorf("%s is listed, and is no input with an API", name)
		}
	}
	t.Logf("%d of %d inputs with an API agree", agree, pairs)
}

// compared are the types whose properties are compared.
var compared = regexp.MustCompile(`^AWS::(ApiGateway|ApiGatewayV2)::|^AWS::Route53::RecordSetGroup$|^AWS::Lambda::(Permission|Alias|Url)$`)

func holdsAPI(resources map[string]any) bool {
	for _, one := range resources {
		typ, _ := one.(map[string]any)["Type"].(string)
		if strings.HasPrefix(typ, "AWS::ApiGateway") {
			return true
		}
	}
	return false
}

// generatedID are the types whose logical ids end in digits that cannot be
// reproduced.
var generatedID = map[string]bool{"AWS::ApiGateway::Deployment": true, "AWS::Lambda::Version": true}

// shape gives the resources of a template in a form in which two that mean
// the same are equal. written is the template with the parameters.
func shape(root, written *tree.Node) map[string]any {
	whole, _ := plain(root.Get("Resources")).(map[string]any)
	values := map[string]string{"AWS::Region": "ap-southeast-1", "AWS::Partition": "aws", "param1": "value1", "param2": "value2"}
	if parameters := written.Get("Parameters"); parameters != nil {
		for _, entry := range parameters.Entries {
			if fallback := entry.Value.Get("Default"); fallback.IsScalar() {
				values[entry.Key] = fallback.Text
			}
		}
	}
	renames := []string{}
	for id, one := range whole {
		typ, _ := one.(map[string]any)["Type"].(string)
		if generatedID[typ] && len(id) > 10 {
			renames = append(renames, id, id[:len(id)-10]+"#")
		}
	}
	masked, _ := simplified(whole, values, strings.NewReplacer(renames...)).(map[string]any)
	kept := map[string]any{}
	for id, one := range masked {
		resource, _ := one.(map[string]any)
		typ, _ := resource["Type"].(string)
		properties, _ := resource["Properties"].(map[string]any)
		if !compared.MatchString(typ) && typ != "AWS::Lambda::Function" {
			continue
		}
		if principal, _ := properties["Principal"].(string); typ == "AWS::Lambda::Permission" && principal != "apigateway.amazonaws.com" && principal != "*" && principal != "" {
			continue
		}
		delete(resource, "Metadata")
		delete(resource, "UpdatePolicy")
		delete(properties, "Tags")
		if typ == "AWS::ApiGateway::Deployment" {
			delete(properties, "Description")
		}
		if body, ok := properties["Body"].(map[string]any); ok {
			delete(body, "tags")
		}
		if typ == "AWS::Lambda::Function" {
			resource = map[string]any{"Type": typ, "Condition": resource["Condition"]}
		}
		kept[id] = resource
	}
	if conditions, ok := simplified(plain(root.Get("Conditions")), values, strings.NewReplacer()).(map[string]any); ok && len(conditions) > 0 {
		kept["(Conditions)"] = map[string]any{"Conditions": conditions}
	}
	return kept
}

// plain gives a node as JSON would decode it, with all scalars as texts and all
// functions in their long form.
func plain(n *tree.Node) any {
	if name, arg := intrinsic(n); name != "" {
		if name == "Fn::GetAtt" && arg.IsScalar() {
			id, attribute, _ := strings.Cut(arg.Text, ".")
			return map[string]any{name: []any{id, attribute}}
		}
		return map[string]any{name: plain(arg)}
	}
	switch {
	case n == nil || n.Kind == tree.Null:
		return nil
	case n.Kind == tree.Sequence:
		items := []any{}
		for _, item := range n.Items {
			items = append(items, plain(item))
		}
		return items
	case n.Kind == tree.Mapping:
		object := map[string]any{}
		for _, entry := range n.Entries {
			object[entry.Key] = plain(entry.Value)
		}
		return object
	}
	return n.Text
}

var variable = regexp.MustCompile(`\$\{([^!}]+)\}`)

// simplified replaces references to parameters by their values, sorts lists and
// masks names.
func simplified(value any, values map[string]string, names *strings.Replacer) any {
	switch v := value.(type) {
	case string:
		return names.Replace(v)
	case []any:
		items := make([]any, len(v))
		for i, item := range v {
			items[i] = simplified(item, values, names)
		}
		sort.Slice(items, func(i, j int) bool { return show(items[i]) < show(items[j]) })
		return items
	case map[string]any:
		if name, ok := v["Ref"].(string); ok && len(v) == 1 {
			if known, ok := values[name]; ok {
				return known
			}
		}
		if sub, ok := v["Fn::Sub"]; ok && len(v) == 1 {
			return simplifiedSub(sub, values, names)
		}
		object := map[string]any{}
		for key, item := range v {
			if one := simplified(item, values, names); one != nil {
				object[names.Replace(key)] = one
			}
		}
		return object
	}
	return value
}

// simplifiedSub gives a Fn::Sub in one of two forms: a text, if all is known, or
// the pattern with its variables.
func simplifiedSub(sub any, values map[string]string, names *strings.Replacer) any {
	pattern, _ := sub.(string)
	own := map[string]any{}
	if list, ok := sub.([]any); ok && len(list) == 2 {
		if _, swapped := list[0].(map[string]any); swapped { // some recordings have their lists sorted
			list = []any{list[1], list[0]}
		}
		pattern, _ = list[0].(string)
		given, _ := list[1].(map[string]any)
		for key, one := range given {
			own[key] = simplified(one, values, names)
		}
	}
	pattern = variable.ReplaceAllStringFunc(pattern, func(found string) string {
		name := found[2 : len(found)-1]
		if known, ok := own[name].(string); ok {
			delete(own, name)
			return known
		}
		if known, ok := values[name]; ok && own[name] == nil {
			return known
		}
		return found
	})
	pattern = names.Replace(pattern)
	if !variable.MatchString(pattern) {
		return pattern
	}
	return map[string]any{"Fn::Sub": []any{pattern, own}}
}

func show(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		return err.Error()
	}
	return string(text)
}

// compare gives the places in which two values differ.
func compare(path string, want, got any, found []string) []string {
	wanted, isMap := want.(map[string]any)
	given, both := got.(map[string]any)
	if !isMap || !both {
		if show(want) != show(got) {
			found = append(found, fmt.Sprintf("%s: want %.300s, got %.300s", path, show(want), show(got)))
		}
		return found
	}
	keys := []string{}
	for key := range wanted {
		keys = append(keys, key)
	}
	for key := range given {
		if _, ok := wanted[key]; !ok {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	for _, key := range keys {
		one, expected := wanted[key]
		other, present := given[key]
		switch {
		case !expected && other != nil:
			found = append(found, fmt.Sprintf("%s/%s: not wanted, got %.200s", path, key, show(other)))
		case !present && one != nil:
			found = append(found, fmt.Sprintf("%s/%s: missing, want %.200s", path, key, show(one)))
		default:
			found = compare(path+"/"+key, one, other, found)
		}
	}
	return found
}
