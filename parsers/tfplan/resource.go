package tfplan

import (
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform"
	"github.com/gatelint/gatelint/parsers/terraform/schema"
)

// read fills in the definition.
func (p *plan) read() {
	p.findConfiguration()
	p.ids = p.assigned()
	for _, i := range p.instances {
		r := p.resource(i)
		p.definition.Resources = append(p.definition.Resources, r)
		p.addActor(i, r)
	}
	p.addGaps()
}

// resource reads a resource, once.
func (p *plan) resource(i *instance) *resource.Resource {
	if i.resource != nil {
		return i.resource
	}
	guide := p.beside.resources[i.address]
	i.resource = &resource.Resource{
		Address: i.address, Type: i.kind, Name: i.name, Module: i.module.address, Data: i.data,
		At: p.header(i), Body: i.planned.in(p.file), Actions: i.change.get("actions").texts(),
		// What asks for it while it is being read goes in a circle.
		Attrs: value.NotKnown(value.Cycle, i.address, p.header(i)),
	}
	r := i.resource
	if twin := p.beside.twin(i.address); twin != nil {
		r.Body, r.Calls = twin.Body, twin.Calls
	}
	if i.isAWS() {
		r.Region, r.Account = p.place(i)
	}
	if guide != nil {
		r.DependsOn, r.References = guide.DependsOn, guide.References
	} else {
		r.DependsOn = p.addresses(i, i.config.get("depends_on").texts())
		r.References = p.addresses(i, mentions(i.config, nil))
	}
	r.Attrs = p.attributes(i, guide)
	return r
}

// header gives where a resource stands: in the configuration, or in the plan.
func (p *plan) header(i *instance) source.Range {
	if twin := p.beside.twin(i.address); twin != nil {
		return twin.At
	}
	return i.planned.get("address").in(p.file)
}

// attributes gives what is planned for everything that a configuration may
// write. What else the provider computes is no attribute here, as it is none
// in a configuration.
func (p *plan) attributes(i *instance, guide *resource.Resource) value.Value {
	r := reader{plan: p, instance: i}
	written := slot{
		planned: i.planned.get("values"), unknown: i.change.get("after_unknown"),
		sensitive: i.planned.get("sensitive_values"), written: i.arguments(),
		known: schema.Of(i.kind, i.data), at: p.header(i),
	}
	if written.sensitive.v == nil {
		written.sensitive = i.change.get("after_sensitive")
	}
	twin := p.beside.twin(i.address)
	r.beside = twin != nil
	switch {
	case guide != nil:
		written.guide = guide.Attrs
	case twin != nil:
		written.places = twin.Attrs
	}
	attrs := r.object(written)
	// Plans do not tell of it.
	lifecycle := value.NotKnown(value.Unsupported, "", written.at)
	if guide != nil {
		lifecycle = guide.Attrs.Get("lifecycle")
	}
	if lifecycle.IsAbsent() {
		return attrs
	}
	entries := append(slices.Clone(attrs.Entries()), value.Entry{Key: "lifecycle", KeyAt: lifecycle.At, Value: lifecycle})
	return value.OfMap(entries, attrs.Open(), attrs.At)
}

// addresses gives the addresses of all resources behind names. Where a name
// tells nothing of what is behind it, as a local value's does, that may be any
// resource.
func (p *plan) addresses(i *instance, references []string) []string {
	var found []string
	for _, name := range references {
		behind := p.from(i).follow([]string{name})
		steps := split(name)
		switch {
		case len(steps) == 2 && steps[0].name == "module":
			found = append(found, p.inside(i.module, steps[1])...)
		case behind.opaque:
			return p.some(resource.MaxMentioned)
		}
		for _, t := range behind.targets {
			found = append(found, t.instance.address)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// some gives the addresses of the first resources.
func (p *plan) some(count int) []string {
	var found []string
	for _, i := range p.instances[:min(count, len(p.instances))] {
		found = append(found, i.address)
	}
	slices.Sort(found)
	return found
}

// inside gives the addresses of the resources in the instances of a module call.
func (p *plan) inside(m *module, call step) []string {
	var found []string
	for _, child := range m.called(call.name) {
		if call.index != "" && call.index != child.key {
			continue
		}
		for _, i := range p.instances {
			if strings.HasPrefix(i.address, child.address+".") {
				found = append(found, i.address)
			}
		}
	}
	return found
}

// mentions gives the names that the expressions of a resource mention.
func mentions(n node, found []string) []string {
	if references := n.get("references"); references.isArray() {
		return append(found, expression{node: n}.references()...)
	}
	for _, key := range n.keys() {
		found = mentions(n.get(key), found)
	}
	for _, item := range n.items() {
		found = mentions(item, found)
	}
	return found
}

// addActor notes a resource that may make others out of sight: by its type, or
// because it has a provisioner. Of a provisioner's command a plan may tell
// nothing, and then it may act on anything.
func (p *plan) addActor(i *instance, r *resource.Resource) {
	provisioners := i.config.get("provisioners").items()
	if i.data || len(provisioners) == 0 && !terraform.Acts(i.kind) {
		return
	}
	args := slices.Clone(r.Attrs.Entries())
	refs := make([]value.Value, 0, len(r.References))
	for _, address := range r.References {
		refs = append(refs, value.OfRef(value.Ref{Address: address, Attr: "id"}, r.At))
	}
	args = append(args, value.Entry{Key: "refers", Value: value.OfList(refs, false, r.At)})
	everything := len(r.References) >= resource.MaxMentioned
	for _, provisioner := range provisioners {
		for _, name := range provisioner.get("expressions").keys() {
			written := provisioner.get("expressions", name)
			constant := written.get("constant_value")
			everything = everything || constant.v == nil
			args = append(args, value.Entry{Key: name, Value: p.known(name, constant, r.At)})
		}
	}
	p.definition.Unresolved = append(p.definition.Unresolved, resource.Unresolved{
		Name: r.Address, At: r.At, Reason: "it may make resources of its own",
		Args: value.OfMap(args, false, r.At), Everything: everything,
	})
}
