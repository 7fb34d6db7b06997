package sam

import (
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// The types that have code of their own; others has the rest.
const (
	prefix           = "AWS::Serverless::"
	typeAPI          = prefix + "Api"
	typeHTTPAPI      = prefix + "HttpApi"
	typeWebSocketAPI = prefix + "WebSocketApi"
	typeFunction     = prefix + "Function"
	typeStateMachine = prefix + "StateMachine"
	typeConnector    = prefix + "Connector"
)

// expander is a template on its way through the transform.
type expander struct {
	root       *tree.Node
	parameters map[string]*tree.Node
	// items are the resources in the order of the template, then the APIs that
	// nobody wrote.
	items []*item
	item  map[string]*item
	// made are the resources that came out, in order; index finds them.
	made  []tree.Entry
	index map[string]int
	// conditions are those that the transform adds.
	conditions []tree.Entry
	// aliases are the names under which a template may refer to what the
	// transform makes ("Api.Stage"), with the logical ids.
	aliases map[string]string
	// recordSets are the record set groups that several domains share.
	recordSets map[string]*tree.Node
	shared     sharedUsagePlan

	origin    map[string]string
	hidden    []Hidden
	problems  []source.Problem
	budget    int
	exhausted bool
}

// item is one resource of the template.
type item struct {
	id string
	// at is the place of the logical id; where nobody wrote the resource, of its
	// globals or of the first event.
	at   source.Range
	typ  string
	body *tree.Node
	// properties is a mapping of our own, with the globals in it.
	properties *tree.Node
	// document is the OpenAPI document of an API that is in view, nil if there
	// is none. managed says that SAM makes it, of events alone.
	document *document
	managed  bool
	// implicit says that nobody wrote the API.
	implicit bool
	// expanded says that the result has what is made of it.
	expanded bool
	// events are those by which routes start the resource; routes are those of
	// an API.
	events, routes []*route
}

func newExpander(root *tree.Node, values map[string]string, budget int) *expander {
	e := &expander{
		root:       root,
		parameters: readParameters(root.Get("Parameters"), values),
		item:       map[string]*item{},
		index:      map[string]int{},
		aliases:    map[string]string{},
		recordSets: map[string]*tree.Node{},
		origin:     map[string]string{},
		budget:     budget,
	}
	resources := root.Get("Resources")
	if resources == nil || resources.Kind != tree.Mapping {
		return e
	}
	for _, entry := range resources.Entries {
		e.readItem(entry)
	}
	return e
}

func (e *expander) readItem(entry tree.Entry) {
	of := &item{id: entry.Key, at: entry.KeyAt, body: entry.Value, typ: text(entry.Value.Get("Type"))}
	if strings.HasPrefix(of.typ, prefix) && !strings.HasPrefix(of.id, "Fn::") {
		properties := given(entry.Value, "Properties")
		switch {
		case properties == nil:
			properties = at(of.at).Map()
		case properties.Kind != tree.Mapping:
			e.refuse(of.at, "the Properties of "+of.id+" must be a mapping")
			properties = at(of.at).Map()
		case given(properties, "Fn::Transform") != nil:
			e.hide(of, "Fn::Transform", "the transform adds properties that are not in view", properties.Get("Fn::Transform"))
		}
		of.properties = properties.Own()
	}
	e.items = append(e.items, of)
	e.item[of.id] = of
}

// isServerless reports whether the transform makes something of a resource.
func (of *item) isServerless() bool { return of.properties != nil }

// get gives a property, nil if there is none or it is null.
func (of *item) get(path ...string) *tree.Node { return given(of.properties, path...) }

// place gives the place of a property's key, that of the resource if it is not
// written.
func (of *item) place(property string) source.Range {
	if entry := of.properties.Entry(property); entry != nil {
		return entry.KeyAt
	}
	return of.at
}

// condition gives the name of the resource's condition, "" if it has none.
func (of *item) condition() string { return text(given(of.body, "Condition")) }

// passed are the attributes that go to everything made of a resource; own
// those that stay with the resource itself.
var (
	passed = []string{"Condition", "DeletionPolicy", "UpdateReplacePolicy"}
	own    = []string{"DependsOn", "Condition", "DeletionPolicy", "UpdatePolicy", "UpdateReplacePolicy", "Metadata"}
)

// main adds the resource that keeps the logical id of what was written.
func (e *expander) main(of *item, typ string, properties *tree.Node) {
	e.add(of, of.id, of.at, own, typ, properties)
}

// derive adds a resource that comes in addition. place is that of what a person
// wrote to get it.
func (e *expander) derive(of *item, id string, place source.Range, typ string, properties *tree.Node) *tree.Node {
	return e.add(of, id, place, passed, typ, properties)
}

func (e *expander) add(of *item, id string, place source.Range, attributes []string, typ string, properties *tree.Node) *tree.Node {
	b := at(place)
	resource := b.Map(b.Entry("Type", b.Text(typ)))
	if id == of.id && of.body != nil {
		resource.At = of.body.At
	}
	for _, name := range attributes {
		if entry := of.body.Entry(name); entry != nil && entry.Value.Kind != tree.Null {
			resource.Put(*entry)
		}
	}
	resource.Put(b.Entry("Properties", properties))
	e.put(of, tree.Entry{Key: id, KeyAt: place, Value: resource})
	return resource
}

// put adds a resource to the result. One that was made under the same id
// before is replaced; one that was written stays.
func (e *expander) put(of *item, made tree.Entry) {
	if written := e.item[made.Key]; written != nil && written != of {
		e.refuse(made.KeyAt, "the transform makes a resource "+made.Key+" here, and the template has one of that name; rename that one")
		return
	}
	if made.Key != of.id || of.implicit {
		e.origin[made.Key] = of.id
	}
	if i, ok := e.index[made.Key]; ok {
		e.made[i] = made
		return
	}
	e.index[made.Key] = len(e.made)
	e.made = append(e.made, made)
}

// refuse notes what the transform would not accept.
func (e *expander) refuse(place source.Range, message string) {
	e.problems = append(e.problems, source.Problem{Kind: source.Unsupported, At: place, Message: message})
}

// hide notes that a resource may have more than is in view.
func (e *expander) hide(of *item, name, reason string, args *tree.Node) {
	b := at(of.at)
	e.hidden = append(e.hidden, Hidden{
		Name: name + " of " + of.id, Reason: reason, At: of.at, Args: b.List(ref(b, of.id), args),
	})
}

// spend counts nodes that are made or repeated; false if there were too many.
func (e *expander) spend(nodes int) bool {
	if e.budget -= nodes; e.budget >= 0 {
		return true
	}
	if !e.exhausted {
		e.exhausted = true
		e.problems = append(e.problems, source.Problem{
			Kind: source.Limit, At: e.root.At, Message: "the template comes to too many values after the serverless transform; split it",
		})
	}
	return false
}

// copied gives a copy that may be changed; nil if it would be too much.
func (e *expander) copied(n *tree.Node) *tree.Node {
	if n == nil || !e.spend(n.Size(e.budget+1)) {
		return nil
	}
	return n.Copy()
}

// result puts the template together.
func (e *expander) result() *Expanded {
	resources := at(e.root.At).Map()
	if entry := e.root.Entry("Resources"); entry != nil {
		resources.At = entry.Value.At
	}
	for _, of := range e.items {
		if !of.expanded && of.body != nil {
			resources.Entries = append(resources.Entries, tree.Entry{Key: of.id, KeyAt: of.at, Value: of.body})
		}
	}
	resources.Entries = append(resources.Entries, e.made...)
	root := at(e.root.At).Map()
	for _, entry := range e.root.Entries {
		switch entry.Key {
		case "Globals":
		case "Resources":
			entry.Value = resources
			root.Entries = append(root.Entries, entry)
		default:
			root.Entries = append(root.Entries, entry)
		}
	}
	e.addConditions(root)
	return &Expanded{Root: e.renamed(root), Origin: e.origin, Hidden: e.hidden, Problems: e.problems}
}

// addConditions adds the conditions that the transform makes.
func (e *expander) addConditions(root *tree.Node) {
	if len(e.conditions) == 0 {
		return
	}
	conditions := at(e.root.At).Map()
	if written := given(root, "Conditions"); written != nil {
		conditions = written.Own()
	}
	for _, entry := range e.conditions {
		conditions.Put(entry)
	}
	root.Put(tree.Entry{Key: "Conditions", KeyAt: conditions.At, Value: conditions})
}
