package cloudformation

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/gatelint/gatelint/internal/source"
)

// archive makes an archive of files, each named by its first line.
func archive(files ...string) *txtar.Archive {
	a := &txtar.Archive{}
	for _, file := range files {
		name, text, _ := strings.Cut(file, "\n")
		a.Files = append(a.Files, txtar.File{Name: name, Data: []byte(text)})
	}
	return a
}

// stack gives the resource that nests a template.
func stack(id, template, parameters string) string {
	return fmt.Sprintf("  %s: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: %s, Parameters: {%s}}}\n", id, template, parameters)
}

func kinds(problems []source.Problem) map[source.ProblemKind]int {
	count := map[source.ProblemKind]int{}
	for _, problem := range problems {
		count[problem.Kind]++
	}
	return count
}

func TestNestingIsBounded(t *testing.T) {
	t.Run("each level nests the next one twice", func(t *testing.T) {
		var files []string
		for i := range 30 {
			next := fmt.Sprintf("%d.yaml", i+1)
			files = append(files, fmt.Sprintf("%d.yaml\nResources:\n", i)+stack("A", next, "")+stack("B", next, ""))
		}
		files = append(files, "30.yaml\nResources: {X: {Type: T}}\n")
		definitions, problems := load(t, archive(files...))
		if got := kinds(problems); got[source.Limit] == 0 || len(got) != 1 {
			t.Errorf("got %v, want limits", got)
		}
		if n := len(definitions[0].Resources); n > 2*source.DefaultLimits().Stacks {
			t.Errorf("there are %d resources", n)
		}
		if len(definitions[0].Unresolved) == 0 {
			t.Error("nothing is left open")
		}
	})
	t.Run("a text doubles on its way down", func(t *testing.T) {
		var files []string
		for i := range source.DefaultLimits().StackDepth - 1 {
			files = append(files, fmt.Sprintf("%d.yaml\nParameters: {P: {Type: String, Default: xxxxxxxx}}\nResources:\n", i)+
				stack("A", fmt.Sprintf("%d.yaml", i+1), `P: !Sub "${P}${P}${P}${P}"`))
		}
		files = append(files, fmt.Sprintf("%d.yaml\nParameters: {P: {Type: String}}\nConditions: {C: !Equals [!Ref P, x]}\n", source.DefaultLimits().StackDepth-1)+
			"Resources: {X: {Type: AWS::Lambda::Function, Condition: C, Properties: {Handler: !Ref P}}}\n")
		_, problems := load(t, archive(files...))
		if got := kinds(problems); got[source.Limit] != 1 {
			t.Errorf("got %v, want a limit", problems)
		}
	})
	t.Run("outputs and parameters lead in a circle", func(t *testing.T) {
		child := "child.yaml\nParameters: {P: {Type: String}}\nConditions: {C: !Equals [!Ref P, x]}\n" +
			"Resources: {X: {Type: AWS::Lambda::Function, Condition: C, Properties: {Handler: !Ref P}}}\n" +
			"Outputs: {O: {Value: !Sub '${P}${P}'}}\n"
		definitions, problems := load(t, archive("parent.yaml\nResources:\n"+
			stack("A", "child.yaml", "P: !GetAtt B.Outputs.O")+stack("B", "child.yaml", "P: !GetAtt A.Outputs.O"), child))
		if len(problems) > 0 {
			t.Errorf("got %v", problems)
		}
		for _, definition := range definitions {
			if x := find(definition, "A/X"); x != nil && x.Get("Handler").IsKnown() && len(definition.When) == 0 {
				t.Errorf("A/X.Handler is %s", describe(x.Get("Handler")))
			}
		}
	})
	t.Run("choices multiply", func(t *testing.T) {
		parent := "parent.yaml\nParameters: {E: {Type: String}}\nConditions: {C: !Equals [!Ref E, x]}\nResources:\n"
		for i := range 100 {
			parent += stack(fmt.Sprintf("S%d", i), "child.yaml", fmt.Sprintf("P: !If [C, !GetAtt S%d.Outputs.O, !GetAtt S%d.Outputs.O]", (i+1)%100, (i+7)%100))
		}
		child := "child.yaml\nParameters: {P: {Type: String}}\nConditions: {C: !Equals [!Ref P, x]}\n" +
			"Resources: {X: {Type: AWS::Lambda::Function, Condition: C}}\nOutputs: {O: {Value: !Ref P}}\n"
		if definitions, problems := load(t, archive(parent, child)); len(definitions) > source.DefaultLimits().Variants || kinds(problems)[source.Internal] > 0 {
			t.Errorf("%d variants, %v", len(definitions), problems)
		}
	})
}

// A template whose conditions a parent passes on has the variants of the
// parent, however often it is nested.
func TestNestedStacksShareVariants(t *testing.T) {
	parent := "parent.yaml\nParameters: {Env: {Type: String}}\nResources:\n"
	for i := range 20 {
		parent += stack(fmt.Sprintf("S%d", i), "child.yaml", "Env: !Ref Env")
	}
	child := "child.yaml\nParameters: {Env: {Type: String}}\nConditions: {C: !Equals [!Ref Env, prod]}\n" +
		"Resources: {X: {Type: AWS::Lambda::Function, Condition: C}, Y: {Type: AWS::Lambda::Function}}\n"
	definitions, problems := load(t, archive(parent, child))
	if len(definitions) != 2 || len(problems) > 0 {
		t.Fatalf("got %d variants and %v", len(definitions), problems)
	}
	if with, without := len(definitions[0].Resources), len(definitions[1].Resources); with+without != 100 {
		t.Errorf("the variants have %d and %d resources, want 60 and 40", with, without)
	}
}

// Each stack has a name and parameters of its own; the region is one for all.
func TestNestedStacksHaveTheirOwnNames(t *testing.T) {
	child := "child.yaml\nParameters: {P: {Type: String}}\nConditions:\n" +
		"  Named: !Equals [!Ref AWS::StackName, x]\n  Passed: !Equals [!Ref P, x]\n  Near: !Equals [!Ref AWS::Region, eu-west-1]\n" +
		"Resources:\n  N: {Type: AWS::Lambda::Function, Condition: Named}\n  P: {Type: AWS::Lambda::Function, Condition: Passed}\n" +
		"  R: {Type: AWS::Lambda::Function, Condition: Near}\n"
	definitions, _ := load(t, archive("parent.yaml\nResources:\n"+stack("A", "child.yaml", "")+stack("B", "child.yaml", ""), child))
	if len(definitions) != 32 {
		t.Errorf("got %d variants, want 32: two names, two parameters, one region", len(definitions))
	}
	for _, definition := range definitions {
		if (find(definition, "A/R") == nil) != (find(definition, "B/R") == nil) {
			t.Errorf("%v: the stacks are in different regions", definition.When)
		}
	}
}

// What is passed takes the place of a default, to the serverless transform too.
func TestNestedServerless(t *testing.T) {
	child := "child.yaml\nTransform: AWS::Serverless-2016-10-31\nParameters: {Stage: {Type: String, Default: dev}}\n" +
		"Resources:\n  Fn: {Type: AWS::Serverless::Function, Properties: {AutoPublishAlias: !Ref Stage}}\n"
	for passed, want := range map[string]string{"Stage: prod": "Shop/FnAliasprod", "": "Shop/FnAliasdev", "Stage: !GetAtt Maker.Stage": ""} {
		parent := "parent.yaml\nTransform: AWS::Serverless-2016-10-31\nResources:\n  Maker: {Type: Custom::Maker}\n" +
			"  Shop: {Type: AWS::Serverless::Application, Properties: {Location: ./child.yaml, Parameters: {" + passed + "}}}\n"
		definitions, _ := load(t, archive(parent, child))
		got := ""
		for _, r := range definitions[0].Resources {
			if r.Type == "AWS::Lambda::Alias" {
				got += r.Address
			}
		}
		if got != want {
			t.Errorf("%q: the alias is %q, want %q", passed, got, want)
		}
	}
}
