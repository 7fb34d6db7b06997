// Package connection says of integrations that go through a VPC link whether the
// link they name certainly is none.
package connection

import (
	"strings"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// The faults of a connection.
const (
	Empty    = "an empty text"
	Name     = "the name of a VPC link, not its id"
	Address  = "the name that the definition knows a VPC link by, not its id"
	Excluded = "a VPC link that is not made"
)

// Attach fills in the faults of all connections.
func Attach(m *model.Model) {
	for _, integration := range m.Integrations {
		integration.ConnectionFault = fault(integration, m.VPCLinks)
	}
}

// fault says what the integration's connection id certainly is instead of the id
// of a VPC link; absent if it may be one, unknown where nobody can tell.
func fault(i *model.Integration, links []*model.VPCLink) value.Value {
	id := i.ConnectionID
	kind, known := i.ConnectionType.Text()
	switch {
	case i.ConnectionType.IsUnknown():
		return value.NotKnown(i.ConnectionType.Reason(), i.ConnectionType.Origin(), id.At)
	case !known || kind != "VPC_LINK" || id.IsAbsent():
		return value.Unset(id.At)
	}
	if text, known := id.Text(); known {
		if text == "" && id.Reason() == value.Variable { // a placeholder
			return value.NotKnown(id.Reason(), id.Origin(), id.At)
		}
		if said := mistaken(text, links); said != "" {
			return value.OfText(said, id.At)
		}
		return value.Unset(id.At)
	}
	if _, isRef := id.Ref(); isRef && i.LinkExcluded && !i.Conditional {
		return value.OfText(Excluded, id.At)
	}
	return value.NotKnown(id.Reason(), id.Origin(), id.At)
}

// mistaken says what a text is that was taken for the id of a VPC link; "" if it
// may be one, of a link that is made elsewhere.
func mistaken(text string, links []*model.VPCLink) string {
	if text == "" {
		return Empty
	}
	for _, link := range links {
		if name, known := link.Name.Text(); known && name == text {
			return Name
		}
		if text == link.Address || strings.HasPrefix(text, link.Address+".") {
			return Address
		}
	}
	return ""
}
