package sam

import (
	"strings"

	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// withoutDocument says what the transform needs a document in view for. One
// that another transform inserts may be there by the time that SAM looks.
func (e *expander) withoutDocument(of *item) {
	body := of.get("DefinitionBody")
	for _, property := range []string{"Cors", "Auth", "GatewayResponses", "Models", "DisableExecuteApiEndpoint"} {
		switch {
		case !isSet(of.get(property)):
		case body == nil && isSet(of.get("DefinitionUri")):
			e.refuse(of.place(property), property+" of "+of.id+" needs a DefinitionBody in the template")
		default:
			e.hide(of, property, "it is added to a DefinitionBody that is not in view", of.get(property))
		}
	}
}

// bodyLocation gives where a document lies: an object in S3, or the path of a
// file as it is written.
func bodyLocation(n *tree.Node) *tree.Node {
	if !isText(n) {
		return n
	}
	path, ok := strings.CutPrefix(n.Text, "s3://")
	if !ok {
		return n
	}
	b := at(n.At)
	path, query, _ := strings.Cut(path, "?")
	bucket, key, _ := strings.Cut(path, "/")
	var version *tree.Node
	if id, ok := strings.CutPrefix(query, "versionId="); ok {
		version = b.Text(id)
	}
	return b.Map(b.Entry("Bucket", b.Text(bucket)), b.Entry("Key", b.Text(key)), b.Entry("Version", version))
}
