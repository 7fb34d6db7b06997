package tfplan

// expression is what the configuration in a plan tells of an argument or of the
// nested blocks of a type: a constant, or the names that are mentioned. The
// zero expression says that nothing is known of how something is written.
type expression struct {
	node node
	// absent says that it is certainly not written.
	absent bool
	// leaf tells an argument from nested blocks, which have expressions inside.
	leaf bool
	// whole says that the expression gives all of the value, and not only
	// something that holds it.
	whole bool
}

// arguments gives the expressions of a resource.
func (i *instance) arguments() expression {
	return expression{node: i.config.get("expressions"), whole: true}
}

// argument gives the expression of one argument of a resource.
func (i *instance) argument(name string) expression { return i.arguments().get(name, false) }

// written reports whether there is an expression.
func (x expression) written() bool { return x.node.v != nil }

// get gives the expression of an argument or block inside a block. Plans do not
// tell of what "dynamic" makes: blocks that are not seen may still be written.
func (x expression) get(name string, isBlock bool) expression {
	switch {
	case !x.written():
		return expression{}
	case x.leaf:
		return expression{node: x.node, leaf: true}
	}
	child := x.node.get(name)
	return expression{
		node: child, whole: child.v != nil, absent: child.v == nil && !isBlock,
		leaf: !isBlock && child.isExpression(),
	}
}

// isExpression tells the expression of an argument from a block, as far as they
// differ: both may be empty.
func (n node) isExpression() bool {
	for _, key := range n.keys() {
		if key != "constant_value" && key != "references" {
			return false
		}
	}
	return n.isObject()
}

// item gives the expression of one of count nested blocks.
func (x expression) item(i, count int) expression {
	items := x.node.items()
	switch {
	case x.leaf:
		return expression{node: x.node, leaf: true}
	case len(items) == count:
		return expression{node: items[i], whole: true}
	case count == 1 && x.node.isObject(): // a type with one block at most
		return x
	}
	return expression{}
}

// references gives the names that the expression mentions, without those that
// only begin the one before: plans list "aws_x.y.id", then "aws_x.y".
func (x expression) references() []string {
	var longest []string
	last := ""
	for _, name := range x.node.get("references").texts() {
		if !begins(name, last) {
			longest = append(longest, name)
		}
		last = name
	}
	return longest
}

// begins reports whether a longer name goes on with another step behind name.
func begins(name, longer string) bool {
	return len(longer) > len(name) && longer[:len(name)] == name && (longer[len(name)] == '.' || longer[len(name)] == '[')
}
