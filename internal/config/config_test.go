package config

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/rules"
)

func parse(text string) (*Config, error) {
	file, err := source.NewFile(Name, []byte(text))
	if err != nil {
		return nil, err
	}
	return Parse(file, source.DefaultLimits())
}

const everything = `version: 1
fail-on: error
select: [integration, PRM]
ignore:
  - INT003
severity:
  INT001: warning
  method-response-missing: info
exclude: [examples, "**/*.gen.tf", infra/old/]
variables:
  stage: prod
  replicas: 3
  id: 012345678901
  empty: ""
  zones: [a, "${b}", 2, true]
  tags: {team: shop, count: 1.5, "%{x}": no}
var-files: [prod.tfvars, ../shared.tfvars]
parameters:
  Stage: prod
  Subnets: [subnet-1, subnet-2]
  Size: 3
regions: [eu-west-1]
account: "111122223333"
external:
  permissions: all
  stages: [aws_api_gateway_rest_api.orders, module.*.aws_api_gateway_rest_api.*]
  resources: [aws_route53_record, AWS::ApiGateway::Method, aws_lambda_function.orders]
baseline: .gatelint-baseline.json
formats: [text, sarif=out/gatelint.sarif]
`

func text(value string) Text { return Text{Value: value} }

func TestParseReadsEveryKey(t *testing.T) {
	got, err := parse(everything)
	if err != nil {
		t.Fatal(err)
	}
	want := &Config{
		Path:   Name,
		FailOn: text("error"),
		Select: []Text{text("integration"), text("PRM")},
		Ignore: []Text{text("INT003")},
		Severity: []Severity{
			{Rule: rules.Find("INT001"), Level: rules.Warning},
			{Rule: rules.Find("RSP007"), Level: rules.Info},
		},
		Exclude: []Text{text("examples"), text("**/*.gen.tf"), text("infra/old/")},
		Variables: []Pair{
			{Name: "stage", Value: "prod"},
			{Name: "replicas", Value: "3"},
			{Name: "id", Value: "012345678901"},
			{Name: "empty", Value: ""},
			{Name: "zones", Value: `["a","$${b}",2,true]`},
			{Name: "tags", Value: `{"%%{x}":"no","count":1.5,"team":"shop"}`},
		},
		VarFiles:   []Text{text("prod.tfvars"), text("../shared.tfvars")},
		Parameters: []Pair{{Name: "Stage", Value: "prod"}, {Name: "Subnets", Value: "subnet-1,subnet-2"}, {Name: "Size", Value: "3"}},
		Regions:    []Text{text("eu-west-1")},
		Account:    text("111122223333"),
		External: []External{
			{External: resource.External{Kind: "permissions"}},
			{External: resource.External{Kind: "stages", Of: []string{"aws_api_gateway_rest_api.orders"}}},
			{External: resource.External{Kind: "stages", Of: []string{"module.*.aws_api_gateway_rest_api.*"}}},
			{External: resource.External{Kind: "dns-records"}},
			{External: resource.External{Kind: "routes"}},
			{External: resource.External{Kind: "integrations"}},
			{External: resource.External{Of: []string{"aws_lambda_function.orders"}}},
		},
		Baseline: text(".gatelint-baseline.json"),
		Formats:  []Text{text("text"), text("sarif=out/gatelint.sarif")},
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreTypes(source.Range{})); diff != "" {
		t.Error(diff)
	}
	if got := got.Ignore[0].At; got.String() != Name+":5:5" || got.End.Column != 11 {
		t.Errorf("INT003 stands at %v, until column %d", got, got.End.Column)
	}
}

// many gives entries of a mapping.
func many(n int) string {
	var entries strings.Builder
	for i := range n {
		fmt.Fprintf(&entries, "  v%d: x\n", i)
	}
	return entries.String()
}

// bad are files that are refused, each with what the errors say.
var bad = []struct{ name, text, want string }{
	{"nothing", "", "1:1: the file says nothing; write version: 1"},
	{"comments", "# x\n", "1:1: the file says nothing; write version: 1"},
	{"no version", "ignore: [INT001]\n", "1:1: the version is missing; write version: 1"},
	{"another version", "version: 2\n", `1:10: this gatelint reads version 1 of the file, not "2"; write version: 1`},
	{"a version in quotes", "version: \"1\"\n", `1:10: this gatelint reads version 1`},
	{"a list", "- version: 1\n", "1:1: the file is a list; write NAME: VALUE"},
	{"a text", "version\n", "1:1: the file is a single value; write NAME: VALUE"},
	{"a misspelt key", "version: 1\nfailon: error\n", `2:1: there is no key "failon"; did you mean "fail-on"?`},
	{"an unknown key", "version: 1\nfrobnicate: 1\n", `2:1: there is no key "frobnicate"; write one of account, baseline`},
	{"a flag", "version: 1\nallow-empty: true\n", `2:1: "allow-empty" is no key of a configuration; only the command line says that: --allow-empty`},
	{"a key twice", "version: 1\nignore: [INT]\nignore: [DEP]\n", `3:1: "ignore" is there twice; keep one`},
	{"no value", "version: 1\nignore:\n", "2:8: ignore is empty; write a list, such as [a, b], or take the key out"},
	{"no items", "version: 1\nignore: []\n", "2:9: ignore is an empty list; take the key out"},
	{"an item twice", "version: 1\nignore: [INT001, INT001]\n", `2:18: ignore names "INT001" twice; keep one`},
	{"one text for a list", "version: 1\nselect: INT001\n", "2:9: select is a single value; write a list"},
	{"a list for one text", "version: 1\nbaseline: [x]\n", "2:11: baseline is a list; write a single value"},
	{"an empty text", "version: 1\nbaseline: ''\n", "2:11: baseline is empty"},
	{"an empty item", "version: 1\nselect: [INT001, '']\n", "2:18: an item of select is empty"},
	{"a long text", "version: 1\nbaseline: " + strings.Repeat("x", 1025) + "\n", "2:11: baseline is longer than 1024 bytes"},
	{"many items", "version: 1\nselect: [" + strings.Repeat("INT001, ", 1001) + "]\n", "2:9: select has more than 1000 items"},
	{"many values", "version: 1\nvariables:\n" + many(1001), "3:3: variables has more than 1000 items"},
	{"a threshold", "version: 1\nfail-on: warn\n", `2:10: fail-on cannot be "warn"; write one of error, warning, info, never`},
	{"a misspelt threshold", "version: 1\nfail-on: warnings\n", `2:10: fail-on cannot be "warnings"; did you mean "warning"?`},
	{"a rule", "version: 1\nignore: [lambda-integration-not-pots]\n", `2:10: "lambda-integration-not-pots": this is no rule's id, name, group or start of an id; did you mean "lambda-integration-not-post"?`},
	{"a rule like none", "version: 1\nselect: [everything-that-there-is]\n", "`gatelint rules` lists them"},
	{"severity of a group", "version: 1\nseverity: {integration: error}\n", `2:12: "integration" is no rule's id or name`},
	{"a severity", "version: 1\nseverity: {INT001: eror}\n", `2:20: a severity cannot be "eror"; did you mean "error"?`},
	{"severity off", "version: 1\nseverity: {INT001: off}\n", "2:20: a severity is one of error, warning, info; to leave the rule out, write INT001 under ignore"},
	{"severity by id and name", "version: 1\nseverity: {INT001: info, lambda-integration-not-post: error}\n", "2:26: INT001 (lambda-integration-not-post) is given a severity twice"},
	{"an absolute glob", "version: 1\nexclude: [/etc]\n", "2:11: \"/etc\": it leads elsewhere"},
	{"a glob that climbs", "version: 1\nexclude: [a/../../b]\n", "2:11: \"a/../../b\": it leads elsewhere"},
	{"a glob that is open", "version: 1\nexclude: ['a[b']\n", `2:11: "a[b": it is no glob`},
	{"a glob with !", "version: 1\nexclude: ['!a']\n", `2:11: "!a": nothing is taken back`},
	{"a glob of everything", "version: 1\nexclude: [./]\n", `2:11: "./": it is everything`},
	{"a variable without a value", "version: 1\nvariables: {a: }\n", "2:16: variables.a is empty"},
	{"a variable with an empty item", "version: 1\nvariables: {a: [null]}\n", "2:17: an item of variables.a is empty"},
	{"a variable with a wrong name", "version: 1\nvariables: {a=b: c}\n", `2:13: "a=b" cannot be a name in variables`},
	{"variables in a list", "version: 1\nvariables: [a=b]\n", "2:12: variables is a list; write NAME: VALUE"},
	{"a tag", "version: 1\nvariables: {a: !Ref b}\n", "2:16: variables.a has the tag !Ref, which means nothing here"},
	{"a parameter that is a map", "version: 1\nparameters: {A: {b: c}}\n", "2:17: parameters.A is a mapping; write a single value"},
	{"a parameter with a comma in an item", "version: 1\nparameters: {A: ['b,c']}\n", "2:18: an item of parameters.A has a comma in it"},
	{"a parameter without items", "version: 1\nparameters: {A: []}\n", "2:17: parameters.A is an empty list; take the key out"},
	{"a region", "version: 1\nregions: [Ireland]\n", `2:11: "Ireland": a region looks like eu-west-1`},
	{"an account", "version: 1\naccount: 42\n", `2:10: "42": an account id has twelve digits`},
	{"an external kind", "version: 1\nexternal: {permission: all}\n", `2:12: "permission" is nothing that can be external; did you mean "permissions"?`},
	{"an external text", "version: 1\nexternal: {permissions: aws_lambda_function.a}\n", "2:25: external.permissions is a single value; write all, or a list"},
	{"an external type", "version: 1\nexternal: {resources: [aws_lambda_permision]}\n", `2:24: "aws_lambda_permision": no rule misses resources of this type; did you mean "aws_lambda_permission"?`},
	{"an external type of a template", "version: 1\nexternal: {resources: [AWS::S3::Bucket]}\n", `2:24: "AWS::S3::Bucket": no rule misses resources of this type`},
	{"a format without a file", "version: 1\nformats: [json=]\n", `2:11: "json=": write the name of the file after the =`},
	{"a misspelt format", "version: 1\nformats: [sarf=x]\n", `2:11: "sarf=x": there is no format "sarf"; did you mean "sarif"?`},
	{"two formats to one place", "version: 1\nformats: [text, json]\n", `2:17: "json": something else goes to the same place already`},
	{"an alias", "version: 1\nselect: &a [INT001]\nignore: *a\n", "3:9: ignore is an alias, which is not read here"},
	{"a merge", "version: 1\nvariables: {a: &a {b: c}, d: {<<: *a}}\n", "2:31: merge keys are not read here; write out what is merged"},
	{"a key that is a list", "version: 1\n? [a]\n: b\n", "2:3: a key is a list; write a plain name"},
	{"two documents", "version: 1\n---\nversion: 1\n", "2:1: a second document begins here; write everything in one"},
	{"no YAML", "version: [1\n", "it is not valid YAML"},
	{"two tabs", "version: 1\nseverity:\n\tINT001: error\n", "3:1: it is not valid YAML"},
	{"deep nesting", "version: 1\nvariables: {a: " + strings.Repeat("[", 300) + strings.Repeat("]", 300) + "}\n", "nested"},
	{"a second document that is no YAML", "version: 1\n---\n[", "it is not valid YAML"},
}

func TestParseSaysWhatIsWrong(t *testing.T) {
	for _, test := range bad {
		t.Run(test.name, func(t *testing.T) {
			_, err := parse(test.text)
			if err == nil {
				t.Fatal("it is read")
			}
			if !strings.HasPrefix(err.Error(), Name+":") || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%v", err)
			}
		})
	}
}

// All that is wrong is named at once, in the order of the file, up to a limit.
func TestParseNamesAllFaults(t *testing.T) {
	_, err := parse("ignore: [NO1]\nversion: 3\nfail-on: x\n")
	want := Name + `:1:10: "NO1": this is no rule's id, name, group or start of an id; ` + "`gatelint rules` lists them\n" +
		Name + `:2:10: this gatelint reads version 1 of the file, not "3"; write version: 1` + "\n" +
		Name + `:3:10: fail-on cannot be "x"; write one of error, warning, info, never`
	if diff := cmp.Diff(want, err.Error()); diff != "" {
		t.Error(diff)
	}
	_, err = parse("version: 1\nseverity:\n" + many(30))
	if got := strings.Count(err.Error(), "\n"); got != maxErrors || !strings.HasSuffix(err.Error(), ": 10 more errors") {
		t.Errorf("%d lines: %v", got, err)
	}
}

// beyondSchema are faults that a schema cannot tell: they need the rules, or
// lie in the text rather than in what it says.
var beyondSchema = map[string]bool{
	"a rule": true, "a rule like none": true, "severity of a group": true, "severity by id and name": true,
	"a long text": true, "a glob that is open": true, "an external type": true, "an external type of a template": true,
	"an alias": true, "a merge": true, "a tag": true, "deep nesting": true, "an account": true, "a misspelt format": true, "two formats to one place": true,
}

// The schema and the reader take and refuse the same files.
func TestSchemaAgrees(t *testing.T) {
	schema := jsonschema.NewCompiler().MustCompile("../../docs/config.schema.json")
	takes := func(text string) bool {
		var document any
		if yaml.Unmarshal([]byte(text), &document) != nil {
			return false
		}
		return schema.Validate(document) == nil
	}
	for _, text := range []string{
		everything,
		"version: 1\n",
		"version: 1\nregions: [eu-west-1, us-gov-west-1]\n",
		"version: 1\nvariables: {a: {b: [{c: d}]}}\nparameters: {A: true, B: 1.5}\n",
	} {
		if _, err := parse(text); err != nil || !takes(text) {
			t.Errorf("reader: %v, schema: %v: %s", err, takes(text), text)
		}
	}
	for _, test := range bad {
		if strings.Contains(test.text, "---") {
			continue // to a schema, that is two files
		}
		if takes(test.text) != beyondSchema[test.name] {
			t.Errorf("%s: the schema takes it: %v", test.name, takes(test.text))
		}
	}
}

// The schema knows every key.
func TestSchemaHasEveryKey(t *testing.T) {
	raw, err := os.ReadFile(filepath.FromSlash("../../docs/config.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	var schema struct {
		Properties map[string]struct{ Properties map[string]any }
	}
	if err := yaml.Unmarshal(raw, &schema); err != nil {
		t.Fatal(err)
	}
	if len(schema.Properties) != len(fields) {
		t.Errorf("the schema has %d keys, the reader %d", len(schema.Properties), len(fields))
	}
	for _, f := range fields {
		if _, ok := schema.Properties[f.name]; !ok {
			t.Errorf("the schema lacks %s", f.name)
		}
	}
	kinds := schema.Properties["external"].Properties
	for _, kind := range externalKinds() {
		if kinds[kind] == nil {
			t.Errorf("the schema lacks external.%s", kind)
		}
	}
	if len(kinds) != len(externalKinds()) {
		t.Errorf("the schema has %d external kinds, the reader %d", len(kinds), len(externalKinds()))
	}
}

func TestExcludes(t *testing.T) {
	tests := []struct {
		glob     string
		yes, not []string
	}{
		{"examples", []string{"examples", "examples/a.tf", "deep/examples/a/b.yaml"}, []string{"examples2/a.tf", "examples.tf"}},
		{"*.gen.yaml", []string{"a.gen.yaml", "b/c.gen.yaml"}, []string{"gen.yaml"}},
		{"infra/old", []string{"infra/old", "infra/old/x/main.tf"}, []string{"a/infra/old/main.tf", "infra"}},
		{"infra/old/", []string{"infra/old/main.tf"}, []string{"infra/older/main.tf"}},
		{"./infra/*", []string{"infra/a", "infra/a/b.tf"}, []string{"infra", "main.tf"}},
		{"**/test/**", []string{"test/a.tf", "a/test/b/c.tf", "a/test"}, []string{"tests/a.tf"}},
		{"a/{b,c}.tf", []string{"a/b.tf", "a/c.tf"}, []string{"a/d.tf"}},
	}
	for _, test := range tests {
		c := &Config{Exclude: []Text{text(test.glob)}}
		for _, name := range test.yes {
			if !c.Excludes(name) {
				t.Errorf("%s does not exclude %s", test.glob, name)
			}
		}
		for _, name := range append(test.not, ".", "..", "../examples/x.tf", "../a.gen.yaml", "/examples/x.tf") {
			if c.Excludes(name) {
				t.Errorf("%s excludes %s", test.glob, name)
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(everything))
	for _, test := range bad {
		f.Add([]byte(test.text))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		config, err := parse(string(raw))
		if (config == nil) == (err == nil) {
			t.Fatalf("%v and %v", config, err)
		}
		if config == nil {
			return
		}
		config.Excludes("a/b/c.tf")
		_, disregarded := config.Confine(".", func(string) error { return nil })
		if again, more := config.Confine(".", func(string) error { return nil }); len(more) > 0 {
			t.Errorf("disregarded twice: %v, %v, %v", disregarded, again, more)
		}
	})
}
