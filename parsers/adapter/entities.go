package adapter

import (
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// The types below read entities in which dialects differ in names only. Each
// holds the names of attributes; "" stands for what a dialect does not have.

// pathNode reads a segment of a REST API's path tree.
type pathNode struct{ owner, parent, part string }

func (n pathNode) read(m *model.Model, r reader) {
	m.PathNodes = append(m.PathNodes, &model.PathNode{
		Entity: r.entity(""), Owner: r.text(n.owner), Parent: r.text(n.parent), PathPart: r.text(n.part),
	})
}

// function reads a Lambda function.
type function struct{ name, timeout string }

func (n function) read(m *model.Model, r reader) {
	m.Functions = append(m.Functions, &model.Function{
		Entity: r.entity(""), Name: r.text(n.name),
		TimeoutSeconds: r.number(n.timeout).OrDefault(value.OfNumber("3", r.At)),
		Region:         r.Region, Account: r.Account,
	})
}

// alias reads an alias, or a version, whose number is not known before it is
// published.
type alias struct{ function, name string }

func (n alias) read(m *model.Model, r reader) {
	name := r.named(n.name)
	if n.name == "" {
		name = value.OfRef(value.Ref{Address: r.Address, Attr: "version"}, r.At)
	}
	m.Aliases = append(m.Aliases, &model.Alias{Entity: r.entity(""), FunctionName: r.text(n.function), Name: name})
}

// permission reads a statement of a function's resource policy.
type permission struct{ function, qualifier, action, principal, sourceARN, sourceAccount string }

func (n permission) read(m *model.Model, r reader) {
	m.Permissions = append(m.Permissions, &model.Permission{
		Entity: r.entity(""), FunctionName: r.text(n.function), Qualifier: r.named(n.qualifier),
		Action: r.text(n.action), Principal: r.text(n.principal),
		SourceARN: r.text(n.sourceARN), SourceAccount: r.text(n.sourceAccount),
	})
}

// handOut reads a resource that keeps a value where other definitions look it
// up.
type handOut struct{ value string }

func (n handOut) read(m *model.Model, r reader) { m.HandedOut = append(m.HandedOut, r.Get(n.value)) }
