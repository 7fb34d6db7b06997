package sam

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// TestDomainsAndCalls compares the resources of some types that templates
// become with the last file of each archive, "want": a line for each scalar,
// with the lines of its key and of itself.
func TestDomainsAndCalls(t *testing.T) {
	for folder, types := range map[string][]string{
		"domain": {
			"AWS::ApiGateway::DomainName", "AWS::ApiGateway::DomainNameV2", "AWS::ApiGatewayV2::DomainName",
			"AWS::ApiGateway::BasePathMapping", "AWS::ApiGateway::BasePathMappingV2", "AWS::ApiGatewayV2::ApiMapping",
			"AWS::ApiGateway::DomainNameAccessAssociation", "AWS::Route53::RecordSetGroup",
		},
		"calls": {"AWS::Lambda::Permission", "AWS::ApiGateway::RestApi", "AWS::IAM::Role", "AWS::StepFunctions::StateMachineAlias"},
	} {
		names, err := filepath.Glob(filepath.Join("testdata", folder, "*.txtar"))
		if err != nil || len(names) == 0 {
			t.Fatal("no archives", err)
		}
		for _, name := range names {
			t.Run(folder+"/"+strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
				archive, err := txtar.ParseFile(name)
				if err != nil || len(archive.Files) != 2 {
					t.Fatal("not two files", err)
				}
				if diff := cmp.Diff(string(archive.Files[1].Data), dumpTypes(expandText("template.yaml", archive.Files[0].Data), types)); diff != "" {
					t.Error(diff)
				}
			})
		}
	}
}

func dumpTypes(made *Expanded, types []string) string {
	var text strings.Builder
	for _, entry := range made.Root.Get("Resources").Entries {
		if slices.Contains(types, entry.Value.Get("Type").Text) {
			dumpNode(&text, entry.Key, entry.KeyAt, entry.Value)
		}
	}
	for _, p := range made.Problems {
		fmt.Fprintf(&text, "problem at %d: %s\n", p.At.Start.Line, p.Message)
	}
	return text.String()
}
