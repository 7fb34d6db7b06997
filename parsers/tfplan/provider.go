package tfplan

import (
	"strings"

	"github.com/gatelint/gatelint/internal/partition"
	"github.com/gatelint/gatelint/internal/value"
)

// providerAddress names the provider configuration of a resource as references
// do: "" for the default one of the root. A plan has "aws", "aws.ALIAS" or
// "module.m:aws.ALIAS".
func providerAddress(key string) string {
	module, name, inModule := strings.Cut(key, ":")
	switch {
	case inModule:
		return module + ".provider." + name
	case strings.Contains(key, "."):
		return "provider." + key
	}
	return ""
}

// providerKey gives the name of a resource's provider configuration.
func (i *instance) providerKey() string {
	key, _ := i.config.get("provider_config_key").text()
	return key
}

// place gives the region and the account of a resource: its own, since version
// 6 of the provider, or those of its provider.
func (p *plan) place(i *instance) (region, account value.Value) {
	key := i.providerKey()
	address := providerAddress(key)
	configured := p.doc.get("configuration", "provider_config", key, "expressions")
	region, account = p.symbolic(address, "region", p.opts.Region), p.symbolic(address, "account", p.opts.Account)
	if made := p.beside.providers[key]; made != nil {
		region, account = better(region, made.Region), better(account, made.Account)
	}
	if text, ok := p.constant(configured.get("region")).text(); ok {
		region = value.OfText(text, configured.get("region").in(p.file))
	}
	if allowed := p.constant(configured.get("allowed_account_ids")); len(allowed.items()) == 1 {
		if text, ok := allowed.items()[0].text(); ok {
			account = value.OfText(text, allowed.in(p.file))
		}
	}
	if own := i.planned.get("values", "region"); i.isAWS() {
		if text, ok := own.text(); ok {
			region = value.OfText(text, own.in(p.file))
		}
	}
	return region, account
}

// better gives the second of two values if it is known, else the first.
func better(a, b value.Value) value.Value {
	if b.IsKnown() {
		return b
	}
	return a
}

func (i *instance) isAWS() bool { return strings.HasPrefix(i.kind, "aws_") }

// symbolic gives a reference to what a provider has, or what is known of the
// default one.
func (p *plan) symbolic(address, attr, known string) value.Value {
	at := node{}.in(p.file)
	if address == "" && known != "" {
		return value.OfText(known, at)
	}
	return value.OfRef(value.Ref{Address: address, Attr: attr}, at)
}

// constant gives the value of an expression in the root module that is a
// constant or a variable; nothing otherwise.
func (p *plan) constant(written node) node {
	if constant := written.get("constant_value"); constant.v != nil {
		return constant
	}
	names := expression{node: written}.references()
	if len(names) != 1 {
		return node{}
	}
	steps := split(names[0])
	if len(steps) < 2 || steps[0].name != "var" {
		return node{}
	}
	found := p.doc.get("variables", steps[1].name, "value")
	for _, s := range steps[2:] {
		found = found.get(s.name)
	}
	return found
}

// surrounding gives the region, account, partition or DNS suffix of a resource.
func (p *plan) surrounding(i *instance, attr string) value.Value {
	region, account := p.place(i)
	text, _ := region.Text()
	own, known := partition.Of(text)
	switch {
	case attr == "region":
		return region
	case attr == "account":
		return account
	case attr == "partition" && known:
		return value.OfText(own.Name, region.At)
	case attr == "dns_suffix" && known:
		return value.OfText(own.Suffix, region.At)
	}
	return p.symbolic(providerAddress(i.providerKey()), attr, "")
}
