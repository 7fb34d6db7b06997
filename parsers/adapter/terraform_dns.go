package adapter

import (
	"maps"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// recordNames says where a DNS provider's record type keeps what.
type recordNames struct {
	name, kind string
	// fixed is the record type where the resource type implies it.
	fixed string
	// targets are the attributes that hold one target or a list of them.
	targets []string
}

// recordTypes are the record resources of DNS providers. Route 53 and
// Cloudflare were verified against their providers; the rest follow the
// providers' names as commonly published.
var recordTypes = map[string]recordNames{
	"aws_route53_record":         {name: "name", kind: "type", targets: []string{"records"}},
	"cloudflare_record":          {name: "name", kind: "type", targets: []string{"content", "value"}},
	"cloudflare_dns_record":      {name: "name", kind: "type", targets: []string{"content"}},
	"google_dns_record_set":      {name: "name", kind: "type", targets: []string{"rrdatas"}},
	"azurerm_dns_cname_record":   {name: "name", fixed: "CNAME", targets: []string{"record"}},
	"azurerm_dns_a_record":       {name: "name", fixed: "A", targets: []string{"records"}},
	"digitalocean_record":        {name: "name", kind: "type", targets: []string{"value"}},
	"dnsimple_zone_record":       {name: "name", kind: "type", targets: []string{"value"}},
	"gandi_livedns_record":       {name: "name", kind: "type", targets: []string{"values"}},
	"ovh_domain_zone_record":     {name: "subdomain", kind: "fieldtype", targets: []string{"target"}},
	"linode_domain_record":       {name: "name", kind: "record_type", targets: []string{"target"}},
	"vultr_dns_record":           {name: "name", kind: "type", targets: []string{"data"}},
	"hetznerdns_record":          {name: "name", kind: "type", targets: []string{"value"}},
	"dns_cname_record":           {name: "name", fixed: "CNAME", targets: []string{"cname"}},
	"aws_lightsail_domain_entry": {name: "name", kind: "type", targets: []string{"target"}},
	"alicloud_alidns_record":     {name: "rr", kind: "type", targets: []string{"value"}},
	"akamai_dns_record":          {name: "name", kind: "recordtype", targets: []string{"target"}},
}

// withRecords adds the record types of all DNS providers to a table.
func withRecords(table map[string]read) map[string]read {
	table = maps.Clone(table)
	for name, names := range recordTypes {
		table[name] = tfRecord(names)
	}
	table["cloudflare_ruleset"] = tfRuleset
	table["cloudflare_page_rule"] = tfPageRule
	table["cloudflare_worker_route"] = tfWorker
	table["cloudflare_workers_route"] = tfWorker
	return table
}

func tfRecord(names recordNames) read {
	return func(m *model.Model, r reader) {
		record := &model.Record{
			Entity: r.entity(""), Name: r.text(names.name), Proxied: value.AsBool(r.Get("proxied")),
			RecordType: value.OfText(names.fixed, r.At),
		}
		if names.kind != "" {
			record.RecordType = r.upper(names.kind)
		}
		for _, attr := range names.targets {
			addTargets(record, r.Get(attr))
		}
		alias, _ := blocks(r.Get("alias"))
		for _, block := range alias {
			addTargets(record, block.Get("name"))
		}
		m.Records = append(m.Records, record)
	}
}

// addTargets adds a target, or each of a list of them.
func addTargets(record *model.Record, v value.Value) {
	if v.IsAbsent() {
		return
	}
	for _, target := range value.AsList(v).Items() {
		record.Targets = append(record.Targets, &model.Target{Value: value.AsText(target)})
	}
	if v.IsUnknown() {
		record.Targets = append(record.Targets, &model.Target{Value: v})
	}
}

// tfRuleset notes that requests get another Host header on their way through
// Cloudflare's proxy, after which a record may rightly name a stage's host.
func tfRuleset(m *model.Model, r reader) {
	if phase, known := r.text("phase").Text(); !known || phase == "http_request_origin" {
		m.HostRewrite = true
	}
}

// tfPageRule notes the same of the kind of rule that came before rulesets.
func tfPageRule(m *model.Model, r reader) {
	if !r.Get("actions", "host_header_override").IsAbsent() {
		m.HostRewrite = true
	}
}

// tfWorker notes that a program answers in the target's place, which can send
// any Host header.
func tfWorker(m *model.Model, _ reader) { m.HostRewrite = true }
