package expression

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/tailscale/hujson"
	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/source/prescan"
	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// Inner gives the structure that a text encodes: what it was encoded from, or
// what it says if it is JSON; nil if it is neither.
func (e *Evaluator) Inner(l Located) *Located {
	if l.place != nil && l.place.Inner != nil {
		return l.place.Inner
	}
	bare, marks := l.value.Unmark()
	if bare.Type() != cty.String || !bare.IsKnown() || bare.IsNull() {
		return nil
	}
	s := bare.AsString()
	trimmed := strings.TrimLeft(s, " \t\r\n")
	if trimmed == "" || trimmed[0] != '{' && trimmed[0] != '[' {
		return nil
	}
	if _, ok := e.pieces(s, marks); !ok {
		return nil
	}
	var segments []Segment
	if l.place != nil {
		segments = l.place.Text
	}
	decoded := e.decodeJSON(s, segments)
	if decoded == nil {
		return nil
	}
	secret := decoded.Mark(sensitivity(marks)) // a secret's structure is as secret as its text
	return &secret
}

// decodeJSON gives the structure of a JSON text, nil if it is none.
func (e *Evaluator) decodeJSON(s string, segments []Segment) *Located {
	if prescan.JSON(&source.File{Bytes: []byte(s)}, e.Limits) != nil {
		return nil
	}
	parsed, err := hujson.Parse([]byte(s))
	if err != nil || !parsed.IsStandard() {
		return nil
	}
	d := jsonDecoder{e: e, segments: segments}
	l := d.value(parsed)
	return &l
}

// jsonDecoder makes located values of JSON.
type jsonDecoder struct {
	e        *Evaluator
	segments []Segment
}

func (d jsonDecoder) value(v hujson.Value) Located {
	var l Located
	switch content := v.Value.(type) {
	case *hujson.Object:
		l = d.object(content)
	case *hujson.Array:
		items := make([]Located, len(content.Elements))
		for i, element := range content.Elements {
			items[i] = d.value(element)
		}
		l = tupleOf(items)
	case hujson.Literal:
		l = Of(d.literal(content))
	}
	at := d.e.span(d.segments, v.StartOffset, v.EndOffset)
	return l.With(func(p *Place) { p.At = at })
}

func (d jsonDecoder) object(object *hujson.Object) Located {
	result := Located{size: 1, depth: 1, place: &Place{Keys: make(map[string]*Place, len(object.Members))}}
	values := make(map[string]cty.Value, len(object.Members))
	var marks cty.ValueMarks
	for _, member := range object.Members {
		key, keyMarks := d.literal(member.Name.Value.(hujson.Literal)).Unmark() //nolint:forcetypeassert // names are literals
		marks = merge(marks, keyMarks)
		keyAt := d.e.span(d.segments, member.Name.StartOffset, member.Name.EndOffset)
		child := d.value(member.Value).With(func(p *Place) { p.KeyAt = keyAt })
		values[key.AsString()] = child.value
		result.place.Keys[key.AsString()] = child.place
		result.size += child.size
		result.depth = max(result.depth, child.depth+1)
	}
	result.value = cty.ObjectVal(values).WithMarks(marks)
	return result
}

func (d jsonDecoder) literal(literal hujson.Literal) cty.Value {
	switch literal.Kind() {
	case '"':
		return d.e.Remark(literal.String())
	case 't':
		return cty.True
	case 'f':
		return cty.False
	case '0':
		if number, err := cty.ParseNumberVal(string(literal)); err == nil {
			return number
		}
	}
	return cty.NullVal(cty.DynamicPseudoType)
}

// Remark gives a text with the marks of the symbols it shows.
func (e *Evaluator) Remark(s string) cty.Value {
	if !symbol.Contains(s) {
		return cty.StringVal(s)
	}
	marks := cty.ValueMarks{}
	for _, piece := range e.Symbols.Split(s) {
		if piece.IsSymbol {
			marks[piece.Mark] = struct{}{}
		}
	}
	return cty.StringVal(s).WithMarks(marks)
}

// TextOfFile gives the text of a file with its place.
func TextOfFile(file *source.File) Located {
	l := Of(cty.StringVal(string(file.Bytes)))
	rng := hcl.Range{Filename: file.Path, Start: hcl.InitialPos, End: hcl.Pos{Byte: len(file.Bytes)}}
	l.place = &Place{Text: []Segment{{End: len(file.Bytes), Source: rng}}}
	return l
}
