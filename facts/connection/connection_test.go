package connection_test

import (
	"testing"

	"github.com/gatelint/gatelint/facts/connection"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

func TestFaults(t *testing.T) {
	var at source.Range
	text := func(s string) value.Value { return value.OfText(s, at) }
	id := value.OfRef(value.Ref{Address: "aws_api_gateway_vpc_link.gone", Attr: "id"}, at)
	unset, unknown := value.Unset(at), value.NotKnown(value.Variable, "var.id", at)
	const nothing, notKnown = "(not set)", "(unknown)"
	tests := map[string]struct {
		kind, id              value.Value
		excluded, conditional bool
		want                  string
	}{
		"an id from elsewhere":                {kind: text("VPC_LINK"), id: text("a1b2c3"), want: nothing},
		"a stage variable":                    {kind: text("VPC_LINK"), id: text("${stageVariables.link}"), want: nothing},
		"the name":                            {kind: text("VPC_LINK"), id: text("orders-link"), want: connection.Name},
		"the address":                         {kind: text("VPC_LINK"), id: text("aws_api_gateway_vpc_link.orders"), want: connection.Address},
		"the reference as a text":             {kind: text("VPC_LINK"), id: text("aws_api_gateway_vpc_link.orders.id"), want: connection.Address},
		"a longer name":                       {kind: text("VPC_LINK"), id: text("aws_api_gateway_vpc_link.orders2"), want: nothing},
		"the name of one that has none":       {kind: text("VPC_LINK"), id: text("nameless"), want: nothing},
		"empty":                               {kind: text("VPC_LINK"), id: text(""), want: connection.Empty},
		"an empty default":                    {kind: text("VPC_LINK"), id: text("").WithReason(value.Variable, "var.id"), want: notKnown},
		"not written":                         {kind: text("VPC_LINK"), id: unset, want: nothing},
		"not known":                           {kind: text("VPC_LINK"), id: unknown, want: notKnown},
		"a link that is made":                 {kind: text("VPC_LINK"), id: id, want: notKnown},
		"a link that is not made":             {kind: text("VPC_LINK"), id: id, excluded: true, want: connection.Excluded},
		"an integration that may not be made": {kind: text("VPC_LINK"), id: id, excluded: true, conditional: true, want: notKnown},
		"part of a text":                      {kind: text("VPC_LINK"), id: value.Concat(text("x"), id), excluded: true, want: notKnown},
		"no private integration":              {kind: text("INTERNET"), id: text("orders-link"), want: nothing},
		"a type that is not known":            {kind: unknown, id: text("orders-link"), want: notKnown},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			i := &model.Integration{ConnectionType: test.kind, ConnectionID: test.id, LinkExcluded: test.excluded}
			i.Conditional = test.conditional
			link := &model.VPCLink{Entity: model.Entity{Address: "aws_api_gateway_vpc_link.orders"}, Name: text("orders-link")}
			nameless := &model.VPCLink{Entity: model.Entity{Address: "aws_api_gateway_vpc_link.nameless"}, Name: unknown}
			connection.Attach(&model.Model{Integrations: []*model.Integration{i}, VPCLinks: []*model.VPCLink{nameless, link}})
			if got := i.ConnectionFault.Show(); got != test.want {
				t.Errorf("the fault is %s, want %s", got, test.want)
			}
		})
	}
}
