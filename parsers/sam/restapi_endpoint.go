package sam

import "github.com/gatelint/gatelint/parsers/cloudformation/tree"

// setEndpoint says how the host of a REST API is reached.
func (e *expander) setEndpoint(of *item, properties *tree.Node) {
	written := of.get("EndpointConfiguration")
	if !isSet(written) {
		return
	}
	place := of.place("EndpointConfiguration")
	b := at(place)
	kind := written
	configuration := b.Map()
	if isMap(written) && isSet(written.Get("Type")) {
		kind = written.Get("Type")
		for _, name := range []string{"VPCEndpointIds", "VpcEndpointIds"} {
			if entry := written.Entry(name); entry != nil {
				configuration.Put(tree.Entry{Key: "VpcEndpointIds", KeyAt: entry.KeyAt, Value: entry.Value})
			}
		}
		if entry := written.Entry("IpAddressType"); entry != nil {
			configuration.Put(*entry)
		}
	}
	configuration.Put(b.Entry("Types", at(kind.At).List(kind)))
	properties.Put(b.Entry("EndpointConfiguration", configuration))
	properties.Put(b.Entry("Parameters", b.Call("endpointConfigurationTypes", kind)))
}
