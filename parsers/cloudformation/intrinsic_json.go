package cloudformation

import (
	"encoding/json"
	"slices"
	"sort"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// toJSON gives a value as JSON text, and keeps the value beside it.
func (r *resolver) toJSON(c call) value.Value {
	v := r.resolve(c.arg)
	if v.IsKnown() && v.Kind() != value.List && v.Kind() != value.Map {
		return c.invalid(v)
	}
	e := encoder{}
	e.add(v)
	var made value.Value
	switch {
	case e.open:
		made = because(c.at, v)
	case !r.t.render(e.size):
		return value.NotKnown(value.Limit, "", c.at)
	default:
		made = derived(value.OfParts(e.parts, c.at), []value.Value{v})
	}
	made.Sensitive = holdsSecret(v)
	return made.WithInner(v)
}

// holdsSecret reports whether a value, or any inside it, must not be shown.
func holdsSecret(v value.Value) bool {
	return v.Sensitive ||
		slices.ContainsFunc(v.Items(), holdsSecret) ||
		slices.ContainsFunc(v.Entries(), func(entry value.Entry) bool { return holdsSecret(entry.Value) })
}

// encoder writes values as JSON.
type encoder struct {
	parts []value.Part
	size  int
	// open says that the text cannot be written: a list or map may hold more
	// than is seen, or what stands there may be no text.
	open bool
}

func (e *encoder) write(text string) {
	e.parts = append(e.parts, value.Part{Literal: text})
	e.size += partSize + len(text)
}

func (e *encoder) add(v value.Value) {
	switch {
	case v.Open(), v.IsUnknown() && len(v.Parts()) == 0:
		e.open = true
	case v.IsAbsent():
		e.write("null")
	case v.IsUnknown():
		e.template(v)
	case v.Kind() == value.List:
		e.write("[")
		for i, item := range v.Items() {
			if i > 0 {
				e.write(",")
			}
			e.add(item)
		}
		e.write("]")
	case v.Kind() == value.Map:
		e.write("{")
		for i, entry := range v.Entries() {
			if i > 0 {
				e.write(",")
			}
			e.write(quote(entry.Key) + ":")
			e.add(entry.Value)
		}
		e.write("}")
	default:
		text, _ := v.Text()
		if v.Kind() == value.Text {
			text = quote(text)
		}
		e.write(text)
	}
}

// template writes a text with references and holes in it.
func (e *encoder) template(v value.Value) {
	e.write(`"`)
	for _, part := range v.Parts() {
		if part.IsLiteral() {
			quoted := quote(part.Literal)
			e.write(quoted[1 : len(quoted)-1])
			continue
		}
		e.parts = append(e.parts, part)
		e.size += partSize
	}
	e.write(`"`)
}

// quote gives a text as JSON.
func quote(text string) string {
	quoted, err := json.Marshal(text)
	if err != nil {
		return `""` // a string always can be written
	}
	return string(quoted)
}

// looksLikeJSON reports whether a text may be a JSON object or list.
func looksLikeJSON(text string) bool {
	text = strings.TrimLeft(text, " \t\r\n")
	return text != "" && (text[0] == '{' || text[0] == '[')
}

// A sentinel stands for a reference or a hole in a text that is parsed: a
// private-use rune, and another that says which of the holes it is.
const (
	sentinel  = '\uE000'
	firstHole = '\uE100'
	maxHoles  = 0x1000
)

// withInner adds the structure that a text encodes, if it is JSON. place gives
// the range of a stretch of the text; nil stands for «all of it».
func (r *resolver) withInner(v value.Value, place func(start, end int) source.Range) value.Value {
	var text strings.Builder
	var holes []value.Part
	for _, part := range v.Parts() {
		if part.IsLiteral() {
			text.WriteString(part.Literal)
			continue
		}
		text.WriteRune(sentinel)
		text.WriteRune(firstHole + rune(len(holes)%maxHoles))
		holes = append(holes, part)
	}
	if len(holes) > maxHoles || strings.Count(text.String(), string(sentinel)) != len(holes) {
		return v
	}
	document, problem := tree.JSON(&source.File{Path: v.At.File, Bytes: []byte(text.String())}, r.t.library.limits)
	if problem != nil {
		return v
	}
	decoder := innerDecoder{r: r, holes: holes, whole: v, place: place, file: document.File}
	return v.WithInner(decoder.value(document.Root))
}

// innerDecoder turns the JSON inside a text into values.
type innerDecoder struct {
	r     *resolver
	holes []value.Part
	whole value.Value
	place func(start, end int) source.Range
	file  *source.File
}

func (d innerDecoder) at(within source.Range) source.Range {
	if d.place == nil {
		return d.whole.At
	}
	return d.place(d.file.Offset(within.Start), d.file.Offset(within.End))
}

func (d innerDecoder) value(n *tree.Node) value.Value {
	at := d.at(n.At)
	if !d.r.t.step() {
		return value.NotKnown(value.Limit, "", at)
	}
	var v value.Value
	switch n.Kind {
	case tree.Text:
		v = value.OfParts(d.parts(n.Text), at)
		if v.State() == d.whole.State() && (v.IsKnown() || v.Reason() == d.whole.Reason()) {
			v = v.WithReason(d.whole.Reason(), d.whole.Origin())
		}
	case tree.Number:
		v = value.OfNumber(n.Text, at)
	case tree.Bool:
		v = value.OfBool(n.Text == "true", at)
	case tree.Sequence:
		items := make([]value.Value, len(n.Items))
		for i, item := range n.Items {
			items[i] = d.value(item)
		}
		v = value.OfList(items, false, at)
	case tree.Mapping:
		var entries []value.Entry
		for _, entry := range n.Entries {
			if strings.ContainsRune(entry.Key, sentinel) {
				return value.NotKnown(value.Unsupported, "", at)
			}
			entries = append(entries, value.Entry{Key: entry.Key, KeyAt: d.at(entry.KeyAt), Value: d.value(entry.Value)})
		}
		v = value.OfMap(entries, false, at)
	case tree.Null, tree.Tagged, tree.Opaque:
		return value.Unset(at)
	}
	v.Sensitive = d.whole.Sensitive
	return v
}

// parts puts the holes back in.
func (d innerDecoder) parts(text string) []value.Part {
	var parts []value.Part
	for {
		before, after, ok := strings.Cut(text, string(sentinel))
		parts = append(parts, value.Part{Literal: before})
		if !ok {
			return parts
		}
		for i, c := range after {
			if i > 0 {
				text = after[i:]
				break
			}
			parts = append(parts, d.holes[c-firstHole])
			text = ""
		}
	}
}

// places gives the function that finds stretches of a Fn::Sub's result in the
// template. values are what its pieces became, starts where the pieces stand in
// its text.
func (r *resolver) places(text *tree.Node, values []value.Value, starts []int) func(start, end int) source.Range {
	spread := r.t.document.Spread(text)
	made := make([]int, len(values)) // where the pieces begin in the result
	at := 0
	for i, v := range values {
		made[i] = at
		pieces, _ := partsOf(v)
		for _, piece := range pieces {
			if piece.IsLiteral() {
				at += len(piece.Literal)
			} else {
				at += len(string(sentinel)) + len(string(rune(firstHole)))
			}
		}
	}
	back := func(offset int) int {
		i := sort.Search(len(made), func(i int) bool { return made[i] > offset }) - 1
		if i < 0 {
			return offset
		}
		within := offset - made[i]
		if i+1 < len(starts) {
			return min(starts[i]+within, starts[i+1])
		}
		return starts[i] + within
	}
	return func(start, end int) source.Range { return spread.Range(back(start), back(end)) }
}
