package sam

import (
	"regexp"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

var supportedVersion = regexp.MustCompile(`^[23]\.\d(\.\d)?$`)

// checkRestAPI notes properties of a REST API that the transform would refuse.
func (e *expander) checkRestAPI(of *item) {
	elsewhere, inline := isSet(of.get("DefinitionUri")), isSet(of.get("DefinitionBody")) && !of.managed
	if elsewhere && inline {
		e.refuse(of.place("DefinitionUri"), of.id+" has a DefinitionUri and a DefinitionBody; give one of them")
	}
	if elsewhere && isSet(of.get("MergeDefinitions")) {
		e.refuse(of.place("MergeDefinitions"), "MergeDefinitions of "+of.id+" needs a DefinitionBody in the template")
	}
	if version := of.get("OpenApiVersion"); isSet(version) && !supportedVersion.MatchString(text(version)) {
		e.refuse(of.place("OpenApiVersion"), "the OpenApiVersion of "+of.id+" must be a version like 3.0.1")
	}
}

// checkDocument notes what the transform would refuse of a document that it
// writes into: paths, and methods that it adds requirements to, that are no
// mappings.
func (e *expander) checkDocument(of *item, d *document) {
	written := func(property string) bool { return isSet(of.get(property)) }
	if d.root.Get("swagger") != nil && of.get("DisableExecuteApiEndpoint") == nil &&
		!slices.ContainsFunc([]string{"Cors", "Auth", "GatewayResponses", "BinaryMediaTypes", "Models"}, written) {
		return
	}
	secured := isSet(of.get("Auth", "DefaultAuthorizer")) || isSet(of.get("Auth", "ApiKeyRequired"))
	for _, path := range d.paths.Entries {
		for _, item := range alternatives(path.Value) {
			if name, _ := intrinsic(item); name == "Fn::If" || name == "" && item.Kind != tree.Mapping {
				e.refuse(path.KeyAt, "the path "+path.Key+" of "+of.id+" must be a mapping of methods")
			}
			if secured && isMap(item) {
				e.checkMethods(of, path.Key, item)
			}
		}
	}
}

// checkMethods notes the keys of a path that the transform would take for
// methods and refuse.
func (e *expander) checkMethods(of *item, path string, item *tree.Node) {
	for _, entry := range item.Entries {
		if slices.Contains([]string{"summary", "description", "parameters"}, entry.Key) || strings.HasPrefix(entry.Key, "Fn::") {
			continue
		}
		for _, definition := range alternatives(entry.Value) {
			if definition.Kind != tree.Mapping && !isIntrinsic(definition) {
				e.refuse(entry.KeyAt, "the method "+entry.Key+" of the path "+path+" of "+of.id+" must be a mapping, so that Auth can add to it")
			}
		}
	}
}
