package sam

import (
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// The services that call functions and take roles. API Gateway is whom a function
// must let in to be called by it.
const (
	apiPrincipal    = "apigateway.amazonaws.com"
	lambdaPrincipal = "lambda.amazonaws.com"
	statesPrincipal = "states.amazonaws.com"
)

// permit lets API Gateway call a function. resource is what follows the account
// in the ARN of the request, with own as its variables.
func (e *expander) permit(of *item, id string, place source.Range, function *tree.Node, resource string, own ...tree.Entry) {
	b := at(place)
	e.derive(of, id, place, "AWS::Lambda::Permission", b.Map(
		b.Entry("Action", b.Text("lambda:InvokeFunction")),
		b.Entry("FunctionName", function),
		b.Entry("Principal", b.Text(apiPrincipal)),
		b.Entry("SourceArn", sub(b, executeARN+resource, own...)),
	))
}

// executeARN begins the ARN of a request to an API.
const executeARN = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:"

// permitRoute lets a route call a function, in every stage.
func (e *expander) permitRoute(r *route, target invoked, id, resource string) {
	b := at(r.at)
	e.permit(r.of, id, r.at, ref(b, target.id), "${__ApiId__}/${__Stage__}"+resource,
		b.Entry("__ApiId__", r.apiID), b.Entry("__Stage__", b.Text("*")))
}

// permittedMethod gives a route's method as it stands in an ARN.
func permittedMethod(method string) string {
	if key := methodKey(method); key == anyMethod {
		return "*"
	}
	return strings.ToUpper(method)
}

// invocationURI gives the address under which API Gateway calls a function.
func invocationURI(b tree.Builder, target invoked, version, call string) *tree.Node {
	return sub(b, "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/"+version+"/functions/"+target.arn+"/"+call)
}
