package rules_test

import (
	"bytes"
	"encoding/json"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2/hclwrite"
	"go.yaml.in/yaml/v3"

	"github.com/gatelint/gatelint/lint"
	"github.com/gatelint/gatelint/rules"
)

// changes are those that leave the faults of a definition as they are. Each gives
// the name and the text of a file anew.
var changes = []struct {
	name  string
	apply func(c *exampleCase, name, text string) (string, string)
}{
	{"another name", func(c *exampleCase, name, text string) (string, string) {
		for _, other := range c.files {
			if strings.Contains(other, name) {
				return name, text
			}
		}
		if strings.Contains(name, ".tf") {
			return "renamed_" + name, text
		}
		return "renamed" + path.Ext(name), text
	}},
	{"another format", func(_ *exampleCase, name, text string) (string, string) {
		return name, reformatted(name, text)
	}},
	{"more lines and resources", func(c *exampleCase, name, text string) (string, string) {
		if c.dialect() != "plan" { // which knows the resources of the configuration beside it
			text = withMore(name, text)
		}
		if path.Ext(name) == ".json" {
			return name, "\n\n  " + text
		}
		return name, "# A note.\n\n\n" + text
	}},
	{"a module around it", func(_ *exampleCase, name, text string) (string, string) {
		return "wrapped/" + name, text
	}},
}

func reformatted(name, text string) string {
	switch path.Ext(name) {
	case ".tf", ".tfvars":
		return string(hclwrite.Format([]byte(strings.ReplaceAll(text, " = ", "   =  "))))
	case ".json":
		var out bytes.Buffer
		if json.Compact(&out, []byte(text)) == nil {
			return out.String()
		}
	case ".yaml", ".yml":
		var node yaml.Node
		var out bytes.Buffer
		encoder := yaml.NewEncoder(&out)
		encoder.SetIndent(6)
		if yaml.Unmarshal([]byte(text), &node) == nil && encoder.Encode(&node) == nil {
			return out.String()
		}
	}
	return text
}

var (
	yamlResources = regexp.MustCompile(`(?m)^Resources:\n(( *)\S)`)
	jsonResources = regexp.MustCompile(`"Resources":\s*\{`)
)

func withMore(name, text string) string {
	switch path.Ext(name) {
	case ".tf":
		if strings.Contains(text, "resource \"") {
			tag := strings.NewReplacer(".", "_", "-", "_").Replace(name)
			return "resource \"aws_sns_topic\" \"aaa_" + tag + "\" {}\n" + text
		}
	case ".json":
		return jsonResources.ReplaceAllString(text, `"Resources": {"Aaa": {"Type": "AWS::SNS::Topic"},`)
	case ".yaml", ".yml":
		return yamlResources.ReplaceAllString(text, "Resources:\n${2}Aaa:\n${2}  Type: AWS::SNS::Topic\n$1")
	}
	return text
}

// What a fingerprint is for: it stays when a definition changes around a fault,
// and no two faults of one file have the same.
func TestFingerprintsOfExamples(t *testing.T) {
	for _, c := range examples(t) {
		if c.kind() != "bad" {
			continue
		}
		t.Run(c.rule.ID+"/"+c.name, func(t *testing.T) {
			options := lint.Options{Select: []string{c.rule.ID}}
			before := run(t, c.files, options).Findings
			told := map[string]rules.Finding{}
			for _, f := range before {
				key := f.At.File + " " + printOf(f)
				if other, ok := told[key]; ok {
					t.Errorf("one fingerprint for two:\n%s %s: %s\n%s %s: %s", f.At, f.Rule.ID, f.Message, other.At, other.Rule.ID, other.Message)
				}
				told[key] = f
			}
			for _, change := range changes {
				files := map[string]string{}
				if change.name == "a module around it" {
					if c.dialect() != "terraform" || c.name == "bad/a-reference-in-quotes/terraform" {
						continue // in a module, that is another text than the address
					}
					files["call.tf"] = "module \"outer\" {\n  source = \"./wrapped\"\n}\n"
				}
				for name, text := range c.files {
					name, text = change.apply(c, name, text)
					files[name] = text
				}
				after := run(t, files, options).Findings
				if got, want := printsOf(after), printsOf(before); !slices.Equal(got, want) {
					t.Errorf("%s: the fingerprints are %q, want %q", change.name, got, want)
					for _, f := range slices.Concat(before, after) {
						t.Logf("%s %s %s: %s", f.Fingerprint, f.Resource, f.At, f.Message)
					}
				}
			}
		})
	}
}

func printOf(f rules.Finding) string { return f.Rule.ID + " " + f.Fingerprint }

func printsOf(findings []rules.Finding) []string {
	list := make([]string, len(findings))
	for i, f := range findings {
		list[i] = printOf(f)
	}
	slices.Sort(list)
	return list
}
