package sam

import (
	"strconv"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// below gives what is under keys and the numbers of items, nil if it is not
// there, and the place of the last key.
func below(n *tree.Node, path ...string) (found *tree.Node, line int) {
	for _, step := range path {
		if i, err := strconv.Atoi(step); err == nil && n != nil && n.Kind == tree.Sequence {
			if i >= len(n.Items) {
				return nil, 0
			}
			n = n.Items[i]
			line = n.At.Start.Line
			continue
		}
		entry := n.Entry(step)
		if entry == nil {
			return nil, 0
		}
		n, line = entry.Value, entry.KeyAt.Start.Line
	}
	return n, line
}

// written gives a node as JSON.
func written(n *tree.Node) string {
	var b strings.Builder
	writeJSON(&b, n)
	return b.String()
}

const restTemplate = `Transform: AWS::Serverless-2016-10-31
Parameters:
  Given: {Type: String, Default: Mine}
  Asked: {Type: String}
Globals:
  Api:
    OpenApiVersion: 3.0.1 # version
    Cors: # cors
      AllowOrigin: "'https://a.example'" # origin
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      DisableExecuteApiEndpoint: true # endpoint
      Auth:
        DefaultAuthorizer: Mine # default
        AddDefaultAuthorizerToCorsPreflight: false
        ApiKeyRequired: true # key
        Authorizers:
          Mine: # mine
            FunctionPayloadType: REQUEST
            FunctionArn: arn:mine # function
            Identity: # identity
              Headers: [A, B]
              ReauthorizeEvery: 5 # ttl
        ResourcePolicy:
          IpRangeWhitelist: # whitelist
            - 10.0.0.0/8 # range
          CustomStatements:
            - Effect: Deny # custom
        UsagePlan: # plan
          CreateUsagePlan: PER_API
          Quota: {Limit: 3} # quota
      GatewayResponses:
        DEFAULT_4XX: # response
          StatusCode: 400
          ResponseParameters:
            Headers:
              Retry-After: "'9'" # retry
      Models:
        User: # model
          type: object
  F:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Read: # event
          Type: Api
          Properties:
            Path: /a
            Method: get
            RestApiId: !Ref Api
            Auth:
              Authorizer: NONE # none
              ApiKeyRequired: false # nokey
            RequestModel:
              Model: User # request
              ValidateBody: true # validate
            RequestParameters:
              - method.request.header.H # parameter
              - method.request.querystring.Q:
                  Required: true # required
                  Caching: true
        Write: # write
          Type: Api
          Properties:
            Path: /a
            Method: post
            RestApiId: !Ref Api
`

// TestRestPlaces follows what is made back to the line that a person wrote.
func TestRestPlaces(t *testing.T) {
	lines := strings.Split(restTemplate, "\n")
	made := expandText("a.yaml", []byte(restTemplate))
	for _, problem := range made.Problems {
		t.Errorf("%s: %s", problem.At, problem.Message)
	}
	const integration, authorizer = "x-amazon-apigateway-integration", "x-amazon-apigateway-authorizer"
	for _, want := range []struct{ path, mark, value string }{
		{"Api Body openapi", "version", `"3.0.1"`},
		{"Api Body paths /a options", "cors", ""},
		{"Api Body paths /a options security", "key", `[{"api_key":[]}]`},
		{"Api Body paths /a options " + integration, "cors", ""},
		{"Api Body components securitySchemes Mine", "# mine", ""},
		{"Api Body components securitySchemes Mine " + authorizer + " identitySource", "identity", `"method.request.header.A, method.request.header.B"`},
		{"Api Body components securitySchemes Mine " + authorizer + " authorizerResultTtlInSeconds", "ttl", "5"},
		{"Api Body components securitySchemes api_key", "key", ""},
		{"Api Body components schemas user", "model", ""},
		{"Api Body paths /a get security", "nokey", ""},
		{"Api Body paths /a get requestBody", "request", ""},
		{"Api Body paths /a get x-amazon-apigateway-request-validator", "validate", `"body-only"`},
		{"Api Body x-amazon-apigateway-request-validators body-only", "validate", `{"validateRequestBody":true,"validateRequestParameters":false}`},
		{"Api Body paths /a get parameters 0", "parameter", `{"in":"header","name":"H","required":false,"type":"string"}`},
		{"Api Body paths /a get parameters 1 required", "required", "true"},
		{"Api Body paths /a get " + integration + " cacheKeyParameters", "querystring.Q:", `["method.request.querystring.Q"]`},
		{"Api Body paths /a post security 0", "default", `{"Mine":[]}`},
		{"Api Body paths /a post security 1", "key", `{"api_key":[]}`},
		{"Api Body x-amazon-apigateway-policy Statement 0", "whitelist", ""},
		{"Api Body x-amazon-apigateway-policy Statement 1 Condition NotIpAddress aws:SourceIp 0", "range", `"10.0.0.0/8"`},
		{"Api Body x-amazon-apigateway-policy Statement 2", "custom", `{"Effect":"Deny"}`},
		{"Api Body x-amazon-apigateway-gateway-responses DEFAULT_4XX", "response", ""},
		{"Api Body x-amazon-apigateway-gateway-responses DEFAULT_4XX responseParameters gatewayresponse.header.Retry-After", "retry", `"'9'"`},
		{"Api Body servers 0 x-amazon-apigateway-endpoint-configuration disableExecuteApiEndpoint", "endpoint", "true"},
		{"ApiMineAuthorizerPermission FunctionName", "# mine", `"arn:mine"`},
		{"ApiMineAuthorizerPermission Principal", "# mine", ""},
		{"ApiUsagePlan ApiStages", "plan", ""},
		{"ApiUsagePlan Quota", "quota", ""},
		{"ApiApiKey StageKeys", "plan", ""},
		{"ApiUsagePlanKey KeyId", "plan", ""},
	} {
		keys := strings.Fields(want.path)
		found, line := below(made.Root, append([]string{"Resources", keys[0], "Properties"}, keys[1:]...)...)
		if found == nil {
			t.Errorf("%s is not there", want.path)
			continue
		}
		if !strings.Contains(lines[line-1], want.mark) {
			t.Errorf("%s stands at %q, not at %q", want.path, lines[line-1], want.mark)
		}
		if got := written(found); want.value != "" && got != want.value {
			t.Errorf("%s is %s, not %s", want.path, got, want.value)
		}
	}
}

// What a parameter without a value decides is not known, and nothing else is
// put in its place.
func TestRestUndecided(t *testing.T) {
	const asked = `{"Ref":"Asked"}`
	tests := map[string]struct {
		auth string // of the API
		path string
		want string
	}{
		"default authorizer": {
			"{DefaultAuthorizer: !Ref Asked, Authorizers: {Mine: {UserPoolArn: a}}}",
			"Api Body paths /a get security", `[` + asked + `]`,
		},
		"default authorizer that has a value": {
			"{DefaultAuthorizer: !Ref Given, Authorizers: {Mine: {UserPoolArn: a}}}",
			"Api Body paths /a get security", `[{"Mine":[]}]`,
		},
		"preflight of the default authorizer": {
			"{DefaultAuthorizer: Mine, AddDefaultAuthorizerToCorsPreflight: !Ref Asked, Authorizers: {Mine: {UserPoolArn: a}}}",
			"Api Body paths /a options security", `[` + asked + `]`,
		},
		"API key": {"{ApiKeyRequired: !Ref Asked}", "Api Body paths /a get security", `[` + asked + `]`},
		"preflight of the API key": {
			"{ApiKeyRequired: true, AddApiKeyRequiredToCorsPreflight: !Ref Asked}",
			"Api Body paths /a options security", `[` + asked + `]`,
		},
		"a header": {
			"{Authorizers: {Mine: {FunctionArn: a, FunctionPayloadType: REQUEST, Identity: {Headers: [A, !Ref Asked]}}}}",
			"Api Body securityDefinitions Mine x-amazon-apigateway-authorizer identitySource", asked,
		},
		"a network": {
			"{ResourcePolicy: {SourceVpcBlacklist: [!Ref Asked]}}",
			"Api Body x-amazon-apigateway-policy Statement 1 Condition", `{"StringEquals":{"aws:SourceVpc":[` + asked + `]}}`,
		},
		"a usage plan":                    {"{UsagePlan: {CreateUsagePlan: !Ref Asked}}", "ApiUsagePlan ApiStages", ""},
		"the permission of an authorizer": {"{Authorizers: {Mine: {FunctionArn: a, DisableFunctionDefaultPermissions: !Ref Asked}}}", "ApiMineAuthorizerPermission Action", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			made := expandText("a.yaml", []byte(`Parameters: {Asked: {Type: String}, Given: {Type: String, Default: Mine}}
Resources:
  Api: {Type: AWS::Serverless::Api, Properties: {StageName: live, Cors: "'*'", Auth: `+test.auth+`}}
  F: {Type: AWS::Serverless::Function, Properties: {Events: {E: {Type: Api, Properties: {Path: /a, Method: get, RestApiId: !Ref Api}}}}}
`))
			for _, problem := range made.Problems {
				t.Errorf("%s: %s", problem.At, problem.Message)
			}
			keys := strings.Fields(test.path)
			found, _ := below(made.Root, append([]string{"Resources", keys[0], "Properties"}, keys[1:]...)...)
			switch {
			case test.want == "" && found != nil:
				t.Errorf("%s is %s; whether there is one is not known", test.path, written(found))
			case test.want == "" && len(made.Hidden) == 0:
				t.Error("nothing says that there may be more")
			case test.want != "" && written(found) != test.want:
				t.Errorf("%s is %s, not %s", test.path, written(found), test.want)
			}
		})
	}
}

// What is added to a part that another transform writes is hidden.
func TestRestHidden(t *testing.T) {
	for _, properties := range []string{
		"Auth: {Fn::Transform: {Name: AWS::Include}}",
		"Auth: {Authorizers: {Fn::Transform: {Name: AWS::Include}}}",
		"Auth: {ResourcePolicy: {Fn::Transform: {Name: AWS::Include}}}",
		"Cors: {Fn::Transform: {Name: AWS::Include}}",
		"Cors: \"'*'\", DefinitionBody: {Fn::Transform: {Name: AWS::Include}}",
		"Cors: \"'*'\", DefinitionBody: {swagger: 2.0, paths: {Fn::Transform: {Name: AWS::Include}}}",
		"Auth: {ResourcePolicy: {IpRangeBlacklist: [a]}}, DefinitionBody: {swagger: 2.0, x-amazon-apigateway-policy: {Ref: P}, paths: {/: {}}}",
	} {
		made := expandText("a.yaml", []byte("Resources: {Api: {Type: AWS::Serverless::Api, Properties: {StageName: s, "+properties+"}}}"))
		if len(made.Hidden) == 0 || len(made.Problems) > 0 {
			t.Errorf("%s: hidden %v, problems %v", properties, made.Hidden, made.Problems)
		}
	}
}

// What the transform would refuse is said at its line, and the rest is read.
func TestRestRefused(t *testing.T) {
	const document = "DefinitionBody: {swagger: '2.0', paths: {/a: {get: {}}}}"
	api := func(lines ...string) string {
		return "Resources:\n  Api:\n    Type: AWS::Serverless::Api\n    Properties:\n      StageName: live\n      " + strings.Join(lines, "\n      ") + "\n"
	}
	event := func(lines ...string) string {
		return api("Name: a") + "  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Events:\n        E:\n          Type: Api\n          Properties:\n" +
			"            Path: /a\n            Method: get\n            RestApiId: !Ref Api\n            " + strings.Join(lines, "\n            ") + "\n"
	}
	tests := map[string]struct{ text, at, message string }{
		"auth behind a condition":   {api("Auth: !If [a, b, c]"), "Auth:", "must be a mapping"},
		"unknown key":               {api("Auth:", "  Authoriser: a"), "Authoriser", "no property Authoriser"},
		"no such default":           {api("Auth:", "  DefaultAuthorizer: B", "  Authorizers: {A: {UserPoolArn: p}}"), "DefaultAuthorizer", "B of Api is not among"},
		"default that is computed":  {api("Auth:", "  DefaultAuthorizer: !If [a, b, c]", "  Authorizers: {A: {UserPoolArn: p}}"), "DefaultAuthorizer", "must be the name"},
		"neither function nor pool": {api("Auth:", "  Authorizers:", "    A: {}"), "A: {}", "FunctionArn or a UserPoolArn"},
		"kind of payload":           {api("Auth:", "  Authorizers:", "    A:", "      FunctionArn: f", "      FunctionPayloadType: REQ"), "REQ", "TOKEN or REQUEST"},
		"request of nobody":         {api("Auth:", "  Authorizers:", "    A:", "      FunctionArn: f", "      FunctionPayloadType: REQUEST"), "A:", "must have an Identity"},
		"accounts":                  {api("Auth:", "  ResourcePolicy:", "    AwsAccountWhitelist: 123", document), "AwsAccountWhitelist", "a list of accounts"},
		"credentials for all":       {api("Cors:", "  AllowCredentials: true"), "AllowCredentials", "other than"},
		"no origin":                 {api("Cors:", "  AllowOrigin:"), "AllowOrigin", "must not be empty"},
		"plan without a kind":       {api("Auth:", "  UsagePlan: {}"), "UsagePlan", "PER_API, SHARED or NONE"},
		"version":                   {api("OpenApiVersion: 4.0"), "OpenApiVersion", "3.0.1"},
		"null path":                 {api("Cors: \"'*'\"", "DefinitionBody:", "  swagger: 2.0", "  paths:", "    /a:"), "/a", "must be a mapping"},
		"null method":               {api("Auth: {ApiKeyRequired: true}", "DefinitionBody:", "  swagger: 2.0", "  paths:", "    /a:", "      get:"), "get", "must be a mapping"},
		"model without a type":      {api("Models:", "  A: {}"), "A: {}", "needs a type"},
		"status":                    {api("GatewayResponses:", "  DEFAULT_4XX:", "    StatusCode: four"), "StatusCode", "three digits"},
		"no such authorizer":        {event("Auth:", "  Authorizer: A"), "Authorizer", "not among"},
		"open without a default":    {event("Auth:", "  Authorizer: NONE"), "Authorizer", "NONE only where"},
		"scopes of nobody":          {event("Auth:", "  AuthorizationScopes: [a]"), "Scopes", "need an Authorizer"},
		"no key where none is":      {event("Auth:", "  ApiKeyRequired: false"), "ApiKeyRequired", "without an API key"},
		"no such model":             {event("RequestModel:", "  Model: A"), "Model: A", "one of the Models"},
		"parameter":                 {event("RequestParameters:", "  - header.A"), "header.A", "of the form"},
		"override of nothing":       {event("Auth:", "  OverrideApiAuth: true"), "Override", "beside it"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			made := expandText("a.yaml", []byte(test.text))
			if len(made.Problems) == 0 {
				t.Fatal("no problem")
			}
			problem := made.Problems[0]
			if line := strings.Split(test.text, "\n")[problem.At.Start.Line-1]; !strings.Contains(line, test.at) {
				t.Errorf("it is said at %q", line)
			}
			if !strings.Contains(problem.Message, test.message) {
				t.Error(problem.Message)
			}
			if _, line := below(made.Root, "Resources", "ApiliveStage", "Properties"); line == 0 {
				t.Error("the rest is not read")
			}
		})
	}
}

// A usage plan of one API with a condition depends on that condition alone.
func TestSharedUsagePlan(t *testing.T) {
	made := expandText("a.yaml", []byte(`Conditions: {C: !Equals [a, b]}
Resources:
  Api: {Type: AWS::Serverless::Api, Condition: C, DeletionPolicy: Retain, Properties: {StageName: live, Auth: {UsagePlan: {CreateUsagePlan: SHARED}}}}
`))
	if condition, _ := below(made.Root, "Conditions", "SharedUsagePlanCondition"); written(condition) != `{"Condition":"C"}` {
		t.Errorf("the condition is %s", written(condition))
	}
	for _, id := range []string{"ServerlessUsagePlan", "ServerlessApiKey", "ServerlessUsagePlanKey"} {
		resource, _ := below(made.Root, "Resources", id)
		if text(resource.Get("Condition")) != "SharedUsagePlanCondition" || text(resource.Get("DeletionPolicy")) != "Retain" {
			t.Errorf("%s: %s", id, written(resource))
		}
		if made.Origin[id] != "Api" {
			t.Errorf("%s was made of %q", id, made.Origin[id])
		}
	}
}
