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

// deployment reads a deployment; in stage stands the name of one that it makes
// by itself, which a REST API's may.
type deployment struct{ owner, stage string }

func (n deployment) read(m *model.Model, r reader) {
	name := r.named(n.stage)
	m.Deployments = append(m.Deployments, &model.Deployment{
		Entity: r.entity(""), Owner: r.text(n.owner), StageName: name,
	})
	if !name.IsAbsent() {
		m.Stages = append(m.Stages, &model.Stage{Entity: r.entity("stage"), Owner: r.text(n.owner), Name: name})
	}
}

// stage reads a stage.
type stage struct{ owner, name string }

func (n stage) read(m *model.Model, r reader) {
	m.Stages = append(m.Stages, &model.Stage{Entity: r.entity(""), Owner: r.text(n.owner), Name: r.text(n.name)})
}

// routeV2 reads a route of an HTTP or WebSocket API.
type routeV2 struct{ owner, key, target, authorization string }

func (n routeV2) read(m *model.Model, r reader) {
	key := r.text(n.key)
	method, path := splitKey(key)
	m.Routes = append(m.Routes, &model.Route{
		Entity: r.entity(""), Owner: r.text(n.owner), Key: key, Target: r.text(n.target),
		Resource: value.Unset(r.At), Method: method, Path: path,
		Authorization: orText(r.upper(n.authorization), "NONE"),
	})
}

// integrationV2 reads an integration of an HTTP or WebSocket API.
type integrationV2 struct {
	owner, kind, method, uri, subtype, credentials, templates, passthrough, content, timeout string
}

func (n integrationV2) read(m *model.Model, r reader) {
	m.Integrations = append(m.Integrations, &model.Integration{
		Entity: r.entity(""), Owner: r.text(n.owner),
		Resource: value.Unset(r.At), RouteMethod: value.Unset(r.At),
		Type: r.upper(n.kind), Method: r.text(n.method), URI: r.text(n.uri), Subtype: r.text(n.subtype),
		Credentials:      r.text(n.credentials),
		RequestTemplates: r.Get(n.templates),
		Passthrough:      r.upper(n.passthrough),
		ContentHandling:  r.upper(n.content),
		TimeoutMillis:    r.number(n.timeout),
	})
}

// function reads a Lambda function.
type function struct{ name, timeout string }

func (n function) read(m *model.Model, r reader) {
	m.Functions = append(m.Functions, &model.Function{
		Entity: r.entity(""), Name: r.text(n.name), TimeoutSeconds: r.number(n.timeout),
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

// endpoint reads a VPC endpoint, if it is one for API Gateway.
type endpoint struct{ service, policy string }

func (n endpoint) read(m *model.Model, r reader) {
	if forAPIGateway(r.text(n.service)) {
		m.Endpoints = append(m.Endpoints, r.Address)
		addPolicy(m, r, model.OnEndpoint, r.self(), r.Get(n.policy))
	}
}

// handOut reads a resource that keeps a value where other definitions look it
// up.
type handOut struct{ value string }

func (n handOut) read(m *model.Model, r reader) { m.HandedOut = append(m.HandedOut, r.Get(n.value)) }
