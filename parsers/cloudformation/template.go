package cloudformation

import (
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
	"github.com/gatelint/gatelint/parsers/sam"
)

// languageExtensions is, beside the serverless one, the only transform that
// gatelint knows. All others may change anything.
const languageExtensions = "AWS::LanguageExtensions"

// template is the template of one stack, its sections told apart.
type template struct {
	*hierarchy

	document *tree.Document
	// outer and call are the stack that nests this one and the resource there;
	// nil for the outermost. prefix begins the addresses of its resources.
	outer  *template
	call   *declaration
	prefix string
	calls  []source.Range
	// nested are the stacks in it whose templates are at hand, by logical id.
	nested map[string]*template

	parameters map[string]*parameter
	mappings   map[string]*tree.Node
	conditions []*condition
	condition  map[string]*condition
	resources  []*declaration
	resource   map[string]*declaration
	outputs    *tree.Node
	transforms []transform

	// serverless says that the serverless transform made it what it is.
	serverless bool
	// origin names the written resource that the serverless transform made one
	// of, loops the loop that one comes from.
	origin, loops map[string]string

	// hidden are parts that may hold resources and cannot be looked into.
	hidden   []hidden
	problems []source.Problem
	// missing are local files that are not at hand. What is in them is
	// unknown, which leaves the rest of the template as good as it is.
	missing []source.Problem
	// fragment says that something refers to what the template does not
	// declare: it is part of a whole that is not in view.
	fragment bool
}

// declaration is one resource as it is written.
type declaration struct {
	id        string
	address   string
	idAt      source.Range
	body      *tree.Node
	typ       string
	condition string
	tainted   bool
	// doubtful says that it is not known under which condition it exists.
	doubtful bool
	// attached is the document of an API that is kept in a file, nil if none.
	attached *tree.Document
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

func newTemplate(h *hierarchy, document *tree.Document) *template {
	return &template{
		hierarchy:  h,
		document:   document,
		nested:     map[string]*template{},
		loops:      map[string]string{},
		parameters: map[string]*parameter{},
		mappings:   map[string]*tree.Node{},
		condition:  map[string]*condition{},
		resource:   map[string]*declaration{},
	}
}

// read reads the sections of the template.
func (t *template) read() {
	root := t.document.Root
	if root.Kind != tree.Mapping {
		t.refuse(root.At, "a template is a mapping with the key Resources")
		return
	}
	t.readTransforms(root.Get(transformSection))
	t.readTransforms(root.Get(transformKey))
	t.readParameters(t.section("Parameters"))
	t.readMappings(t.section("Mappings"))
	t.desugar()
	t.readConditions(t.expanded("Conditions"))
	t.readResources(t.expanded("Resources"))
	t.outputs = t.expanded("Outputs")
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
	made := map[string]string{}
	if name == "Resources" {
		made = t.loops
	}
	return t.expand(section, made)
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

// rewritten gives a transform that may change all of the template, nil if there
// is none.
func (t *template) rewritten() *transform {
	for i, used := range t.transforms {
		if used.name != sam.Transform && used.name != languageExtensions {
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
			t.declared[declared.address] = declared
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

// typeOf gives the type of a resource: the name of the function where one that
// another tool or a transform fills in stands in its place, "" if there is none.
func typeOf(body *tree.Node) string {
	if name := filledIn(body); name != "" {
		return name
	}
	typ := body.Get("Type")
	switch {
	case typ == nil:
		if mayGrow(body) {
			return transformKey
		}
	case typ.Kind == tree.Text:
		return typ.Text
	}
	return filledIn(typ)
}

// filledIn gives the name of a function whose result is put into the template
// before it is read: a transform, or one of the rain tool; "" for all else.
func filledIn(n *tree.Node) string {
	if name, _ := functionOf(n); name == transformKey || strings.HasPrefix(name, "Fn::Rain::") {
		return name
	}
	return ""
}

// readCondition reads under which condition a resource exists. With the language
// extensions a function may give its name.
func (t *template) readCondition(declared *declaration) {
	named := declared.body.Get("Condition")
	if named == nil || named.IsScalar() {
		declared.condition = textOf(named)
		return
	}
	switch v := t.resolver(&variant{}).resolve(named); {
	case v.IsAbsent():
	case v.IsKnown() && v.Reason() == "":
		declared.condition, _ = v.Text()
	default:
		declared.doubtful = true
	}
}

// declare reads the frame of a resource; nil if it has none.
func (t *template) declare(entry tree.Entry) *declaration {
	body := entry.Value
	if body.Kind != tree.Mapping && filledIn(body) == "" {
		t.refuse(entry.KeyAt, "the resource "+entry.Key+" must be a mapping with a Type")
		return nil
	}
	typ := typeOf(body)
	if typ == "" {
		t.refuse(entry.KeyAt, "the resource "+entry.Key+" has no Type, so it is not known what it is")
		return nil
	}
	declared := &declaration{id: entry.Key, address: t.address(entry.Key), idAt: entry.KeyAt, body: body, typ: typ}
	t.readCondition(declared)
	if properties := body.Entry("Properties"); properties != nil && properties.Value.Kind == tree.Sequence {
		t.refuse(properties.KeyAt, "the Properties of "+entry.Key+" must be a mapping")
		declared.tainted = true
	}
	return declared
}
