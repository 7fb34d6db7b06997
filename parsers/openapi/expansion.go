package openapi

import (
	"fmt"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
)

// expansion is the import of one document.
type expansion struct {
	// api is the resource that holds the document, owner the reference to the
	// API that the import fills.
	api    *resource.Resource
	owner  value.Value
	holder holder
	root   value.Value
	// alone says that the document stands by itself.
	alone bool

	// schemes are the security schemes by name; hidden says that there may be
	// others.
	schemes map[string]scheme
	hidden  bool
	// validator gives the references to the request validators by name.
	validator map[string]value.Value
	// nodes are the paths whose path nodes were made.
	nodes map[string]bool
	// shared are the integrations of an HTTP API that operations refer to.
	shared map[string]value.Value

	// security and validation are what the document says of all operations;
	// base is what stands in front of all paths, if that is known.
	security, validation value.Value
	base                 []string
	baseKnown            bool

	made       []*resource.Resource
	unresolved []resource.Unresolved
	problems   []source.Problem
	// left bounds what one document may make, steps how many keys may be looked
	// at to follow its references.
	left, steps int
	limits      source.Limits
}

func newExpansion(api *resource.Resource, h holder, root value.Value, limits source.Limits) *expansion {
	x := &expansion{
		api: api, holder: h, root: resolved(root),
		owner: value.OfRef(value.Ref{Address: api.Address, Attr: "id"}, api.At),
		nodes: map[string]bool{}, validator: map[string]value.Value{}, shared: map[string]value.Value{},
		limits: limits, left: limits.Imported, steps: limits.ImportSteps,
	}
	if h.owner != "" {
		x.owner = value.AsText(api.Get(h.owner))
	}
	return x
}

// expand makes everything, and gives the API with what the document sets of it.
func (x *expansion) expand() *resource.Resource {
	x.security = x.root.Get("security")
	x.validation = x.root.Get(validatorKey)
	x.base, x.baseKnown = x.basePath()
	x.readSchemes()
	if x.holder.protocol == rest {
		x.validators()
		x.gatewayResponses()
		x.models()
	}
	x.paths()
	return x.settled()
}

// spend counts a piece, and reports whether there may be more.
func (x *expansion) spend(at source.Range) bool {
	x.left--
	if x.left == -1 {
		x.exceed(at)
	}
	return x.left >= 0
}

// step counts keys that are looked at, and reports whether there may be more.
func (x *expansion) step(keys int, at source.Range) bool {
	if x.steps < 0 {
		return false
	}
	x.steps -= keys
	if x.steps < 0 {
		x.exceed(at)
	}
	return x.steps >= 0
}

func (x *expansion) exceed(at source.Range) {
	x.left, x.steps = min(x.left, -1), -1 // said once
	x.problems = append(x.problems, source.Problem{
		Kind: source.Limit, At: at,
		Message: fmt.Sprintf("the import of this document makes more than %d methods, responses and parameters, or takes more than %d steps; gatelint reads no further", x.limits.Imported, x.limits.ImportSteps),
	})
	x.open(at, "it is larger than gatelint reads")
}

// open notes that the document may define more than was read.
func (x *expansion) open(at source.Range, reason string) {
	x.unresolved = append(x.unresolved, resource.Unresolved{
		Name: "part of the OpenAPI document of " + x.api.Address, At: at, Reason: reason, Args: x.owner,
	})
}

// incomplete opens the document where a map may hold more than is seen.
func (x *expansion) incomplete(v value.Value, what string) {
	if v.IsUnknown() || v.Open() || v.IsKnown() && v.Kind() != value.Map {
		x.open(v.At, what+" are not known as a whole")
	}
}

// add appends a resource and gives its reference. part tells the resources of
// one document apart; at is the key that a person wrote, body all of it.
func (x *expansion) add(typ, part string, at, body source.Range, attrs properties) value.Value {
	address := x.api.Address + "#" + part
	if body.IsZero() || body.File != at.File {
		body = at
	}
	if at.File == body.File && at.Start.Before(body.Start) {
		body.Start = at.Start
	}
	made := &resource.Resource{
		Address: address, Origin: x.api.Address, Type: typ, Name: part, Module: x.api.Module,
		At: at, Body: body, Attrs: attrs.value(at),
		Conditional: x.api.Conditional, Tainted: x.api.Tainted, Calls: x.api.Calls,
		Region: x.api.Region, Account: x.api.Account,
	}
	seen := map[string]bool{}
	for _, ref := range made.Attrs.AllRefs() {
		if ref.Address != "" && !seen[ref.Address] {
			seen[ref.Address] = true
			made.References = append(made.References, ref.Address)
		}
	}
	x.made = append(x.made, made)
	return value.OfRef(value.Ref{Address: address, Attr: "id"}, at)
}
