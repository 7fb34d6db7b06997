package find

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// nests gives a template that nests others.
func nests(templates ...string) string {
	var text strings.Builder
	text.WriteString(bucket)
	for i, name := range templates {
		text.WriteString("  S" + string(rune('a'+i)) + ":\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: " + name + "\n")
	}
	return text.String()
}

var stacks = map[string]string{
	"top.yaml":                   nests("stacks/api.yaml", "https://s3.amazonaws.com/b/alone.yaml"),
	"other.yaml":                 nests("./stacks/api.yaml", "missing.yaml", "../outside.yaml"),
	"stacks/api.yaml":            nests("inner/function.yaml"),
	"stacks/inner/function.yaml": bucket,
	"alone.yaml":                 bucket,
	"commented.yaml":             bucket + "  # TemplateURL: alone.yaml\n",
	"broken.yaml":                nests("alone.yaml") + "  X: [\n",
	"sam.yaml":                   "Transform: AWS::Serverless-2016-10-31\n" + bucket + "  A:\n    Type: AWS::Serverless::Application\n    Properties: {Location: application.yaml}\n",
	"application.yaml":           bucket,
	"circle/a.yaml":              nests("b.yaml"),
	"circle/b.yaml":              nests("a.yaml"),
}

func TestNestedTemplatesAreNoRoots(t *testing.T) {
	tests := map[string]struct {
		paths []string
		want  []string
	}{
		"everything":       {nil, []string{"alone.yaml", "broken.yaml", "circle/a.yaml", "commented.yaml", "other.yaml", "sam.yaml", "top.yaml"}},
		"an inner file":    {[]string{"stacks/inner/function.yaml"}, []string{"other.yaml", "top.yaml"}},
		"a folder of them": {[]string{"stacks"}, []string{"stacks/api.yaml"}},
		"an application":   {[]string{"application.yaml"}, []string{"sam.yaml"}},
		"part of a circle": {[]string{"circle/b.yaml"}, []string{"circle/a.yaml"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, template := range find(t, stacks, test.paths...).Templates {
				got = append(got, template.Path)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// synthesised is what the CDK writes: assets and templates of an earlier run
// lie beside the stacks, and git ignores all of it.
var synthesised = map[string]string{
	".gitignore": "cdk.out\n",
	"cdk.out/manifest.json": `{"version": "36.0.0", "artifacts": {
		"Shop.assets": {"type": "cdk:asset-manifest", "properties": {"file": "Shop.assets.json"}},
		"Shop": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "Shop.template.json"}},
		"assembly-Prod": {"type": "cdk:cloud-assembly", "properties": {"directoryName": "assembly-Prod"}}}}`,
	"cdk.out/Shop.template.json": `{"Resources": {"Inner": {"Type": "AWS::CloudFormation::Stack",
		"Metadata": {"aws:asset:path": "ShopInner.nested.template.json", "aws:asset:property": "TemplateURL"},
		"Properties": {"TemplateURL": {"Fn::Join": ["", ["https://s3.", {"Ref": "AWS::URLSuffix"}]]}}}}}`,
	"cdk.out/ShopInner.nested.template.json": `{"Resources": {"A": {"Type": "AWS::S3::Bucket"}}}`,
	"cdk.out/Stale.template.json": `{"Resources": {"A": {"Type": "AWS::CloudFormation::Stack",
		"Metadata": {"aws:asset:path": "Shop.template.json", "aws:asset:property": "TemplateURL"}}}}`,
	"cdk.out/Shop.assets.json":                     `{"version": "36.0.0", "files": {}}`,
	"cdk.out/tree.json":                            `{"version": "tree-0.1", "tree": {"children": {"Resources": {"Type": "AWS::S3::Bucket"}}}}`,
	"cdk.out/asset.0a1b/template.yaml":             bucket,
	"cdk.out/asset.0a1b/openapi.yaml":              spec,
	"cdk.out/asset.0a1b/main.tf":                   "",
	"cdk.out/assembly-Prod/manifest.json":          `{"version": "36.0.0", "artifacts": {"P": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "ProdShop.template.json"}}}}`,
	"cdk.out/assembly-Prod/ProdShop.template.json": `{"Resources": {"A": {"Type": "AWS::S3::Bucket"}}}`,
	"web/manifest.json":                            `{"name": "shop", "artifacts": []}`,
	"web/template.yaml":                            bucket,
}

func TestCloudAssembly(t *testing.T) {
	tests := map[string]struct {
		paths []string
		want  []string
	}{
		"ignored by git":    {nil, []string{"web/template.yaml"}},
		"named":             {[]string{"cdk.out"}, []string{"cdk.out/Shop.template.json", "cdk.out/assembly-Prod/ProdShop.template.json"}},
		"a stage":           {[]string{"cdk.out/assembly-Prod"}, []string{"cdk.out/assembly-Prod/ProdShop.template.json"}},
		"a nested template": {[]string{"cdk.out/ShopInner.nested.template.json"}, []string{"cdk.out/Shop.template.json"}},
		"a stale template":  {[]string{"cdk.out/Stale.template.json"}, []string{"cdk.out/Stale.template.json"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			found := find(t, synthesised, test.paths...)
			var got []string
			for _, template := range found.Templates {
				got = append(got, template.Path)
			}
			for _, document := range found.OpenAPI {
				got = append(got, document.Path)
			}
			for _, dir := range found.Terraform {
				got = append(got, dir.Path)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
			if len(found.Problems) > 0 {
				t.Errorf("problems: %v", found.Problems)
			}
		})
	}
}
