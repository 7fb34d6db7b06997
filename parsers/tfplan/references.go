package tfplan

import "slices"

// target is what a reference leads to.
type target struct {
	instance *instance
	// attr is the attribute, "" for the resource as a whole.
	attr string
	// any says that it is one of the instances of a block, and that the
	// reference does not tell which.
	any bool
}

// followed is where the references of an expression lead.
type followed struct {
	targets []target
	// keyed says that count.index or each.key is mentioned.
	keyed bool
	// opaque says that a name was mentioned of which the plan tells nothing.
	opaque bool
}

// Following references is bounded, because modules may hand one another the
// same values in many ways.
const (
	maxHops     = 64
	minFollowed = 1 << 18
	// maxFollowed is how many names are followed for each resource, if that
	// is more.
	maxFollowed = 256
)

// follower follows references from the expressions of one resource, module call
// or output.
type follower struct {
	plan   *plan
	module *module
	// key and each are the index, and what for_each goes over, of the block
	// that the expressions stand in.
	key  string
	each node
	hops int
}

// from gives the follower of a resource's expressions.
func (p *plan) from(i *instance) follower {
	return follower{plan: p, module: i.module, key: i.key, each: i.config.get("for_each_expression")}
}

// follow gives where names lead.
func (f follower) follow(references []string) followed {
	var found followed
	for _, name := range references {
		found = found.and(f.name(split(name)))
	}
	return found
}

// and joins where two names lead.
func (found followed) and(more followed) followed {
	for _, t := range more.targets {
		if !slices.Contains(found.targets, t) {
			found.targets = append(found.targets, t)
		}
	}
	found.keyed = found.keyed || more.keyed
	found.opaque = found.opaque || more.opaque
	return found
}

var opaque = followed{opaque: true}

// name gives where one name leads. What is known when the plan is made (values
// of root variables, paths) leads nowhere.
func (f follower) name(steps []step) followed {
	f.hops++
	f.plan.followed++
	if len(steps) < 2 || f.hops > maxHops || f.plan.followed > minFollowed+maxFollowed*len(f.plan.instances) {
		return opaque
	}
	switch root := steps[0].name; root {
	case "path", "terraform":
		return followed{}
	case "count":
		return followed{keyed: true}
	case "each":
		if steps[1].name == "key" {
			return followed{keyed: true}
		}
		return f.eachValue(steps[2:])
	case "var":
		return f.variable(steps[1].name, steps[2:])
	case "module":
		return f.call(steps[1:])
	case "local", "self":
		return opaque
	case "data":
		return f.resource("data.", steps[1:])
	default:
		return f.resource("", steps)
	}
}

// variable follows an input of a module to its caller.
func (f follower) variable(name string, rest []step) followed {
	if f.module.parent == nil {
		return followed{}
	}
	written := expression{node: f.module.call.get("expressions", name)}
	caller := follower{
		plan: f.plan, module: f.module.parent, key: f.module.key,
		each: f.module.call.get("for_each_expression"), hops: f.hops,
	}
	return caller.follow(written.references()).member(rest)
}

// eachValue follows each.value to the instance that has the same key, where
// for_each goes over another block.
func (f follower) eachValue(rest []step) followed {
	over := expression{node: f.each}.references()
	if len(over) != 1 {
		return opaque
	}
	steps := split(over[0])
	last := len(steps) - 1
	isBlock := last == 1 && steps[0].name != "var" && steps[0].name != "local" || last == 2 && steps[0].name == "data"
	if !isBlock || steps[last].index != "" || steps[0].name == "each" {
		return opaque
	}
	steps[last].index = f.key
	return f.name(slices.Concat(steps, rest))
}

// call follows the output of a module call.
func (f follower) call(steps []step) followed {
	if len(steps) < 2 {
		return opaque
	}
	var found followed
	for _, child := range f.module.called(steps[0].name) {
		if steps[0].index != "" && steps[0].index != child.key {
			continue
		}
		written := expression{node: child.config.get("outputs", steps[1].name, "expression")}
		inside := follower{plan: f.plan, module: child, hops: f.hops}
		found = found.and(inside.follow(written.references()))
	}
	return found.member(steps[2:])
}

// resource follows a name to the instances of a resource, and on to what the
// attribute is made of if it is written.
func (f follower) resource(mode string, steps []step) followed {
	if len(steps) < 2 {
		return opaque
	}
	local := mode + steps[0].name + "." + steps[1].name
	instances := f.plan.blocks[prefixed(f.module.address, local)]
	index := steps[1].index
	if index != "" {
		instances = slices.DeleteFunc(slices.Clone(instances), func(i *instance) bool { return i.key != index })
	}
	found := followed{}
	for _, i := range instances {
		found.targets = append(found.targets, target{instance: i, attr: names(steps[2:]), any: index == "" && i.key != ""})
	}
	return found
}

// member gives the attribute of what a name leads to, where that is a resource
// as a whole.
func (found followed) member(rest []step) followed {
	if len(rest) == 0 {
		return found
	}
	for n, t := range found.targets {
		if t.attr == "" {
			found.targets[n].attr = names(rest)
			if rest[0].name == "" { // an index alone
				found.opaque = true
			}
			continue
		}
		found.opaque = true
	}
	return found
}
