package rules_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/lint"
)

var (
	terraformHeader     = regexp.MustCompile(`(?m)^resource "(\w+)" "(\w+)"`)
	terraformJSONHeader = regexp.MustCompile(`(?m)^    "(aws_\w+)": \{\n      "(\w+)"`)
	templateHeader      = regexp.MustCompile(`(?m)^  (\w+):.*\n    Type: AWS::`)
)

// A module that is not here, or a nested stack, that is handed everything may
// provide what is missing: then nobody can say that it is.
func TestAbsenceIsNotClaimedWhereSomethingIsOutOfSight(t *testing.T) {
	for _, c := range examples(t) {
		if c.kind() != "bad" || !slices.Contains(restOnSets, c.rule.ID) {
			continue
		}
		t.Run(c.rule.ID+"/"+c.name, func(t *testing.T) {
			files := maps.Clone(c.files)
			template, isTemplate := files["template.yaml"]
			switch {
			case c.dialect() == "plan":
				t.Skip("every module is in a plan")
			case isTemplate && strings.HasPrefix(c.rule.ID, "RSP"):
				t.Skip("a method holds its responses; no other stack can add to them")
			case isTemplate:
				files["template.yaml"] += hiddenStack(template)
			default:
				files["hidden.tf"] = hiddenModule(files)
			}
			result := run(t, files, lint.Options{Select: []string{c.rule.ID}})
			for _, f := range result.Findings {
				t.Errorf("%s: %s", f.At, f.Message)
			}
		})
	}
}

func hiddenModule(files map[string]string) string {
	var handed []string
	for _, text := range files {
		for _, header := range []*regexp.Regexp{terraformHeader, terraformJSONHeader} {
			for _, match := range header.FindAllStringSubmatch(text, -1) {
				handed = append(handed, match[1]+"."+match[2]+".id")
			}
		}
	}
	slices.Sort(handed)
	return fmt.Sprintf("module \"hidden\" {\n  source  = \"example/hidden/aws\"\n  version = \"1.0.0\"\n  handed  = [%s]\n}\n",
		strings.Join(handed, ", "))
}

func hiddenStack(template string) string {
	text := "  Hidden:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n" +
		"      TemplateURL: https://example.s3.amazonaws.com/hidden.yaml\n      Parameters:\n"
	for i, match := range templateHeader.FindAllStringSubmatch(template, -1) {
		text += fmt.Sprintf("        P%d: !Ref %s\n", i, match[1])
	}
	return text
}
