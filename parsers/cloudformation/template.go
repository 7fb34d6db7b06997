package cloudformation

import (
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// The transforms that gatelint knows. All others may change anything.
const (
	serverless         = "AWS::Serverless-2016-10-31"
	languageExtensions = "AWS::LanguageExtensions"
)

// template is a template whose sections have been told apart.
type template struct {
	document *tree.Document
	opts     Options

	parameters map[string]*parameter
	mappings   map[string]*tree.Node
	conditions []*condition
	condition  map[string]*condition
	// variables are what the conditions rest on; pairs are those of them that
	// are compared with each other.
	variables  []*variable
	pairs      [][2]int
	resources  []*declaration
	resource   map[string]*declaration
	outputs    *tree.Node
	transforms []transform

	// hidden are parts that may hold resources and cannot be looked into.
	hidden   []hidden
	problems []source.Problem
	// fragment says that something refers to what the template does not
	// declare: it is part of a whole that is not in view.
	fragment bool
	meter    meter
}

// declaration is one resource as it is written.
type declaration struct {
	id        string
	idAt      source.Range
	body      *tree.Node
	typ       string
	condition string
	tainted   bool
	// resolved are the values that it has come to have, by what they rest on.
	resolved []resolution
}

// transform is one entry of the template's Transform section.
type transform struct {
	name string
	node *tree.Node
}

// hidden is a part of the Resources section that is not known.
type hidden struct {
	name   string
	reason string
	at     source.Range
	args   *tree.Node
	// everything says that it may change all of the template.
	everything bool
}

// newTemplate reads the sections of a template. problems are those of reading
// the document.
func newTemplate(document *tree.Document, opts Options, problems []source.Problem) *template {
	t := &template{
		document:   document,
		opts:       opts,
		problems:   problems,
		parameters: map[string]*parameter{},
		mappings:   map[string]*tree.Node{},
		condition:  map[string]*condition{},
		resource:   map[string]*declaration{},
	}
	root := document.Root
	if root.Kind != tree.Mapping {
		t.refuse(root.At, "a template is a mapping with the key Resources")
		return t
	}
	t.readTransforms(root.Get("Transform"))
	t.readTransforms(root.Get("Fn::Transform"))
	t.readParameters(t.section("Parameters"))
	t.readMappings(t.section("Mappings"))
	t.readConditions(t.expanded("Conditions"))
	t.readResources(t.expanded("Resources"))
	t.outputs = t.expanded("Outputs")
	return t
}

// refuse notes a part of the template that cannot be read as what it should be.
func (t *template) refuse(at source.Range, message string) {
	t.problems = append(t.problems, source.Problem{Kind: source.Unsupported, At: at, Message: message})
}

// section gives a section of the template, nil if it is missing or no mapping.
func (t *template) section(name string) *tree.Node {
	entry := t.document.Root.Entry(name)
	switch {
	case entry == nil || entry.Value.Kind == tree.Null && name != "Resources":
		return nil
	case entry.Value.Kind != tree.Mapping:
		t.refuse(entry.KeyAt, name+" must be a mapping of names")
		return nil
	}
	return entry.Value
}

// expanded gives a section with its loops written out.
func (t *template) expanded(name string) *tree.Node {
	section := t.section(name)
	if section == nil {
		return nil
	}
	return t.expand(section)
}

func (t *template) readTransforms(node *tree.Node) {
	if node == nil {
		return
	}
	items := []*tree.Node{node}
	if node.Kind == tree.Sequence {
		items = node.Items
	}
	for _, item := range items {
		name := item.Text
		if item.Kind == tree.Mapping {
			name = ""
			if given := item.Get("Name"); given.IsScalar() {
				name = given.Text
			}
		}
		t.transforms = append(t.transforms, transform{name: name, node: item})
	}
}

// uses reports whether the template names a transform.
func (t *template) uses(name string) bool {
	return slices.ContainsFunc(t.transforms, func(used transform) bool { return used.name == name })
}

// rewritten gives a transform that may change all of the template, nil if there
// is none.
func (t *template) rewritten() *transform {
	for i, used := range t.transforms {
		if used.name != serverless && used.name != languageExtensions {
			return &t.transforms[i]
		}
	}
	return nil
}

func (t *template) readMappings(section *tree.Node) {
	if section == nil {
		return
	}
	for _, entry := range section.Entries {
		t.mappings[entry.Key] = entry.Value
	}
}

func (t *template) readResources(section *tree.Node) {
	if section == nil {
		if t.document.Root.Entry("Resources") == nil {
			t.refuse(t.document.Root.At, "the template has no Resources")
		}
		return
	}
	for _, entry := range section.Entries {
		if name, arg := intrinsic(entry); name != "" {
			t.hidden = append(t.hidden, hidden{
				name: name, reason: "what it makes is not known", at: entry.KeyAt, args: arg, everything: name == "Fn::Transform",
			})
			continue
		}
		if declared := t.declare(entry); declared != nil {
			t.resources = append(t.resources, declared)
			t.resource[declared.id] = declared
		}
	}
}

// intrinsic tells a function that stands in the place of a resource from a
// resource: a loop that could not be written out, a transform.
func intrinsic(entry tree.Entry) (name string, arg *tree.Node) {
	if strings.HasPrefix(entry.Key, "Fn::") {
		return entry.Key, entry.Value
	}
	return "", nil
}

// declare reads the frame of a resource; nil if it has none.
func (t *template) declare(entry tree.Entry) *declaration {
	body := entry.Value
	if body.Kind != tree.Mapping {
		t.refuse(entry.KeyAt, "the resource "+entry.Key+" must be a mapping with a Type")
		return nil
	}
	typ := body.Get("Type")
	if typ == nil || typ.Kind != tree.Text {
		t.refuse(entry.KeyAt, "the resource "+entry.Key+" has no Type, so it is not known what it is")
		return nil
	}
	declared := &declaration{id: entry.Key, idAt: entry.KeyAt, body: body, typ: typ.Text}
	if named := body.Get("Condition"); named.IsScalar() {
		declared.condition = named.Text
	}
	if properties := body.Entry("Properties"); properties != nil && properties.Value.Kind == tree.Sequence {
		t.refuse(properties.KeyAt, "the Properties of "+entry.Key+" must be a mapping")
		declared.tainted = true
	}
	return declared
}
