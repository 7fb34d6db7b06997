package sam

import (
	"slices"
	"strconv"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// connection is one end of a connector.
type connection struct {
	typ string
	// arn and id are the references to it, nil if nothing gives them.
	arn, id, qualifier *tree.Node
}

// connectedTypes are the types that connectors know under another name.
var connectedTypes = map[string]string{
	typeFunction: "AWS::Lambda::Function",
	typeAPI:      "AWS::ApiGateway::RestApi",
	typeHTTPAPI:  "AWS::ApiGatewayV2::Api",
}

// callers are the types whose connector to a function is a statement that lets
// API Gateway call it.
var callers = map[string]bool{"AWS::ApiGateway::RestApi": true, "AWS::ApiGatewayV2::Api": true}

// connector lets one resource use another. Of all that connectors may do, only
// the permissions to call a function are made.
func (e *expander) connector(of *item) {
	e.connect(of, of.id, of.at, of.get("Source"), of.properties)
	of.expanded = true
}

// connectors reads the connectors that are written with the resource that they
// start from, and takes them from it.
func (e *expander) connectors(of *item) {
	written := of.body.Entry("Connectors")
	if written == nil {
		return
	}
	of.body = of.body.Own()
	of.body.Delete("Connectors")
	if !isMap(written.Value) {
		e.refuse(written.KeyAt, "the Connectors of "+of.id+" must be a mapping")
		return
	}
	for _, entry := range written.Value.Entries {
		b := at(entry.KeyAt)
		properties := given(entry.Value, "Properties")
		from := b.Map(b.Entry("Id", b.Text(of.id)))
		if more := given(properties, "SourceReference"); more != nil {
			from.Entries = append(from.Entries, more.Entries...)
		}
		e.connect(of, of.id+entry.Key, entry.KeyAt, from, properties)
	}
}

// connect makes the permissions of one connector.
func (e *expander) connect(of *item, id string, place source.Range, from, properties *tree.Node) {
	if !e.isConnector(id, place, from, properties) {
		return
	}
	caller := e.connection(from)
	if !callers[caller.typ] || caller.id == nil {
		return
	}
	destinations := given(properties, "Destination")
	for i, destination := range list(destinations) {
		called := e.connection(destination)
		if called.typ != "AWS::Lambda::Function" || called.arn == nil || !writes(given(properties, "Permissions")) {
			continue
		}
		permission := id + "WriteLambdaPermission"
		if destinations.Kind == tree.Sequence {
			permission += "Destination" + strconv.Itoa(i)
		}
		b := at(place)
		e.permit(of, permission, place, called.arn, "${SourceResourceId}/${SourceQualifier}",
			b.Entry("SourceResourceId", caller.id), b.Entry("SourceQualifier", caller.qualifier))
	}
}

// isConnector reports whether both ends of a connector and its permissions can
// be read, and notes that the transform would refuse it otherwise.
func (e *expander) isConnector(id string, place source.Range, from, properties *tree.Node) bool {
	ends := append([]*tree.Node{from}, list(given(properties, "Destination"))...)
	isLiteral := func(n *tree.Node) bool { return n == nil || isText(n) }
	isEnd := func(n *tree.Node) bool { return isMap(n) && isLiteral(given(n, "Id")) && isLiteral(given(n, "Type")) }
	permissions := given(properties, "Permissions")
	switch {
	case len(ends) < 2 || slices.ContainsFunc(ends, func(n *tree.Node) bool { return !isEnd(n) }):
		e.refuse(place, "the Source and the Destination of the connector "+id+" must be mappings with an Id, or a Type, in plain text")
	case permissions == nil || permissions.Kind != tree.Sequence || slices.ContainsFunc(permissions.Items, func(n *tree.Node) bool { return !isText(n) }):
		e.refuse(place, "the Permissions of the connector "+id+" must be a list of plain texts")
	default:
		return true
	}
	return false
}

// writes reports whether a connector's permissions hold that to call.
func writes(permissions *tree.Node) bool {
	for _, item := range list(permissions) {
		if text(item) == "Write" {
			return true
		}
	}
	return false
}

// connection reads one end of a connector: a resource of the template by its
// logical id, or one that is described.
func (e *expander) connection(n *tree.Node) connection {
	id := text(given(n, "Id"))
	if id == "" {
		return connection{
			typ: connectedType(text(given(n, "Type"))), arn: given(n, "Arn"),
			id: given(n, "ResourceId"), qualifier: given(n, "Qualifier"),
		}
	}
	typ := ""
	if of := e.item[id]; of != nil {
		typ = of.typ
	}
	if i, ok := e.index[id]; ok {
		typ = text(e.made[i].Value.Get("Type"))
	}
	b := at(n.At)
	end := connection{typ: connectedType(typ), id: ref(b, id), arn: getAtt(b, id, "Arn"), qualifier: given(n, "Qualifier")}
	if end.qualifier == nil {
		end.qualifier = b.Text("*")
	}
	return end
}

func connectedType(typ string) string {
	if name, ok := connectedTypes[typ]; ok {
		return name
	}
	return typ
}
