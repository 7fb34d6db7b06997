package tfplan

import (
	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
)

// plan is one reading of one plan.
type plan struct {
	root *source.Root
	file *source.File
	doc  node
	opts Options

	top       *module
	instances []*instance // in the order of the plan
	byAddress map[string]*instance
	// blocks are the instances of each resource block by its address, which
	// has the indexes of modules, but not its own.
	blocks map[string][]*instance
	// byBlock are the addresses of all instances of a block in all instances of
	// its module, by its address without indexes; made when first asked for.
	byBlock map[string][]string
	// changes are the resource_changes by address.
	changes map[string]node
	ids     assignedIDs
	beside  beside
	// followed counts the references that were followed.
	followed int

	definition *resource.Definition
	problems   []source.Problem
}

// module is one instance of a module.
type module struct {
	address string
	// key is the index of its call, "" where the call is not repeated.
	key    string
	parent *module // nil for the root
	// config is its configuration, call that of the module call.
	config, call node
	// children are the instances of each module call by its name.
	children map[string][]*module
}

// instance is one resource or data source.
type instance struct {
	module  *module
	address string
	local   string // of its block, inside the module
	kind    string
	name    string
	key     string // its index, "" where the block is not repeated
	data    bool
	planned node // its object in planned_values
	change  node
	config  node // its block in the configuration

	resource *resource.Resource // once asked for
}

func newPlan(root *source.Root, file *source.File, doc node, opts Options) *plan {
	p := &plan{
		root: root, file: file, doc: doc, opts: opts,
		byAddress: map[string]*instance{},
		blocks:    map[string][]*instance{},
		changes:   map[string]node{},
		definition: &resource.Definition{
			Dialect: resource.Plan, Path: file.Path, Variants: 1, Files: []string{file.Path},
		},
	}
	for _, change := range doc.get("resource_changes").items() {
		address, _ := change.get("address").text()
		if _, deposed := change.get("deposed").text(); !deposed {
			p.changes[address] = change.get("change")
		}
	}
	p.top = &module{config: doc.get("configuration", "root_module")}
	p.addModule(p.top, doc.get("planned_values", "root_module"))
	return p
}

// addModule adds the resources of a module and of those below it.
func (p *plan) addModule(m *module, planned node) {
	blocks := map[string]node{}
	for _, block := range m.config.get("resources").items() {
		address, _ := block.get("address").text()
		blocks[address] = block
	}
	for _, r := range planned.get("resources").items() {
		i := &instance{module: m, planned: r}
		i.address, _ = r.get("address").text()
		i.kind, _ = r.get("type").text()
		i.name, _ = r.get("name").text()
		mode, _ := r.get("mode").text()
		i.data = mode == "data"
		i.local = i.kind + "." + i.name
		if i.data {
			i.local = "data." + i.local
		}
		if steps := split(i.address); len(steps) > 0 {
			i.key = steps[len(steps)-1].index
		}
		i.config = blocks[i.local]
		i.change = p.changes[i.address]
		p.instances = append(p.instances, i)
		p.byAddress[i.address] = i
		block := prefixed(m.address, i.local)
		p.blocks[block] = append(p.blocks[block], i)
	}
	for _, child := range planned.get("child_modules").items() {
		address, _ := child.get("address").text()
		steps := split(address)
		if len(steps) < 2 {
			continue
		}
		last := steps[len(steps)-1]
		p.addModule(m.addChild(address, last.name, last.index), child)
	}
}

// addChild adds an instance of a module call.
func (m *module) addChild(address, name, key string) *module {
	call := m.config.get("module_calls", name)
	child := &module{address: address, key: key, parent: m, call: call, config: call.get("module")}
	if m.children == nil {
		m.children = map[string][]*module{}
	}
	m.children[name] = append(m.children[name], child)
	return child
}

// called gives the instances of a module call. A module that makes nothing is
// in no plan, and is known by its configuration alone.
func (m *module) called(name string) []*module {
	if children := m.children[name]; len(children) > 0 {
		return children
	}
	call := m.config.get("module_calls", name)
	if call.v == nil || call.get("count_expression").v != nil || call.get("for_each_expression").v != nil {
		return nil
	}
	return []*module{m.addChild(prefixed(m.address, "module."+name), name, "")}
}
