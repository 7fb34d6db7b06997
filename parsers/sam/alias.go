package sam

import (
	"strings"

	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// aliasIDs makes an alias's name part of a logical id.
var aliasIDs = strings.NewReplacer("-", "D", "_", "U")

// alias publishes a function under an alias, which its events call instead.
func (e *expander) alias(of *item, written *tree.Node) invoked {
	place := of.place("AutoPublishAlias")
	b := at(place)
	function := invoked{id: of.id, arn: "${" + of.id + ".Arn}"}
	name := e.decided(written)
	if !isText(name) {
		e.hide(of, "AutoPublishAlias", "the name of its alias is not known", written)
		return function
	}
	version, id := of.id+"Version"+digest(of.id), of.id+"Alias"+aliasIDs.Replace(name.Text)
	e.derive(of, version, place, "AWS::Lambda::Version", b.Map(b.Entry("FunctionName", ref(b, of.id))))
	e.derive(of, id, place, "AWS::Lambda::Alias", b.Map(
		b.Entry("Name", written),
		b.Entry("FunctionName", ref(b, of.id)),
		b.Entry("FunctionVersion", getAtt(b, version, "Version")),
		b.Entry("ProvisionedConcurrencyConfig", of.get("ProvisionedConcurrencyConfig")),
	))
	e.refer(of, "Version", version)
	e.refer(of, "Alias", id)
	return invoked{id: id, arn: "${" + id + "}"}
}
