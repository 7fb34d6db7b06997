package sam

import (
	"slices"

	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// functionProperties are those that a Lambda function has under the same name.
var functionProperties = []string{
	"Architectures", "CodeSigningConfigArn", "Description", "DurableConfig", "Environment", "EphemeralStorage", "FileSystemConfigs",
	"FunctionName", "FunctionScalingConfig", "Handler", "ImageConfig", "KmsKeyArn", "Layers", "LoggingConfig", "MemorySize", "PackageType",
	"PublishToLatestPublished", "RecursiveLoop", "ReservedConcurrentExecutions", "Role", "Runtime", "RuntimeManagementConfig", "SnapStart",
	"TenancyConfig", "Timeout", "VpcConfig",
}

// invoked is what the events of a function call: the function, or its alias.
type invoked struct {
	// id is the logical id, arn its ARN as a variable of an Fn::Sub.
	id, arn string
}

// function makes a Lambda function with all that belongs to it.
func (e *expander) function(of *item) {
	properties := picked(of, functionProperties)
	b := at(of.at)
	if code := given(of.properties, "InlineCode"); code != nil {
		properties.Put(b.Entry("Code", at(code.At).Call("ZipFile", code)))
	}
	if mode := of.get("Tracing"); isSet(mode) {
		properties.Put(at(of.place("Tracing")).Entry("TracingConfig", at(mode.At).Call("Mode", mode)))
	}
	if queue := of.get("DeadLetterQueue", "TargetArn"); queue != nil {
		properties.Put(at(of.place("DeadLetterQueue")).Entry("DeadLetterConfig", at(queue.At).Call("TargetArn", queue)))
	}
	if role := e.role(of, of.get("Role")); role != nil {
		properties.Put(at(of.place("Role")).Entry("Role", role))
	}
	e.main(of, "AWS::Lambda::Function", properties)
	target := invoked{id: of.id, arn: "${" + of.id + ".Arn}"}
	if name := of.get("AutoPublishAlias"); isSet(name) {
		target = e.alias(of, name)
	}
	e.functionURL(of, target)
	e.sources(of, target)
	for _, r := range of.events {
		switch r.kind {
		case restRoutes:
			e.restRoute(r, target)
		case httpRoutes:
			e.httpRoute(r, target)
		}
	}
}

// picked gives a mapping of the properties of some names.
func picked(of *item, names []string) *tree.Node {
	properties := at(of.at).Map()
	properties.At = of.properties.At
	for _, entry := range of.properties.Entries {
		if slices.Contains(names, entry.Key) && entry.Value.Kind != tree.Null {
			properties.Entries = append(properties.Entries, entry)
		}
	}
	return properties
}

// role makes the execution role of a function or state machine where none is
// written, or only under a condition. It gives the Role to set, nil to leave it
// as it is.
func (e *expander) role(of *item, written *tree.Node) *tree.Node {
	b := at(of.at)
	id := of.id + "Role"
	arn := getAtt(b, id, "Arn")
	if written == nil {
		e.derive(of, id, of.at, "AWS::IAM::Role", e.roleProperties(of, lambdaPrincipal))
		return arn
	}
	name, arg := intrinsic(written)
	if name != "Fn::If" || arg.Kind != tree.Sequence || len(arg.Items) != 3 {
		return nil
	}
	yes, no := isNoValue(arg.Items[1]), isNoValue(arg.Items[2])
	condition := text(arg.Items[0])
	if condition == "" || !yes && !no {
		return nil
	}
	made := e.derive(of, id, of.at, "AWS::IAM::Role", e.roleProperties(of, lambdaPrincipal))
	switch {
	case yes && no:
		return arn
	case yes:
		made.Put(b.Entry("Condition", b.Text(condition)))
		return b.Call(name, b.List(arg.Items[0], arn, arg.Items[2]))
	}
	negated := "NOT" + condition
	e.conditions = append(e.conditions, b.Entry(negated, b.Call("Fn::Not", b.List(b.Call("Condition", b.Text(condition))))))
	made.Put(b.Entry("Condition", b.Text(negated)))
	return b.Call(name, b.List(arg.Items[0], arg.Items[1], arn))
}

// roleProperties gives the properties of an execution role that the service may
// take, as far as they are written: the policies that SAM's templates stand for
// are not looked into.
func (e *expander) roleProperties(of *item, service string) *tree.Node {
	properties := picked(of, []string{"AssumeRolePolicyDocument", "PermissionsBoundary"})
	if properties.Get("AssumeRolePolicyDocument") == nil {
		properties.Put(at(of.at).Entry("AssumeRolePolicyDocument", trust(at(of.at), service)))
	}
	if path := of.properties.Entry("RolePath"); path != nil {
		properties.Put(tree.Entry{Key: "Path", KeyAt: path.KeyAt, Value: path.Value})
	}
	return properties
}

// trust makes the document that lets a service take a role.
func trust(b tree.Builder, service string) *tree.Node {
	return b.Map(
		b.Entry("Version", b.Text("2012-10-17")),
		b.Entry("Statement", b.List(b.Map(
			b.Entry("Action", b.List(b.Text("sts:AssumeRole"))),
			b.Entry("Effect", b.Text("Allow")),
			b.Entry("Principal", b.Call("Service", b.List(b.Text(service)))),
		))),
	)
}
