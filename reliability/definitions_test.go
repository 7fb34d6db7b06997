package reliability

// health is a template with one fault: the mock integration sets no status code
// (RSP011).
const health = `Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties: {Name: health}
  Check:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: GET
      AuthorizationType: NONE
      Integration:
        Type: MOCK
        RequestTemplates: {application/json: '{"status": 204}'}
        IntegrationResponses: [{StatusCode: 204}]
      MethodResponses: [{StatusCode: 204}]
  Deployment:
    Type: AWS::ApiGateway::Deployment
    DependsOn: Check
    Properties: {RestApiId: !Ref Api, StageName: live}
`
