package sam

import (
	"fmt"

	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// stateMachineProperties are those that a state machine has under the same name.
var stateMachineProperties = []string{"DefinitionSubstitutions", "Name", "Tracing", "Type"}

// stateMachine makes a state machine, and the routes that start it.
func (e *expander) stateMachine(of *item) {
	properties := picked(of, stateMachineProperties)
	b := at(of.at)
	if role := of.properties.Entry("Role"); role != nil && isSet(role.Value) {
		properties.Put(tree.Entry{Key: "RoleArn", KeyAt: role.KeyAt, Value: role.Value})
	} else {
		e.derive(of, of.id+"Role", of.at, "AWS::IAM::Role", e.roleProperties(of, statesPrincipal))
		properties.Put(b.Entry("RoleArn", getAtt(b, of.id+"Role", "Arn")))
	}
	e.main(of, "AWS::StepFunctions::StateMachine", properties)
	target := of.id
	if name := e.decided(of.get("AutoPublishAlias")); isText(name) {
		target = e.stateMachineAlias(of, name.Text)
	}
	for _, r := range of.events {
		if r.kind == restRoutes {
			e.startRoute(r, target)
		}
	}
}

// stateMachineAlias makes the version and the alias by which the events start a
// state machine, and gives the alias's logical id.
func (e *expander) stateMachineAlias(of *item, name string) string {
	b := at(of.place("AutoPublishAlias"))
	version, alias := of.id+"Version", of.id+"Alias"+name
	e.derive(of, version, b.At, "AWS::StepFunctions::StateMachineVersion", b.Map(b.Entry("StateMachineArn", ref(b, of.id))))
	e.derive(of, alias, b.At, "AWS::StepFunctions::StateMachineAlias", b.Map(b.Entry("Name", b.Text(name))))
	return alias
}

// startRoute lets a route of a REST API start a state machine, of which target
// is the logical id or that of its alias, and puts it into the API's document
// where SAM makes that.
func (e *expander) startRoute(r *route, target string) {
	b := at(r.at)
	role := r.of.id + r.id + "Role"
	e.derive(r.of, role, r.at, "AWS::IAM::Role", b.Map(
		b.Entry("AssumeRolePolicyDocument", trust(b, apiPrincipal)),
		b.Entry("Policies", b.List(b.Map(
			b.Entry("PolicyName", b.Text(role+"StartExecutionPolicy")),
			b.Entry("PolicyDocument", b.Map(b.Entry("Statement", b.List(b.Map(
				b.Entry("Action", b.Text("states:StartExecution")),
				b.Entry("Effect", b.Text("Allow")),
				b.Entry("Resource", ref(b, r.of.id)),
			))))),
		))),
	))
	if !r.api.managed {
		return
	}
	e.addRestRoute(r, func() *tree.Node { return startExecution(r, target, role) }, b.Map(
		b.Entry("200", b.Call("description", b.Text("OK"))),
		b.Entry("400", b.Call("description", b.Text("Bad Request"))),
	))
}

// The templates that hand a request's body to a state machine. In the second
// one the quotes are as they came.
const (
	escapedInput   = `{"input": "$util.escapeJavaScript($input.json('$'))", "stateMachineArn": "${%s}"}`
	unescapedInput = `{"input": "$util.escapeJavaScript($input.json('$')).replaceAll("\\'","'")", "stateMachineArn": "${%s}"}`
)

// startExecution makes the integration that starts a state machine.
func startExecution(r *route, target, role string) *tree.Node {
	b := at(r.at)
	template := escapedInput
	if isSet(given(r.properties, "UnescapeMappingTemplate")) {
		template = unescapedInput
	}
	status := func(code string) tree.Entry { return b.Entry(code, b.Call("statusCode", b.Text(code))) }
	return b.Map(
		b.Entry("type", b.Text("aws")),
		b.Entry("httpMethod", b.Text("POST")),
		b.Entry("uri", when(b, r.of.condition(), sub(b, "arn:${AWS::Partition}:apigateway:${AWS::Region}:states:action/StartExecution"))),
		b.Entry("responses", b.Map(status("200"), status("400"))),
		b.Entry("credentials", getAtt(b, role, "Arn")),
		b.Entry("requestTemplates", b.Call("application/json", sub(b, fmt.Sprintf(template, target)))),
	)
}
