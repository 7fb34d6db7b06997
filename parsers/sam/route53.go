package sam

import (
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// distributionZone is the hosted zone of all CloudFront distributions.
const distributionZone = "Z2FDTNDATAQYW2"

// route53 makes the records that lead to a domain. Those of one zone stand in
// one group, unless they are to be separate. For WebSocket APIs the transform
// makes the group anew each time, so that only the last one's records stay.
func (e *expander) route53(d *customDomain) {
	entry := d.config.Entry("Route53")
	if entry == nil || entry.Value.Kind == tree.Null || !e.object(d.of, entry.KeyAt, entry.Value, "Route53") {
		return
	}
	config := entry.Value
	zoneID, zoneName := given(config, "HostedZoneId"), given(config, "HostedZoneName")
	zone := zoneID
	if !isSet(zone) {
		zone = zoneName
	}
	if zone == nil {
		e.refuse(entry.KeyAt, "the Route53 of "+d.of.id+" needs a HostedZoneId or a HostedZoneName")
		return
	}
	b := at(entry.KeyAt)
	records := e.recordsOf(d, b, config)
	separate := isSet(given(config, "SeparateRecordSetGroup"))
	id := "RecordSetGroup" + e.digestOf(zone)
	if separate {
		id = "RecordSetGroup" + e.digestOf(&tree.Node{Kind: tree.Sequence, Items: []*tree.Node{zone, d.name}})
	}
	joined := !separate && d.of.typ != typeWebSocketAPI
	if group := e.recordSets[id]; group != nil && joined {
		group.Items = append(group.Items, records...)
		return
	}
	group := b.List(records...)
	if joined {
		e.recordSets[id] = group
	}
	e.derive(d.of, id, entry.KeyAt, "AWS::Route53::RecordSetGroup", b.Map(
		b.Entry("HostedZoneId", zoneID),
		b.Entry("HostedZoneName", zoneName),
		b.Entry("RecordSets", group),
	))
}

// recordsOf makes the records of a domain: one for IPv4, and one for IPv6 if it
// is asked for.
func (e *expander) recordsOf(d *customDomain, b tree.Builder, config *tree.Node) []*tree.Node {
	types := []string{"A"}
	if isTrue(given(config, "IpV6")) {
		types = append(types, "AAAA")
	}
	var records []*tree.Node
	for _, typ := range types {
		records = append(records, b.Map(
			b.Entry("Name", d.name),
			b.Entry("Type", b.Text(typ)),
			b.Entry("AliasTarget", d.target(b, config)),
			moved(config, "Region", "Region"),
			moved(config, "SetIdentifier", "SetIdentifier"),
		))
	}
	return records
}

// target gives what the records of a domain point at: its own host, or what is
// written for one that has none in public.
func (d *customDomain) target(b tree.Builder, config *tree.Node) *tree.Node {
	var zone, host tree.Entry
	switch d.endpoint {
	case "REGIONAL":
		zone = b.Entry("HostedZoneId", getAtt(b, d.id, "RegionalHostedZoneId"))
		host = b.Entry("DNSName", getAtt(b, d.id, "RegionalDomainName"))
	case "EDGE":
		zone = b.Entry("HostedZoneId", b.Text(distributionZone))
		host = moved(config, "DistributionDomainName", "DNSName")
		if host.Value == nil {
			host = b.Entry("DNSName", getAtt(b, d.id, "DistributionDomainName"))
		}
	default:
		zone = moved(config, "VpcEndpointHostedZoneId", "HostedZoneId")
		host = moved(config, "VpcEndpointDomainName", "DNSName")
	}
	return b.Map(moved(config, "EvaluateTargetHealth", "EvaluateTargetHealth"), zone, host)
}
