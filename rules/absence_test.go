package rules_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/internal/tally"
	"github.com/gatelint/gatelint/lint"
	"github.com/gatelint/gatelint/rules"
)

var (
	terraformHeader     = regexp.MustCompile(`(?m)^resource "(\w+)" "(\w+)"`)
	terraformJSONHeader = regexp.MustCompile(`(?m)^    "(aws_\w+)": \{\n      "(\w+)"`)
	templateHeader      = regexp.MustCompile(`(?m)^  (\w+):.*\n    Type: AWS::`)
)

// restOnValues are the other rules about what is missing, with what they say is
// absent: an attribute that nothing else in a definition can give.
var restOnValues = map[string]string{
	"DEP001": "what a deployment waits for, in its own block",
	"INT002": "the method of an integration",
	"INT017": "the format of an integration",
	"POL001": "the principal of a statement",
	"RSP011": "the template of a mock integration",
}

// Each rule that says that something is missing is in one of the lists.
func TestAbsenceRulesAreListed(t *testing.T) {
	for _, rule := range rules.WithPolicy() {
		_, onValues := restOnValues[rule.ID]
		if onSets := slices.Contains(restOnSets, rule.ID); rule.Absence != (onSets || onValues) || onSets && onValues {
			t.Errorf("%s: absence %t, rests on sets %t, on values %t", rule.ID, rule.Absence, onSets, onValues)
		}
	}
}

// outOfSight are ways to say in a definition that there is more than is seen: by
// name, something that is added to its files.
var outOfSight = map[string]map[string]func(files map[string]string){
	"terraform": {
		"module of a registry": func(files map[string]string) {
			files["hidden.tf"] = hiddenModule(files, `"example/hidden/aws"`, "")
		},
		"module of a repository": func(files map[string]string) {
			files["hidden.tf"] = hiddenModule(files, `"git::https://example.com/hidden.git?ref=v1"`, "")
		},
		"module that is not there": func(files map[string]string) {
			files["hidden.tf"] = hiddenModule(files, `"./hidden"`, "")
		},
		"module that cannot be read": func(files map[string]string) {
			files["hidden.tf"] = hiddenModule(files, `"./hidden"`, "")
			files["hidden/main.tf"] = "variable \"handed\" {}\nresource \"aws_lambda_permission\" {{{\n"
		},
		"module of unknown number": func(files map[string]string) {
			files["hidden.tf"] = hiddenModule(files, `"example/hidden/aws"`, "count = var.hidden_count") + "variable \"hidden_count\" {}\n"
		},
		"module for each of unknown": func(files map[string]string) {
			files["hidden.tf"] = hiddenModule(files, `"example/hidden/aws"`, "for_each = toset(var.hidden_names)") + "variable \"hidden_names\" {}\n"
		},
		"module in a module": func(files map[string]string) {
			files["hidden.tf"] = hiddenModule(files, `"./hidden"`, "")
			files["hidden/main.tf"] = "variable \"handed\" {}\nmodule \"inner\" {\n  source = \"example/hidden/aws\"\n  handed = var.handed\n}\n"
		},
	},
	"cloudformation": {
		"nested stack": func(files map[string]string) {
			files["template.yaml"] += hiddenStack(files["template.yaml"], "AWS::CloudFormation::Stack", "TemplateURL: https://example.s3.amazonaws.com/hidden.yaml")
		},
		"nested stack that is not there": func(files map[string]string) {
			files["template.yaml"] += hiddenStack(files["template.yaml"], "AWS::CloudFormation::Stack", "TemplateURL: ./hidden.yaml")
		},
		"nested stack that cannot be read": func(files map[string]string) {
			files["template.yaml"] += hiddenStack(files["template.yaml"], "AWS::CloudFormation::Stack", "TemplateURL: ./hidden.yaml")
			files["hidden.yaml"] = "AWSTemplateFormatVersion: '2010-09-09'\nResources: {{{\n"
		},
		"application": func(files map[string]string) {
			files["template.yaml"] += hiddenStack(files["template.yaml"], "AWS::Serverless::Application", "Location: ./hidden.yaml")
		},
		"module of the registry": func(files map[string]string) {
			files["template.yaml"] += hiddenStack(files["template.yaml"], "Example::Hidden::Thing::MODULE", "")
		},
		"fragment": func(files map[string]string) {
			files["template.yaml"] += "  Fn::Transform:\n    Name: AWS::Include\n    Parameters:\n      Location: s3://example/hidden.yaml\n"
		},
		"macro in the resources": func(files map[string]string) {
			files["template.yaml"] += "  Fn::Transform:\n    Name: Hidden\n"
		},
		"macro over the template": func(files map[string]string) {
			text := transform.ReplaceAllString(files["template.yaml"], "Transform: [Hidden, $1]")
			if text == files["template.yaml"] {
				text = "Transform: Hidden\n" + text
			}
			files["template.yaml"] = text
		},
	},
}

var transform = regexp.MustCompile(`(?m)^Transform: (\S+)$`)

// A module that is not here, or a nested stack, that is handed everything may
// provide what is missing: then nobody can say that it is.
func TestAbsenceIsNotClaimedWhereSomethingIsOutOfSight(t *testing.T) {
	for _, c := range examples(t) {
		if c.kind() != "bad" || !slices.Contains(restOnSets, c.rule.ID) || c.dialect() == "plan" { // every module is in a plan
			continue
		}
		dialect := "terraform"
		if _, isTemplate := c.files["template.yaml"]; isTemplate {
			dialect = "cloudformation"
		}
		for name, add := range outOfSight[dialect] {
			if dialect == "cloudformation" && strings.HasPrefix(c.rule.ID, "RSP") && !rewrites[name] {
				continue // a method holds its responses; no other stack can add to them
			}
			t.Run(c.rule.ID+"/"+c.name+"/"+name, func(t *testing.T) {
				files := maps.Clone(c.files)
				add(files)
				for _, f := range run(t, files, lint.Options{Select: []string{c.rule.ID}}).Findings {
					t.Errorf("%s: %s", f.At, f.Message)
				}
				tally.Count(t, "T62", "absence claims out of sight", 1)
			})
		}
	}
}

// rewrites are those of outOfSight that may change what is seen.
var rewrites = map[string]bool{"macro over the template": true}

// hiddenModule calls a module that is handed all resources of the files.
func hiddenModule(files map[string]string, source, meta string) string {
	var handed []string
	for _, text := range files {
		for _, header := range []*regexp.Regexp{terraformHeader, terraformJSONHeader} {
			for _, match := range header.FindAllStringSubmatch(text, -1) {
				handed = append(handed, match[1]+"."+match[2]+".id")
			}
		}
	}
	slices.Sort(handed)
	return fmt.Sprintf("module \"hidden\" {\n  source = %s\n  %s\n  handed = [%s]\n}\n", source, meta, strings.Join(handed, ", "))
}

// hiddenStack gives a resource that is handed all resources of the template.
func hiddenStack(template, kind, location string) string {
	text := "  Hidden:\n    Type: " + kind + "\n    Properties:\n"
	if location != "" {
		text += "      " + location + "\n"
	}
	text += "      Parameters:\n"
	for i, match := range templateHeader.FindAllStringSubmatch(template, -1) {
		text += fmt.Sprintf("        P%d: !Ref %s\n", i, match[1])
	}
	return text
}
