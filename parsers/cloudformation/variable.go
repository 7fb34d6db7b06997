package cloudformation

import "slices"

// variable is something that conditions look at and that only deployment
// decides: a parameter, a pseudo parameter, or the outcome of a comparison that
// cannot be told. What matters of its values is which of a few classes they
// belong to: the texts that it is compared with, and all the rest.
type variable struct {
	name    string
	param   *parameter // nil if it is none
	classes []class
	// crowded says that there are too many classes to tell them all apart.
	crowded bool
}

// maxClasses bounds the texts that one variable is compared with, maxVariables
// the variables of a template. Real templates have a handful of each.
const (
	maxClasses   = 60
	maxVariables = 400
)

// class is one text, or all texts that have no class of their own.
type class struct {
	text string
	rest bool
}

// binding gives the text that a parameter of the class has, nil if unknown.
func (c class) binding() *string {
	if c.rest {
		return nil
	}
	return &c.text
}

// bindings give parameters their texts; nil stands for «not known, and not the
// default».
type bindings map[string]*string

// outcome makes a variable for a comparison that cannot be told.
func (t *template) outcome() free {
	t.variables = append(t.variables, &variable{classes: []class{{text: "false"}, {text: "true"}}})
	return free{variable: len(t.variables) - 1}
}

// variable gives the index of a parameter or pseudo parameter. Region and
// account are one for all stacks; their names and ids differ.
func (t *template) variable(name string, param *parameter) int {
	if param != nil || pseudoParameters[name] == "" {
		name = t.prefix + name
	}
	for i, v := range t.variables {
		if v.name == name {
			return i
		}
	}
	v := &variable{name: name, param: param}
	if param != nil && param.fallback != nil && !param.isStored() {
		// The default comes first, so that the first variant is what one gets
		// by passing nothing.
		v.add(*param.fallback)
	}
	t.variables = append(t.variables, v)
	return len(t.variables) - 1
}

// add gives a text a class of its own.
func (v *variable) add(text string) {
	switch {
	case v.crowded || slices.Contains(v.classes, class{text: text}):
	case len(v.classes) == maxClasses:
		v.crowded = true
	default:
		v.classes = append(v.classes, class{text: text})
	}
}

// excludes reports whether the rest certainly does not contain a text.
func (v *variable) excludes(text string) bool {
	return slices.Contains(v.classes, class{text: text}) || v.param.cannotBe(text)
}

// cannotBe reports whether a parameter certainly does not have a text.
func (p *parameter) cannotBe(text string) bool {
	if p == nil || p.isStored() {
		return false
	}
	return text == "" && p.notNull || p.allowed != nil && !slices.Contains(p.allowed, text) || p.never != nil && p.never(text)
}

// addAllowed gives each value that a parameter may have a class of its own, for
// the functions that look at more than equality.
func (v *variable) addAllowed() {
	if v.param.isStored() {
		return
	}
	for _, text := range v.param.allowed {
		v.add(text)
	}
}

// isDefault reports whether a class is that of the parameter's default.
func (v *variable) isDefault(class uint8) bool {
	c := v.classes[class]
	return !c.rest && v.param.fallback != nil && c.text == *v.param.fallback
}

// complete drops the classes that cannot be, and adds the rest where there is
// one.
func (v *variable) complete() {
	if v.name == "" {
		return
	}
	p := v.param
	v.classes = slices.DeleteFunc(v.classes, func(c class) bool { return p.cannotBe(c.text) })
	if p == nil || p.allowed == nil || p.isStored() {
		v.classes = append(v.classes, class{rest: true})
		return
	}
	var others []string
	for _, text := range p.allowed {
		if !slices.Contains(v.classes, class{text: text}) && !slices.Contains(others, text) {
			others = append(others, text)
		}
	}
	switch len(others) {
	case 0:
	case 1:
		v.add(others[0])
	default:
		v.classes = append(v.classes, class{rest: true})
	}
}
