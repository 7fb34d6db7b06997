package tfplan

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/parsers/terraform"
)

// beside is the configuration that was planned, where it is at hand.
type beside struct {
	// resources are those of the configuration by their addresses.
	resources map[string]*resource.Resource
	// byBlock has one resource of each block, by the address of the block
	// without any index.
	byBlock map[string]*resource.Resource
	// providers has one resource of each provider configuration.
	providers map[string]*resource.Resource
}

// twin gives a resource of the configuration that stands at the same place.
func (b beside) twin(address string) *resource.Resource {
	if r := b.resources[address]; r != nil {
		return r
	}
	return b.byBlock[plain(address)]
}

// maxCandidates bounds the directories that are looked into.
const maxCandidates = 256

// findConfiguration looks for the root module that was planned: in the plan's
// directory, in those above, and in those below.
func (p *plan) findConfiguration() {
	declared := p.declared()
	if len(declared) == 0 {
		return
	}
	for _, dir := range p.candidates() {
		if slices.Equal(terraform.Declared(p.root, dir), declared) {
			p.useConfiguration(dir)
			return
		}
	}
}

// declared lists the blocks of the root module that was planned, sorted.
func (p *plan) declared() []string {
	var declared []string
	for _, block := range p.top.config.get("resources").items() {
		address, _ := block.get("address").text()
		declared = append(declared, address)
	}
	for _, name := range p.top.config.get("module_calls").keys() {
		declared = append(declared, "module."+name)
	}
	slices.Sort(declared)
	return declared
}

// candidates lists directories with Terraform files, the nearest first.
func (p *plan) candidates() []string {
	dir := path.Dir(p.file.Path)
	dirs := []string{dir}
	for above := dir; above != "."; {
		above = path.Dir(above)
		dirs = append(dirs, above)
	}
	listing := p.root.Walk(dir, source.IsTerraformFile)
	for _, name := range listing.Files {
		if below := path.Dir(name); !slices.Contains(dirs, below) && len(dirs) < maxCandidates {
			dirs = append(dirs, below)
		}
	}
	return dirs
}

// useConfiguration evaluates the configuration with what the plan knows of its
// variables and of the instances of its blocks.
func (p *plan) useConfiguration(dir string) {
	definition, problems := terraform.Load(p.root, dir, terraform.Options{
		Planned: &terraform.Planned{Variables: p.variables(), Instances: p.indexes()},
		Region:  p.opts.Region, Account: p.opts.Account,
	})
	for _, problem := range problems {
		if problem.Incomplete() && problem.Kind != source.Unreadable {
			p.problems = append(p.problems, problem)
		}
	}
	p.beside = beside{
		resources: map[string]*resource.Resource{}, byBlock: map[string]*resource.Resource{}, providers: map[string]*resource.Resource{},
	}
	for _, r := range definition.Resources {
		i := p.byAddress[r.Address]
		if i != nil && agrees(i.arguments(), r) {
			p.beside.resources[r.Address] = r
			if key := i.providerKey(); i.isAWS() && p.beside.providers[key] == nil && r.Attrs.Get("region").IsAbsent() {
				p.beside.providers[key] = r
			}
		}
		if block := plain(r.Address); p.beside.byBlock[block] == nil {
			p.beside.byBlock[block] = r
		}
	}
	p.definition.Files = append(p.definition.Files, definition.Files...)
}

// variables gives the values of the root module's variables as a JSON object.
func (p *plan) variables() string {
	variables := p.doc.get("variables")
	var object bytes.Buffer
	object.WriteString("{")
	for n, member := range variables.members() {
		given := node{&member.Value}.get("value")
		if given.v == nil {
			continue
		}
		if n > 0 && object.Len() > 1 {
			object.WriteString(",")
		}
		object.Write(p.file.Bytes[member.Name.StartOffset:member.Name.EndOffset])
		object.WriteString(":")
		object.Write(p.file.Bytes[given.v.StartOffset:given.v.EndOffset])
	}
	object.WriteString("}")
	return object.String()
}

// indexes lists the indexes of the instances of each block and module call.
func (p *plan) indexes() map[string][]string {
	found := map[string][]string{}
	add := func(address, key string) {
		if key != "" {
			block := strings.TrimSuffix(address, key)
			found[block] = append(found[block], key)
		}
	}
	for _, i := range p.instances {
		add(i.address, i.key)
	}
	pending := []*module{p.top}
	for len(pending) > 0 {
		m := pending[0]
		pending = pending[1:]
		add(m.address, m.key)
		for _, name := range m.config.get("module_calls").keys() {
			pending = append(pending, m.children[name]...)
		}
	}
	return found
}

// agrees reports whether a resource of the configuration is written as it was
// when the plan was made, as far as the plan tells.
func agrees(planned expression, r *resource.Resource) bool {
	for _, name := range planned.node.keys() {
		constant, kind := planned.node.get(name, "constant_value").literal()
		own, known := r.Attrs.Get(name).Text()
		switch {
		case !known:
		case kind == '"' && !sameText(own, constant.String()):
			return false
		case kind == '0' && own != decimal(string(constant)):
			return false
		}
	}
	return true
}
