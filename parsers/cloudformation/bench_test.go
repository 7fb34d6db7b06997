package cloudformation

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/internal/source"
)

// large gives a template of about 300 KB with what real ones are made of.
func large(bytes int) string {
	var text strings.Builder
	text.WriteString("Parameters: {Stage: {Type: String, Default: dev}}\nConditions: {Prod: !Equals [!Ref Stage, prod]}\nResources:\n  Api: {Type: AWS::ApiGateway::RestApi}\n")
	for i := 0; text.Len() < bytes; i++ {
		fmt.Fprintf(&text, `  Function%[1]d:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: !Sub "${Stage}-handler-%[1]d"
      MemorySize: !If [Prod, 1024, 128]
      Role: !GetAtt Role%[1]d.Arn
  Role%[1]d:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{Effect: Allow, Action: sts:AssumeRole, Principal: {Service: !Sub "lambda.${AWS::URLSuffix}"}}]
  Resource%[1]d:
    Type: AWS::ApiGateway::Resource
    Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: part%[1]d}
  Method%[1]d:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !Ref Resource%[1]d
      HttpMethod: GET
      AuthorizationType: NONE
      Integration:
        Type: AWS_PROXY
        IntegrationHttpMethod: POST
        Uri: !Sub "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Function%[1]d.Arn}/invocations"
  Permission%[1]d:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: !Ref Function%[1]d
      Principal: apigateway.amazonaws.com
      SourceArn: !Join ["", ["arn:aws:execute-api:", !Ref AWS::Region, ":", !Ref AWS::AccountId, ":", !Ref Api, "/*/GET/part%[1]d"]]
`, i)
	}
	return text.String()
}

func BenchmarkYAML(b *testing.B) {
	for _, kilobytes := range []int{30, 300} {
		b.Run(fmt.Sprintf("%dKB", kilobytes), func(b *testing.B) {
			text := []byte(large(kilobytes << 10))
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				definitions, problems := Parse(&source.File{Path: "t.yaml", Bytes: text}, source.DefaultLimits(), Options{})
				if len(definitions) != 2 || len(problems) != 0 {
					b.Fatalf("%d variants, %v", len(definitions), problems)
				}
			}
		})
	}
}
