package sam

import (
	"regexp"

	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// setHTTPRequest sets what an event says of its request: the parameters of its
// path, the timeout and the format of the payload.
func (e *expander) setHTTPRequest(r *route, operation *tree.Node) {
	if integration := operation.Get(keyIntegration); isMap(integration) {
		for _, entry := range []tree.Entry{
			moved(r.properties, "TimeoutInMillis", "timeoutInMillis"),
			moved(r.properties, "PayloadFormatVersion", "payloadFormatVersion"),
		} {
			if isSet(entry.Value) {
				integration.Put(entry)
			}
		}
	}
	e.addPathParameters(r, operation)
}

var braces = regexp.MustCompile(`\{(.*?)\}`)

// addPathParameters declares the parameters of a route's path.
func (e *expander) addPathParameters(r *route, operation *tree.Node) {
	b := at(r.path.At)
	for _, found := range braces.FindAllStringSubmatch(r.path.Text, -1) {
		parameters := operation.Get("parameters")
		if parameters == nil {
			parameters = b.List()
			operation.Put(b.Entry("parameters", parameters))
		}
		if parameters.Kind != tree.Sequence {
			e.refuse(parameters.At, "the parameters of "+r.path.Text+" must be a list, for the event "+r.id+" adds to them")
			return
		}
		parameter := parameterOf(parameters, found[1])
		if parameter == nil {
			parameter = b.Map(b.Entry("name", b.Text(found[1])))
			parameters.Items = append(parameters.Items, parameter)
		}
		parameter.Put(b.Entry("in", b.Text("path")))
		parameter.Put(b.Entry("required", b.Bool(true)))
	}
}

// parameterOf gives the parameter of a name, nil if there is none.
func parameterOf(parameters *tree.Node, name string) *tree.Node {
	for _, item := range parameters.Items {
		if isMap(item) && text(item.Get("name")) == name {
			return item
		}
	}
	return nil
}
