package sam

import "github.com/gatelint/gatelint/parsers/cloudformation/tree"

// others are the types of which the transform makes one resource, or in which no
// API takes part.
var others = map[string]func(*expander, *item){
	prefix + "Application":      (*expander).application,
	prefix + "SimpleTable":      become("AWS::DynamoDB::Table", "TableName"),
	prefix + "LayerVersion":     become("AWS::Lambda::LayerVersion", "LayerName"),
	prefix + "CapacityProvider": become("AWS::Lambda::CapacityProvider"),
	prefix + "GraphQLApi":       become("AWS::AppSync::GraphQLApi", "Name"),
}

// become makes one resource with some of the properties that are written.
func become(typ string, properties ...string) func(*expander, *item) {
	return func(e *expander, of *item) { e.main(of, typ, picked(of, properties)) }
}

// application makes a nested stack. Its template is a file where the location
// is a path, and kept in a repository where it is a mapping.
func (e *expander) application(of *item) {
	properties := picked(of, []string{"Parameters", "NotificationARNs", "TimeoutInMinutes"})
	if location := of.properties.Entry("Location"); location != nil && !isMap(location.Value) {
		properties.Put(tree.Entry{Key: "TemplateURL", KeyAt: location.KeyAt, Value: location.Value})
	}
	e.main(of, "AWS::CloudFormation::Stack", properties)
}
