package sam

import (
	"testing"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// Events that make no routes show who else invokes a function.
func TestOtherEvents(t *testing.T) {
	const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      AutoPublishAlias: live
      Events:
        Queue: {Type: SQS}
        Nightly: {Type: Schedule}
        Picture: {Type: S3}
        Novel: {Type: SomethingNew}
        Get: {Type: Api, Properties: {Path: /, Method: get}}
        List: {Type: HttpApi, Properties: {Path: /, Method: get}}
`
	document, problem := tree.Parse(&source.File{Path: "template.yaml", Bytes: []byte(template)}, source.DefaultLimits())
	if document == nil {
		t.Fatal(problem.Message)
	}
	made := Expand(document.Root, nil, source.DefaultLimits())
	for id, want := range map[string]string{
		"FQueue":             "AWS::Lambda::EventSourceMapping",
		"FNightly":           "AWS::Events::Rule",
		"FPicturePermission": "AWS::Lambda::Permission",
		"FNovel":             "AWS::Lambda::EventSourceMapping",
	} {
		typ, _ := below(made.Root, "Resources", id, "Type")
		function, line := below(made.Root, "Resources", id, "Properties", "FunctionName", "Ref")
		if text(typ) != want || text(function) != "FAliaslive" || line < 8 || line > 11 {
			t.Errorf("%s: %s of %s in line %d, want %s of FAliaslive where the event is", id, text(typ), text(function), line, want)
		}
	}
	for _, id := range []string{"FGet", "FList"} {
		if found, _ := below(made.Root, "Resources", id); found != nil {
			t.Errorf("%s is made, and is no source but a route", id)
		}
	}
}
