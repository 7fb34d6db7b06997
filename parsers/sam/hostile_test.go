package sam

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// What the reference transform refuses gives a problem or a clean reading.
func TestCorpusRefused(t *testing.T) {
	inputs, err := filepath.Glob(filepath.Join(corpusFolder(t, "sam-translator"), "error", "*.yaml"))
	if err != nil || len(inputs) == 0 {
		t.Fatalf("no inputs (%v)", err)
	}
	refused := 0
	for _, input := range inputs {
		text, err := os.ReadFile(input)
		if err != nil {
			t.Fatal(err)
		}
		if made := expandText(filepath.Base(input), text); made != nil && len(made.Problems) > 0 {
			refused++
			for _, problem := range made.Problems {
				if problem.At.Start.Line == 0 || problem.Message == "" {
					t.Errorf("%s: a problem without a place or words: %+v", input, problem)
				}
			}
		}
	}
	t.Logf("%d of %d inputs give a problem", refused, len(inputs))
}

func expandText(path string, text []byte) *Expanded {
	file, err := source.NewFile(path, text)
	if err != nil {
		return nil
	}
	document, _ := tree.Parse(file, source.DefaultLimits())
	if document == nil {
		return nil
	}
	return Expand(document.Root, nil, source.DefaultLimits())
}

// FuzzExpand looks for templates that end the process, and for nodes that
// stand nowhere.
func FuzzExpand(f *testing.F) {
	for _, seed := range []string{
		restTemplate,
		"Resources: {F: {Type: AWS::Serverless::Function, Properties: {Events: {E: {Type: Api, Properties: {Path: /, Method: get}}}}}}",
		"Globals: {Function: {Timeout: 3}}\nResources: {F: {Type: AWS::Serverless::Function, Condition: C, Properties: {AutoPublishAlias: live, Events: {E: {Type: Api, Properties: {Path: '/{a}', Method: any, RestApiId: !Ref A}}}}}, A: {Type: AWS::Serverless::Api, Properties: {StageName: !Ref S}}}",
		"Resources: {A: {Type: AWS::Serverless::Api, Properties: !If [a, b, c]}}",
		"Resources: {A: {Type: AWS::Serverless::Api, Properties: {StageName: x, DefinitionBody: {swagger: 2, paths: {/a: {get: !If [c, {}, {}]}}}}}}",
	} {
		f.Add(seed)
	}
	archives, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(archive.Files[0].Data))
	}
	f.Fuzz(func(t *testing.T, text string) {
		made := expandText("a.yaml", []byte(text))
		if made == nil {
			return
		}
		made.Root.Walk(func(n *tree.Node) bool {
			if n.At.Start.Line == 0 {
				t.Errorf("%+v stands nowhere", n)
			}
			return true
		})
	})
}
