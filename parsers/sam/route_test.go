package sam

import (
	"strings"
	"testing"
)

// What is no event, or names an API out of sight, is said or hidden; nothing is
// dropped in silence.
func TestEventsOutOfSight(t *testing.T) {
	function := func(events string) string {
		return "Parameters: {P: {Type: String}}\nResources:\n  Api: {Type: AWS::Serverless::Api, Properties: {StageName: live}}\n" +
			"  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Events: " + events + "\n"
	}
	tests := map[string]struct {
		text    string
		problem string // part of its message
		hidden  string // part of its name
	}{
		"a text":                   {text: function("{E: HttpApi}"), problem: "the event E of F must be a mapping"},
		"a reference":              {text: function("{E: !Ref P}"), problem: "the event E of F must be a mapping"},
		"a type that is referred":  {text: function("{E: {Type: !Ref P}}"), problem: "Type in plain text"},
		"no type":                  {text: function("{E: {Properties: {Path: /, Method: get}}}"), problem: "Type in plain text"},
		"all events":               {text: function("!Ref P"), problem: "the Events of F must be a mapping"},
		"included events":          {text: function("{Fn::Transform: {Name: AWS::Include}}"), hidden: "Events of F"},
		"an included event":        {text: function("{E: {Fn::Transform: {Name: AWS::Include}}}"), hidden: "the event E of F"},
		"an event that is merged":  {text: function("{S: {Type: Schedule}, Fn::Transform: {Name: AWS::Include}}"), hidden: "the event Fn::Transform of F"},
		"an API of another file":   {text: function("{E: {Type: Api, Properties: {Path: /, Method: get, RestApiId: !Ref Elsewhere}}}"), hidden: "the event E of F"},
		"an API of another v2":     {text: function("{E: {Type: HttpApi, Properties: {Path: /, Method: get, ApiId: !Ref Elsewhere}}}"), hidden: "the event E of F"},
		"an API that is a literal": {text: function("{E: {Type: Api, Properties: {Path: /, Method: get, RestApiId: abcdefghij}}}"), problem: "must refer to an AWS::Serverless::Api"},
		"an API by parameter":      {text: function("{E: {Type: Api, Properties: {Path: /, Method: get, RestApiId: !Ref P}}}"), problem: "must refer to an AWS::Serverless::Api"},
		"other events":             {text: function("{E: {Type: Schedule}}")},
		"a connector of a reference": {
			text:    "Parameters: {P: {Type: String}}\nResources: {C: {Type: AWS::Serverless::Connector, Properties: {Source: {Id: !Ref P}, Destination: {Id: F}, Permissions: [Write]}}}",
			problem: "the connector C must be mappings",
		},
		"a connector to nothing": {
			text:    "Resources: {A: {Type: AWS::Serverless::Api, Connectors: {C: {Properties: {Permissions: [Write]}}}, Properties: {StageName: x}}}",
			problem: "the connector AC must be mappings",
		},
		"a connector's permissions": {
			text:    "Parameters: {P: {Type: String}}\nResources: {C: {Type: AWS::Serverless::Connector, Properties: {Source: {Id: A}, Destination: [{Id: F}], Permissions: [!Ref P]}}}",
			problem: "the Permissions of the connector C",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			made := expandText("a.yaml", []byte(test.text))
			switch {
			case len(made.Problems) > 1 || len(made.Hidden) > 1,
				len(made.Problems) == 1 != (test.problem != ""), len(made.Hidden) == 1 != (test.hidden != ""):
				t.Fatalf("problems %v, hidden %v", made.Problems, made.Hidden)
			case test.problem != "" && !strings.Contains(made.Problems[0].Message, test.problem):
				t.Error(made.Problems[0].Message)
			case test.hidden != "" && made.Hidden[0].Name != test.hidden:
				t.Error(made.Hidden[0].Name)
			}
		})
	}
}

// What nobody wrote stands where its properties are written, not at the first
// of many events.
func TestImplicitAPIPlace(t *testing.T) {
	const function = "Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Events:\n" +
		"        E: {Type: Api, Properties: {Path: /, Method: get}}\n        H: {Type: HttpApi}\n"
	for globals, want := range map[string][2]int{
		"": {6, 7},
		"Globals:\n  Api: {EndpointConfiguration: PRIVATE}\n  HttpApi: {FailOnWarnings: true}\n": {2, 3},
		"Globals:\n  Function: {Timeout: 3}\n":                                                   {8, 9},
	} {
		made := expandText("a.yaml", []byte(globals+function))
		for i, id := range []string{"ServerlessRestApi", "ServerlessHttpApi"} {
			if _, line := below(made.Root, "Resources", id); line != want[i] {
				t.Errorf("with %q, %s stands at line %d, not %d", globals, id, line, want[i])
			}
		}
	}
}

// The transform merges for whatever counts as true, functions among it.
func TestMergeDefinitions(t *testing.T) {
	for _, test := range []struct {
		merge string
		there bool
	}{{"true", true}, {"!Ref P", true}, {"false", false}, {"null", false}} {
		made := expandText("a.yaml", []byte(`Parameters: {P: {Type: String}}
Resources:
  Api: {Type: AWS::Serverless::Api, Properties: {StageName: s, MergeDefinitions: `+test.merge+`, DefinitionBody: {swagger: '2.0', paths: {}}}}
  F: {Type: AWS::Serverless::Function, Properties: {Events: {E: {Type: Api, Properties: {Path: /a, Method: get, RestApiId: !Ref Api}}}}}
`))
		if _, line := below(made.Root, "Resources", "Api", "Properties", "Body", "paths", "/a", "get"); line > 0 != test.there {
			t.Errorf("MergeDefinitions: %s: the event's method is at line %d", test.merge, line)
		}
	}
}

// The lists of a route count for the stage of its API. For a state machine's
// events the transform knows only what they say themselves.
func TestRestrictedStage(t *testing.T) {
	for event, want := range map[string]string{"": "null", ", Stage: live": `"live"`} {
		made := expandText("a.yaml", []byte(`Resources:
  S: {Type: AWS::Serverless::StateMachine, Properties: {Events: {E: {Type: Api, Properties: {Path: /a, Method: get, Auth: {ResourcePolicy: {IpRangeWhitelist: [10.0.0.0/8]}}`+event+`}}}}}
`))
		stage, _ := below(made.Root, "Resources", "ServerlessRestApi", "Properties", "Body", "x-amazon-apigateway-policy",
			"Statement", "0", "Resource", "0", "Fn::Sub", "1", "__Stage__")
		if got := written(stage); got != want {
			t.Errorf("event%s: the stage is %s, not %s", event, got, want)
		}
	}
}
