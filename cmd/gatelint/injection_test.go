package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/internal/injection"
	"github.com/gatelint/gatelint/internal/tally"
	"github.com/gatelint/gatelint/report"
)

// soak says that tests do all that they are made for, not just what fits into
// every run.
var soak = os.Getenv("GATELINT_SOAK") != ""

// said runs the command and gives what it printed to both streams.
func said(t *testing.T, args ...string) (stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	a := &app{stdin: strings.NewReader(""), stdout: &out, stderr: &err}
	a.run(args, nil)
	return out.String(), err.String()
}

// harmless holds what was printed against what terminals and build servers
// obey. GitHub's format is made of commands; other tests count them.
func harmless(t *testing.T, payload string, args []string, outputs ...string) {
	t.Helper()
	for _, output := range outputs {
		output = regexp.MustCompile(`(?m)^::(error|warning|notice) `).ReplaceAllString(output, "")
		if found := injection.Find(output); found != "" {
			t.Errorf("%q, gatelint %.80q prints %s", payload, args, found)
		}
	}
}

// TestInjectionFromEndToEnd writes definitions in all dialects with a payload
// wherever they take a name, a text, a key, a default or a comment, and in the
// names of files and folders, and looks at all that is printed of them.
func TestInjectionFromEndToEnd(t *testing.T) {
	outputs := 0
	for i, payload := range injection.Short() {
		t.Chdir(hostileTree(t, payload))
		args := []string{"check", "--verbose", "--stats", "--format", "text"}
		if i%4 == 0 {
			args = append(args, "--undecided")
		}
		for _, format := range report.Formats() {
			if format != "text" {
				args = append(args, "--format", format+"=out."+format)
			}
		}
		stdout, stderr := said(t, args...)
		harmless(t, payload, args, stdout, stderr)
		if shown := report.Text(payload); strings.TrimSpace(shown) != "" && !strings.Contains(stdout, shown) {
			t.Errorf("%q is not in the report, so nothing is tried:\n%.2000s%s", payload, stdout, stderr)
		}
		for _, format := range report.Formats() {
			if format != "text" {
				harmless(t, payload, []string{format}, read(t, "out."+format))
			}
		}
		if i%4 == 1 {
			stdout, stderr = said(t, "check", "--write-baseline", "baseline.json")
			harmless(t, payload, []string{"baseline"}, stdout, stderr, read(t, "baseline.json"))
		}
		if i%3 == 0 || soak {
			models, stderr := said(t, "model")
			harmless(t, payload, []string{"model"}, models, stderr)
			if n := strings.Count(models, "\n      \"dialect\": "); n < 5 || !json.Valid([]byte(models)) {
				t.Errorf("%q: there are %d models, not one of each dialect: %s", payload, n, stderr)
			}
			outputs += 2
		}
		outputs += len(report.Formats()) + 1
	}
	tally.Count(t, "T50", "outputs from end to end", outputs)
}

// TestInjectionIntoArguments gives payloads for everything that a command line
// takes, and in the files that it names.
func TestInjectionIntoArguments(t *testing.T) {
	commands := [][]string{
		{"%"},
		{"check", "%"},
		{"check", "--%"},
		{"check", "-%"},
		{"check", "a", "%/b"},
		{"check", "--format", "%"},
		{"check", "--format", "json=%/x"},
		{"check", "--fail-on", "%"},
		{"check", "--select", "%"},
		{"check", "--ignore", "%"},
		{"check", "--var", "%"},
		{"check", "--var", "%=%"},
		{"check", "--var-file", "%"},
		{"check", "--parameter", "%"},
		{"check", "--parameter-file", "%"},
		{"check", "--region", "%"},
		{"check", "--account", "%"},
		{"check", "--jobs", "%"},
		{"check", "--now", "%"},
		{"check", "--max-findings", "%"},
		{"check", "--baseline", "%"},
		{"check", "--write-baseline", "%/x", "--allow-empty"},
		{"check", "--changed-since", "%"},
		{"check", "--quiet=%"},
		{"check", "-", "--stdin-filename", "%"},
		{"check", "-", "%"},
		{"check", "--baseline", "in.json"},
		{"check", "--var-file", "in.tfvars"},
		{"check", "--parameter-file", "in.json"},
		{"check", "--parameter-file", "in.yaml"},
		{"check", "--parameter-file", "raw.yaml"},
		{"check", "--config", "%"},
		{"check", "--config", "in.yaml"},
		{"check", "--config", "raw.yaml"},
		{"check", "--config", "settings.yaml"},
		{"init", "%"},
		{"init", "--%"},
		{"check", "--shard", "%"},
		{"merge", "%"},
		{"merge", "in.json"},
		{"merge", "%=in.json"},
		{"merge", "--format", "%", "in.json"},
		{"check", "--verbose", "--allow-empty", "--baseline", "stale.json"},
		{"rules", "%"},
		{"rules", "--format", "%"},
		{"rules", "--select", "%"},
		{"explain", "%"},
		{"explain", "403", "%"},
		{"model", "%"},
		{"model", "--var", "%"},
		{"version", "%"},
		{"version", "--%"},
		{"man", "%"},
		{"help", "%"},
		{"help", "check", "%"},
		{"completion", "%"},
		{"completion", "bash", "%"},
		{"__completeNoDesc", "%", ""},
		{"__completeNoDesc", "check", "%"},
		{"__completeNoDesc", "check", "--select", "%,"},
		{"__completeNoDesc", "explain", "%"},
	}
	for _, payload := range injection.Short() {
		t.Chdir(t.TempDir())
		quoted := jsonString(payload)
		put(t, "in.json", []byte(fmt.Sprintf(`{"schema": %s, "entries": [{"id": %s, "x": 1}], "Parameters": {%s: [{}]}}`, quoted, quoted, quoted)))
		put(t, "stale.json", []byte(staleBaseline(quoted)))
		put(t, "in.yaml", []byte(fmt.Sprintf("%s: {%s: 1}\n", quoted, quoted)))
		put(t, "settings.yaml", []byte(fmt.Sprintf("version: 1\nselect: [%s]\nfail-on: %s\nregions: [%s]\nvar-files: [%s]\n", quoted, quoted, quoted, quoted)))
		put(t, "raw.yaml", []byte(payload+": ["+payload))
		put(t, "in.tfvars", []byte(payload+" = "+payload))
		if payload == "--help" {
			continue // it is taken for what it says
		}
		for _, command := range commands {
			args := make([]string, len(command))
			for i, arg := range command {
				args[i] = strings.ReplaceAll(arg, "%", payload)
			}
			stdout, stderr := said(t, args...)
			harmless(t, payload, args, stdout, stderr)
		}
	}
	tally.Count(t, "T50", "payloads times arguments", len(injection.Short())*len(commands))
}

// staleBaseline lists a finding that does not occur.
func staleBaseline(quoted string) string {
	return fmt.Sprintf(`{"schema": "gatelint.baseline/1", "paths": ["."], "findings": [
		{"id": "INT001", "rule": %[1]s, "file": %[1]s, "resource": %[1]s, "fingerprint": %[1]s, "count": 1}]}`, quoted)
}

// hostileTree has a finding in each dialect that shows the payload, files that
// cannot be read because of it, and files and folders with its name.
func hostileTree(t *testing.T, payload string) string {
	t.Helper()
	dir := t.TempDir()
	fill := strings.NewReplacer(`"%"`, hclString(payload), "'%'", jsonString(payload),
		"'x%'", jsonString("x"+payload), "'../%'", jsonString("../"+payload), "'json=%'", jsonString("json="+payload), "%", payload)
	name := strings.NewReplacer("/", "_", "\x00", "_").Replace(payload)
	if strings.HasPrefix(name, ".") {
		name = "_" + name // what begins with a dot is not looked at
	}
	for file, text := range map[string]string{
		"terraform/" + name + ".tf":         hostileTerraform,
		"json/" + name + ".tf.json":         hostileTerraformJSON,
		"yaml/" + name + ".yaml":            hostileTemplate,
		"sam/" + name + "/template.yaml":    hostileServerless,
		"openapi/" + name + ".json":         hostileOpenAPI,
		".gatelint.yaml":                    hostileConfiguration,
		"raw/" + name + ".tf":               "# %\nresource \"%\" \"%\" {\n  % = \"%\"\n}\nmodule \"m\" {\n  source = \"./%\"\n}\n%",
		"raw.yaml/" + name + ".yaml":        "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  %:\n    Type: %\n    Properties: {%: !% %}\n%",
		"raw.json/" + name + ".json":        `{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {"%": %}}`,
		"modules/" + name + "/main.tf":      "module \"a\" {\n  source = \"%\"\n}\nmodule \"b\" {\n  source = \"../../%\"\n}\nresource \"aws_api_gateway_rest_api\" \"r\" {\n  name = module.a.x\n}\n",
		"raw.json/" + name + ".tf.json":     `{"resource": {"%": %}}`,
		"link/" + name + "/cdk.out/tree.js": "%",
	} {
		put(t, filepath.Join(dir, file), []byte(fill.Replace(text)))
	}
	return dir
}

// hclString writes a text as HCL does.
func hclString(s string) string {
	return strings.NewReplacer("${", "$${", "%{", "%%{").Replace(jsonString(s))
}

// jsonString writes a text so that JSON, YAML and HCL read it. YAML has no
// escapes for halves of a rune.
func jsonString(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '"', r == '\\':
			b.WriteString(`\` + string(r))
		case r < ' ' || r > '~' && r <= 0xFFFF:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	return `"` + b.String() + `"`
}

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
