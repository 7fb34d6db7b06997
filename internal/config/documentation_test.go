package config

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"
)

var example = regexp.MustCompile("(?s)```yaml\n(.*?)```")

// The examples of the documentation are read, and the schema takes them; every
// key has one or says why not.
func TestDocumentation(t *testing.T) {
	page, err := os.ReadFile("../../docs/configuration.md")
	if err != nil {
		t.Fatal(err)
	}
	schema := jsonschema.NewCompiler().MustCompile("../../docs/config.schema.json")
	var all strings.Builder
	for _, match := range example.FindAllStringSubmatch(string(page), -1) {
		all.WriteString("\n" + match[1])
		if _, err := parse(match[1]); err != nil {
			t.Errorf("%v:\n%s", err, match[1])
		}
		var document any
		if err := yaml.Unmarshal([]byte(match[1]), &document); err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(document); err != nil {
			t.Errorf("%v:\n%s", err, match[1])
		}
	}
	for _, f := range fields {
		if f.name != "policies" && !strings.Contains(all.String(), "\n"+f.name+":") {
			t.Errorf("docs/configuration.md shows no example of %s", f.name)
		}
		if !regexp.MustCompile(`(?m)^### .*\b` + f.name + `\b`).Match(page) {
			t.Errorf("docs/configuration.md has no section about %s", f.name)
		}
	}
	for _, kind := range externalKinds() {
		if !strings.Contains(string(page), "`"+kind+"`") {
			t.Errorf("docs/configuration.md does not name external.%s", kind)
		}
	}
}
