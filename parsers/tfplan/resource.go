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
		r.DependsOn = p.awaited(i)
		r.References = p.addresses(p.from(i), mentions(i.config, nil))
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

// awaited gives the addresses that a resource, or a call of the modules that it
// stands in, names to wait for.
func (p *plan) awaited(i *instance) []string {
	found := p.addresses(p.from(i), i.config.get("depends_on").texts())
	for m := i.module; m.parent != nil; m = m.parent {
		found = append(found, p.addresses(follower{plan: p, module: m.parent}, m.call.get("depends_on").texts())...)
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// addresses gives the addresses of all resources behind names. Who names one
// instance of a block waits for all of them. Where a name tells nothing of what is
// behind it, as a local value's does, that may be any resource.
func (p *plan) addresses(from follower, references []string) []string {
	var found []string
	for _, name := range references {
		behind := from.follow([]string{name})
		steps := split(name)
		isCall := len(steps) == 2 && steps[0].name == "module"
		if behind.opaque && !isCall {
			return p.some(resource.MaxMentioned)
		}
		if len(steps) > 1 && steps[0].name == "module" {
			found = append(found, p.behindCall(from, steps[1:])...)
		}
		for _, t := range behind.targets {
			found = append(found, p.siblings(t.instance)...)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// siblings gives the addresses of the instances of a block in all instances of its
// module, as far as a list of them goes.
func (p *plan) siblings(of *instance) []string {
	if p.byBlock == nil {
		p.byBlock = map[string][]string{}
		for _, i := range p.instances {
			block := plain(i.address)
			if len(p.byBlock[block]) < resource.MaxMentioned {
				p.byBlock[block] = append(p.byBlock[block], i.address)
			}
		}
	}
	return p.byBlock[plain(of.address)]
}

// behindCall gives the addresses behind a module call as a whole, or those that an
// output of it waits for.
func (p *plan) behindCall(from follower, steps []step) []string {
	if len(steps) == 1 {
		return p.inside(from.module, steps[0])
	}
	var found []string
	for _, child := range from.module.called(steps[0].name) {
		names := child.config.get("outputs", steps[1].name, "depends_on").texts()
		if from.hops++; len(names) > 0 && from.hops <= maxHops {
			found = append(found, p.addresses(follower{plan: p, module: child, hops: from.hops}, names)...)
		}
	}
	return found
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
	refs := make([]value.Value, 0, len(r.References)+len(r.DependsOn))
	for _, address := range slices.Concat(r.References, r.DependsOn) {
		refs = append(refs, value.OfRef(value.Ref{Address: address, Attr: "id"}, r.At))
	}
	args = append(args, value.Entry{Key: "refers", Value: value.OfList(refs, false, r.At)})
	everything := len(r.References) >= resource.MaxMentioned || len(r.DependsOn) >= resource.MaxMentioned
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
