package cloudformation

import (
	"encoding/base64"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// sub gives a text with variables in it.
func (r *resolver) sub(c call) value.Value {
	text, own := substitution(c.arg)
	if text == nil {
		return c.invalid(r.resolve(c.arg))
	}
	variables := map[string]value.Value{}
	var values []value.Value
	var starts []int // of the values, in the text
	for _, piece := range pieces(text) {
		starts = append(starts, piece.at)
		if piece.name == "" {
			values = append(values, value.OfText(piece.literal, c.at))
			continue
		}
		v, ok := variables[piece.name]
		if !ok {
			v = r.variable(piece.name, own, c.at)
			variables[piece.name] = v
		}
		values = append(values, v)
	}
	if slices.ContainsFunc(values, value.Value.IsAbsent) {
		return c.invalid(values...)
	}
	made := r.concat(c.at, values)
	if looksLikeJSON(text.Text) {
		return r.withInner(made, r.places(text, values, starts))
	}
	return made
}

// variable gives what a name inside Fn::Sub stands for: one of the function's
// own variables, an attribute, or what Ref gives.
func (r *resolver) variable(name string, own *tree.Node, at source.Range) value.Value {
	if node := own.Get(name); node != nil {
		return r.resolve(node)
	}
	if strings.HasPrefix(name, "Rain::") {
		return value.NotKnown(value.Function, name, at) // a constant of the rain tool
	}
	if id, attr, ok := strings.Cut(name, "."); ok {
		return r.attribute(id, attr, at)
	}
	return r.named(name, at)
}

// join gives the items of a list with a delimiter between them.
func (r *resolver) join(c call) value.Value {
	if len(c.args) != 2 {
		return c.invalid(r.resolve(c.arg))
	}
	delimiter, list := r.resolve(c.args[0]), r.resolve(c.args[1])
	if _, ok := delimiter.Text(); !ok {
		return because(c.at, delimiter, list)
	}
	if !list.IsKnown() {
		return because(c.at, list)
	}
	if list.Kind() != value.List {
		return c.invalid(list)
	}
	if list.Open() {
		return resting(value.NotKnown(value.Condition, "", c.at), []value.Value{list})
	}
	var values []value.Value
	for i, item := range list.Items() {
		if i > 0 {
			values = append(values, delimiter)
		}
		values = append(values, item)
	}
	made := r.concat(c.at, values)
	if made.IsKnown() {
		made = derived(made, []value.Value{list})
	}
	if len(values) > 0 {
		if text, ok := values[0].Text(); ok && looksLikeJSON(text) {
			return r.withInner(made, nil)
		}
	}
	return made
}

// split gives the pieces of a text between delimiters.
func (r *resolver) split(c call) value.Value {
	if len(c.args) != 2 {
		return c.invalid(r.resolve(c.arg))
	}
	delimiter, from := r.resolve(c.args[0]), r.resolve(c.args[1])
	by, ok := delimiter.Text()
	if !ok || by == "" {
		return because(c.at, delimiter, from)
	}
	if from.IsKnown() && (from.Kind() == value.List || from.Kind() == value.Map) {
		return c.invalid(from)
	}
	return r.cut(from, by, c.at)
}

// cut gives the pieces of a text between delimiters.
func (r *resolver) cut(from value.Value, by string, at source.Range) value.Value {
	// References end up in one piece each only if they do not hold the
	// delimiter themselves.
	items := [][]value.Part{nil}
	for _, part := range from.Parts() {
		switch {
		case part.IsLiteral():
			for i, text := range strings.Split(part.Literal, by) {
				if i > 0 {
					items = append(items, nil)
				}
				items[len(items)-1] = append(items[len(items)-1], value.Part{Literal: text})
			}
		case part.IsRef() && r.tame(part.Ref, by):
			items[len(items)-1] = append(items[len(items)-1], part)
		default:
			return because(at, from)
		}
	}
	if from.IsUnknown() && len(from.Parts()) == 0 {
		return because(at, from)
	}
	if len(items) > r.t.library.limits.Elements {
		return value.NotKnown(value.Limit, "", at)
	}
	pieces := make([]value.Value, len(items))
	for i, parts := range items {
		pieces[i] = value.OfParts(parts, at)
		if from.IsKnown() {
			pieces[i] = derived(pieces[i], []value.Value{from})
		}
		pieces[i].Sensitive = from.Sensitive
	}
	return value.OfList(pieces, false, at)
}

// base64 gives a text in Base64.
func (r *resolver) base64(c call) value.Value {
	v := r.resolve(c.arg)
	text, ok := v.Text()
	if !ok {
		return because(c.at, v)
	}
	if !r.t.render(len(text)) {
		return value.NotKnown(value.Limit, "", c.at)
	}
	return derived(value.OfText(base64.StdEncoding.EncodeToString([]byte(text)), c.at), []value.Value{v})
}

// importValue gives what another stack exports, which nobody here knows.
func (r *resolver) importValue(c call) value.Value {
	name := r.resolve(c.arg)
	return resting(value.NotKnown(value.Import, "export "+name.Show(), c.at), []value.Value{name})
}

// transform gives what a macro makes of a part of the template.
func (r *resolver) transform(c call) value.Value {
	args := r.resolve(c.arg)
	name, _ := args.Get("Name").Text()
	return resting(value.NotKnown(value.Unsupported, strings.TrimSpace("transform "+name), c.at), []value.Value{args})
}
