package terraform

import (
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform/expression"
	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// scope is one instance of a module: the names that its expressions may use,
// each evaluated when it is first asked for.
type scope struct {
	run    *run
	module *module
	// parent and call are nil for the root module.
	parent *scope
	call   *callInstance
	// path is the module's address, "" for the root.
	path string
	// calls are the calls on the way, outermost first.
	calls []source.Range
	depth int
	// conditional says that the whole module may not exist.
	conditional bool

	frame *expression.Frame
	steps int
	slots map[string]*slot
	given map[string]expression.Located // values of root variables
	// anyGiven says that a file of variables could not be read.
	anyGiven  bool
	sets      map[*block]*resourceSet
	children  map[*block]*childSet
	providers map[string]*provider
	mentioned map[string][]string // addresses behind locals, variables and outputs
}

// slot remembers the value of a name.
type slot struct {
	running bool
	value   expression.Located
	outcome expression.Outcome
}

func (r *run) newScope(m *module, parent *scope, call *callInstance) *scope {
	s := &scope{
		run:       r,
		module:    m,
		parent:    parent,
		call:      call,
		slots:     map[string]*slot{},
		given:     map[string]expression.Located{},
		sets:      map[*block]*resourceSet{},
		children:  map[*block]*childSet{},
		providers: map[string]*provider{},
		mentioned: map[string][]string{},
	}
	s.frame = expression.NewFrame(s.root)
	if parent != nil {
		s.path = call.address
		s.calls = slices.Concat(parent.calls, []source.Range{r.eval.Range(header(call.block.Block))})
		s.depth = parent.depth + 1
		s.conditional = parent.conditional || call.conditional
	}
	s.concealVariables()
	return s
}

// prefix puts the module's path in front of an address inside it.
func (s *scope) prefix(address string) string {
	if s.path == "" {
		return address
	}
	return s.path + "." + address
}

// once evaluates a name and remembers the value. A name that leads back to
// itself is unknown.
func (s *scope) once(name string, at hcl.Range, evaluate func() expression.Located) expression.Located {
	r := s.run
	if known := s.slots[name]; known != nil {
		if known.running {
			r.cycle(name, at)
			return expression.Of(symbol.Unknown(cty.DynamicPseudoType, value.Cycle, name))
		}
		r.eval.Again(known.outcome)
		return known.value
	}
	this := &slot{running: true, value: expression.Of(symbol.Unknown(cty.DynamicPseudoType, value.Unsupported, name))}
	s.slots[name] = this
	outer := r.eval.Meter.Steps
	r.eval.Meter.Steps = &s.steps
	defer func() { // also when a panic passes through
		r.eval.Meter.Steps = outer
		this.running = false
	}()
	this.value, this.outcome = r.eval.Watch(evaluate)
	return this.value
}

// cycle notes a name that leads back to itself, once for the configuration.
func (r *run) cycle(name string, at hcl.Range) {
	if r.sawCycle {
		return
	}
	r.sawCycle = true
	r.problem(source.Unreadable, at, name+" refers back to itself, which Terraform refuses; break the cycle")
}

// root gives the names that are not bound by an expression or a resource.
func (s *scope) root(name string) (expression.Located, bool) {
	switch name {
	case "var":
		return names(s.variable), true
	case "local":
		return names(s.local), true
	case "module":
		return names(s.moduleNamed), true
	case "data":
		return names(func(kind string) (expression.Located, bool) {
			return names(func(name string) (expression.Located, bool) { return s.resourceNamed("data." + kind + "." + name) }), true
		}), true
	case "path":
		return names(s.pathNamed), true
	case "terraform":
		return names(func(name string) (expression.Located, bool) {
			return expression.Of(symbol.Unknown(cty.String, value.Variable, "terraform."+name)), true
		}), true
	case "ephemeral":
		return expression.Of(symbol.Unknown(cty.DynamicPseudoType, value.Data, "ephemeral")), true
	case "each", "count", "self":
		return expression.Located{}, false
	}
	return names(func(label string) (expression.Located, bool) { return s.resourceNamed(name + "." + label) }), true
}

// undeclared gives what stands for a name that nothing declares: the content of
// a file that could not be read, or an error. Terraform refuses such a module,
// so it is a piece of one that is not in view.
func (s *scope) undeclared() (expression.Located, bool) {
	if s.module.isOpen {
		return expression.Of(symbol.Unknown(cty.DynamicPseudoType, value.Unsupported, "")), true
	}
	s.run.definition.Tainted = true
	return expression.Located{}, false
}

func (s *scope) local(name string) (expression.Located, bool) {
	attr := s.module.locals[name]
	if attr == nil {
		return s.undeclared()
	}
	return s.once("local."+name, attr.NameRange, func() expression.Located {
		return s.run.eval.Eval(attr.Expr, s.frame)
	}), true
}

// output gives an output of the module to whoever calls it.
func (s *scope) output(name string) expression.Located {
	b := s.module.outputs[name]
	if b == nil {
		if l, ok := s.undeclared(); ok {
			return l
		}
		return s.run.eval.Fail()
	}
	return s.once("output."+name, header(b), func() expression.Located {
		attr := b.Body.Attributes["value"]
		if attr == nil {
			return s.run.eval.Fail()
		}
		l := s.run.eval.Eval(attr.Expr, s.frame)
		if s.isTrue(b.Body.Attributes["sensitive"]) {
			l = l.Mark(cty.NewValueMarks(symbol.Sensitive{}))
		}
		return l
	})
}

func (s *scope) pathNamed(name string) (expression.Located, bool) {
	switch name {
	case "module":
		return expression.Of(cty.StringVal(relative(s.run.dir, s.module.dir))), true
	case "root":
		return expression.Of(cty.StringVal(".")), true
	case "cwd":
		return expression.Of(symbol.Unknown(cty.String, value.Variable, "path.cwd")), true
	}
	return expression.Located{}, false
}

// relative gives the path from one directory to another, both relative to the
// source root.
func relative(from, to string) string {
	parts := func(dir string) []string {
		if dir == "." {
			return nil
		}
		return strings.Split(dir, "/")
	}
	a, b := parts(from), parts(to)
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	if len(a)+len(b) == 0 {
		return "."
	}
	return path.Join(strings.Repeat("../", len(a)), path.Join(b...))
}
