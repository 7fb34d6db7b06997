package find

import (
	"strings"
	"testing"
)

func TestSniff(t *testing.T) {
	cfn := sniffed{dialect: template}
	cfnJSON := sniffed{dialect: template, json: true}
	sam := sniffed{dialect: template, sam: true}
	samJSON := sniffed{dialect: template, sam: true, json: true}
	api := sniffed{dialect: openAPI}
	apiJSON := sniffed{dialect: openAPI, json: true}
	tests := []struct {
		name, file, text string
		want             sniffed
	}{
		{"version only", "a.yaml", "AWSTemplateFormatVersion: '2010-09-09'\n", cfn},
		{"resources", "a.yaml", "Resources:\n  A:\n    Type: AWS::S3::Bucket\n", cfn},
		{"custom resource", "a.yaml", "Resources:\n  A: {Type: 'Custom::X'}\n", cfn},
		{"third party", "a.yaml", "Resources:\n  A:\n    Type: \"Org::Service::Thing\"\n", cfn},
		{"CRLF and a comment", "a.yml", "# x\r\nResources: # y\r\n  A:\r\n    Type: AWS::S3::Bucket\r\n", cfn},
		{"quoted keys", "a.yaml", "\"Resources\":\n  A:\n    'Type': AWS::S3::Bucket\n", cfn},
		{"indented document", "a.yaml", "  Resources:\n    A:\n      Type: AWS::S3::Bucket\n", cfn},
		{"document marker", "a.yaml", "%YAML 1.1\n---\nResources:\n  A:\n    Type: AWS::S3::Bucket\n", cfn},
		{"second document", "a.yaml", "a: b\n---\nResources:\n  A:\n    Type: AWS::S3::Bucket\n", cfn},
		{"second document, deeper", "a.yaml", "a: b\n--- # c\n  Resources:\n    A:\n      Type: AWS::S3::Bucket\n", cfn},
		{"loop", "a.yaml", "Resources:\n  Fn::ForEach::A:\n    - X\n    - [a]\n    - ${X}:\n        Type: AWS::S3::Bucket\n", cfn},
		{"does not parse", "a.yaml", "Resources:\n  A:\n    Type: AWS::S3::Bucket\n   B: [\n\tC: }\n", cfn},
		{"template extension", "a.template", "Resources:\n  A:\n    Type: AWS::S3::Bucket\n", cfn},
		{"YAML named JSON", "a.json", "Resources:\n  A:\n    Type: AWS::S3::Bucket\n", cfn},
		{"flow style is YAML", "a.yaml", `{"Resources": {"A": {"Type": "AWS::S3::Bucket", Properties: {}}}}`, cfn},
		{"JSON", "a.json", `{"Resources": {"A": {"Type": "AWS::S3::Bucket"}}}`, cfnJSON},
		{"JSON named YAML", "a.yaml", ` {"Resources": {"A": {"Type": "AWS::S3::Bucket"}}}`, cfnJSON},
		{"JSON template", "a.template", `{"Resources": {"A": {"Type": "AWS::S3::Bucket"}}}`, cfnJSON},
		{"JSON with spaces", "a.json", "{\n \"Resources\" :\n {\"A\" : {\"Type\" : \"AWS::S3::Bucket\"}}}", cfnJSON},
		{"JSON, cut off", "a.json", `{"Resources": {"A": {"Type": "AWS::S3::Bucket"`, cfnJSON},
		{"JSON, bracket missing", "a.json", `{"Metadata": {"x": {}, "Resources": {"A": {"Type": "AWS::S3::Bucket"}}}`, cfnJSON},
		{"JSON, string not closed", "a.json", "{\"Description\": \"x,\n \"Resources\": {\"A\": {\"Type\": \"AWS::S3::Bucket\"}}}", cfnJSON},

		{"SAM by transform", "a.yaml", "Transform: AWS::Serverless-2016-10-31\nResources:\n  A:\n    Type: AWS::S3::Bucket\n", sam},
		{"SAM by list of transforms", "a.yaml", "Transform:\n  - AWS::LanguageExtensions\n  - AWS::Serverless-2016-10-31\nResources: {}\n", sam},
		{"SAM by resource", "a.yaml", "Resources:\n  A:\n    Properties: {}\n    Type: AWS::Serverless::Api\n", sam},
		{"SAM in JSON", "a.json", `{"Resources": {"A": {"Properties": {}, "Type": "AWS::Serverless::Api"}}}`, samJSON},
		{"SAM in metadata only", "a.json", `{"Resources": {"A": {"Type": "AWS::IAM::Role", "Metadata": {"x": {"Type": "AWS::Serverless::Api"}}}}}`, cfnJSON},
		{"other transform", "a.yaml", "AWSTemplateFormatVersion: 2010-09-09\nTransform: MyMacro\n", cfn},

		{"OpenAPI 3", "a.yaml", "openapi: 3.0.1\ninfo: {}\n", api},
		{"OpenAPI, quoted", "a.yaml", "info: {}\nopenapi: \"3.1.0\" # x\n", api},
		{"Swagger", "a.yml", "---\nswagger: '2.0'\n", api},
		{"OpenAPI in JSON", "a.json", `{"info": {}, "openapi": "3.0.1"}`, apiJSON},
		{"Swagger in JSON", "a.json", `{"swagger": "2.0", "paths": {}}`, apiJSON},
		{"Swagger in Terraform's extension", "a.tf.json", `{"swagger": "2.0"}`, apiJSON},
		{"template with an OpenAPI document inside", "a.yaml", "AWSTemplateFormatVersion: x\nResources:\n  A:\n    Body:\n      openapi: 3.0.1\n", cfn},

		{"plan", "a.json", `{"format_version":"1.2","planned_values":{}}`, sniffed{dialect: plan, json: true}},
		{"plan of changes", "a.json", `{"resource_changes":[], "format_version":"1.2"}`, sniffed{dialect: plan, json: true}},
		{"state", "a.json", `{"format_version":"1.0","values":{"planned_values": 1}}`, sniffed{json: true}},

		{"empty", "a.yaml", "", sniffed{}},
		{"Kubernetes", "a.yaml", "apiVersion: v1\nkind: Pod\nspec:\n  Resources:\n    Type: AWS::X\n", sniffed{}},
		{"Serverless Framework", "serverless.yml", "service: x\nprovider:\n  name: aws\nresources:\n  Resources:\n    A:\n      Type: AWS::S3::Bucket\n", sniffed{}},
		{"AppSpec", "appspec.yml", "version: 0.0\nResources:\n  - F:\n      Type: AWS::Lambda::Function\n", sniffed{}},
		{"AppSpec at the column of its key", "appspec.yml", "version: 0.0\nResources:\n- F:\n    Type: AWS::Lambda::Function\n", sniffed{}},
		{"AppSpec in JSON", "appspec.json", `{"version": 0.0, "Resources": [{"F": {"Type": "AWS::Lambda::Function"}}]}`, sniffed{json: true}},
		{"resources of something else", "a.yaml", "Resources:\n  cpu: 1\n  Type: small\n", sniffed{}},
		{"resources in a block of text", "a.yaml", "data: |\n  Resources:\n    A:\n      Type: AWS::S3::Bucket\n", sniffed{}},
		{"resources in a list", "a.yaml", "- Resources:\n    A:\n      Type: AWS::S3::Bucket\n", sniffed{}},
		{"resources deeper", "a.json", `{"TemplateBody": {"Resources": {"A": {"Type": "AWS::S3::Bucket"}}}}`, sniffed{json: true}},
		{"words in strings", "a.json", `{"a": "Resources", "b": "\"openapi\": \"3.0\""}`, sniffed{json: true}},
		{"openapi that is no version", "a.yaml", "openapi: ./spec.yaml\n", sniffed{}},
		{"swagger settings", "a.json", `{"swagger": {"2.0": true}}`, sniffed{json: true}},
		{"foreign and broken", "a.json", `{"Resources": [`, sniffed{json: true}},
		{"broken and not YAML", "a.yaml", "{{ if Resources }}\n\tx: [\n", sniffed{}},
		{"type that only ends like one", "a.yaml", "Resources:\n  MyType: AWS::X\n  PolicyType: AWS::X\n", sniffed{}},

		{"Serverless Framework's resources", "a.yml", "Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Name: ${self:service}\n", sniffed{passed: "an input of Serverless Framework, not a definition yet"}},
		{"template that mentions such a variable", "a.yml", "AWSTemplateFormatVersion: x\nResources:\n  A:\n    Type: AWS::S3::Bucket\n    Name: ${self:service}\n", cfn},
		{"a state of Terraform", "a.json", `{"format_version":"1.0","terraform_version":"1.11.4","values":{"root_module":{}}}`, sniffed{json: true, passed: "a state of Terraform, not a plan"}},
		{"Cookiecutter", "a.yml", "AWSTemplateFormatVersion: x\nDescription: {{ cookiecutter.name }}\n", sniffed{passed: "an input of Cookiecutter, not a definition yet"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := sniff(test.file, []byte(test.text)); got != test.want {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
}

func TestSniffHead(t *testing.T) {
	text := "# x\nResources:\n  A:\n    Type: AWS::S3::Bucket\n"
	utf16 := func(mark, pattern string) string {
		var wide strings.Builder
		wide.WriteString(mark)
		for _, c := range text {
			wide.WriteString(strings.ReplaceAll(pattern, "c", string(c)))
		}
		return wide.String()
	}
	for name, head := range map[string]string{
		"Latin-1":              text + "# caf\xe9",
		"UTF-16 little endian": utf16("\xff\xfe", "c\x00"),
		"UTF-16 big endian":    utf16("\xfe\xff", "\x00c"),
		"UTF-16 unmarked":      utf16("", "c\x00"),
		"NUL behind a mark":    "\uFEFF" + text + "\x00",
		"cut off":              `{"Resources": {"A": {"Type": "AWS::S3::Bucket", "Prop`,
	} {
		if got := sniffHead([]byte(head)); got != template {
			t.Errorf("%s: got %v", name, got)
		}
	}
	for name, head := range map[string]string{
		"binary":   "\x7fELF\x00\x00Resources",
		"data":     `{"items": [{"Resources": {"A": {"Type": "AWS::S3::Bucket"}}}`,
		"one line": strings.Repeat("x", 1000),
		"empty":    "",
	} {
		if got := sniffHead([]byte(head)); got != foreign {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

func FuzzSniff(f *testing.F) {
	for _, seed := range []string{
		"Resources:\n  A:\n    Type: AWS::S3::Bucket\n", `{"Resources": {"A": {"Type": "AWS::Serverless::Api"}}}`,
		"openapi: 3.0\n---\n...\n", `{"format_version":"1.2","planned_values":{}}`, "{\"Resources\":\n\"", "Type\nResources", "'Resources' : [",
	} {
		f.Add("a.json", []byte(seed))
		f.Add("a.yaml", []byte(seed))
	}
	f.Fuzz(func(t *testing.T, name string, text []byte) {
		got := sniff(name, text)
		if got.passed != "" && got.dialect != foreign || got.sam && got.dialect != template {
			t.Errorf("got %+v", got)
		}
		sniffHead(text)
		for _, s := range outline(text) {
			s.scalar()
		}
	})
}
