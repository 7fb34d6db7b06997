// Package expression evaluates HCL expressions with symbols in them. It walks
// the syntax tree itself, because hcl's own evaluation knows nothing of
// symbols, cannot be bounded in cost, and loses where things were written.
package expression

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// Located is the value of an expression together with where its parts were
// written. The zero Located is not valid; use Of.
type Located struct {
	value cty.Value
	lazy  Lazy
	place *Place
	// size counts the nodes of the value, depth its levels; both are upper
	// bounds, which the meter refines when they matter.
	size, depth int
}

// Place says where a value was written, as far as the value itself does not.
// A nil Place says nothing. Places are immutable once made.
type Place struct {
	// At is where the value stands; zero: where what holds it stands.
	At hcl.Range
	// KeyAt is where the key of a map or object stands.
	KeyAt hcl.Range
	// Origin names the variable ("var.x") whose default this is.
	Origin string
	Items  []*Place
	Keys   map[string]*Place
	// Inner is the structure that a text encodes.
	Inner *Located
	// Text tells from where in which file the pieces of a text come.
	Text []Segment
	// Open says that a list may hold more items than are seen.
	Open bool
}

// Segment is a stretch of a text that was written in one place.
type Segment struct {
	// Start and End are offsets in the text.
	Start, End int
	Source     hcl.Range
	// Offsets are the offsets in the file of each byte of the stretch; nil
	// where they simply count up from the start of Source.
	Offsets []int
	// Whole says that only the place of the stretch as a whole is known.
	Whole bool
}

// Lazy is a value that is built only as far as it is asked for: a resource, its
// instances, a module, all variables.
type Lazy interface {
	// Attr gives an attribute, and whether there is such a thing.
	Attr(name string) (Located, bool)
	// Index gives an element, and whether there is such a thing.
	Index(key cty.Value) (Located, bool)
	// Shape says what Elements would give.
	Shape() Shape
	// Elements gives the elements of a list or map.
	Elements() []Element
	// Whole builds everything.
	Whole() Located
}

// Shape is what a lazy value is.
type Shape int

// The shapes.
const (
	Single  Shape = iota
	List          // by number
	Map           // by name
	Unknown       // a list or map whose elements are not known; Index answers for any
)

// Element is one element of a list, set or map.
type Element struct {
	Key   cty.Value
	Value Located
}

// Name gives the key of an element of a map without its marks.
func (e Element) Name() string {
	bare, _ := e.Key.Unmark()
	return bare.AsString()
}

// Of gives a value that was written nowhere in particular.
func Of(v cty.Value) Located { return Located{value: v, size: 1, depth: 1} }

// OfLazy gives a value that is built when it is needed.
func OfLazy(lazy Lazy) Located { return Located{lazy: lazy, size: 1, depth: 1} }

// Placed gives a value with the place of its parts.
func Placed(v cty.Value, place *Place) Located {
	size, depth := measure(v)
	return Located{value: v, place: place, size: size, depth: depth}
}

// Value gives the value as a whole.
func (l Located) Value() cty.Value { return l.whole().value }

// Lazy gives the lazy value behind l, nil if it is there already.
func (l Located) Lazy() Lazy { return l.lazy }

// Place gives the place, nil if nothing is known of it.
func (l Located) Place() *Place { return l.place }

// At gives the range of the value itself, zero if unknown.
func (l Located) At() hcl.Range {
	if l.place == nil {
		return hcl.Range{}
	}
	return l.place.At
}

// With gives a copy whose place has been changed.
func (l Located) With(change func(*Place)) Located {
	var place Place
	if l.place != nil {
		place = *l.place
	}
	change(&place)
	l.place = &place
	return l
}

// WithValue gives a copy with another value of the same structure: what a type
// conversion makes of it.
func (l Located) WithValue(v cty.Value) Located {
	l = l.whole()
	l.value = v
	l.size, l.depth = measure(v)
	return l
}

// Mark gives a copy with more marks.
func (l Located) Mark(marks cty.ValueMarks) Located {
	if len(marks) == 0 {
		return l
	}
	l = l.whole()
	l.value = l.value.WithMarks(marks)
	return l
}

// whole gives the same with nothing lazy left.
func (l Located) whole() Located {
	if l.lazy == nil {
		return l
	}
	whole := l.lazy.Whole()
	if whole.place == nil {
		whole.place = l.place
	}
	return whole
}

// item gives the place of an item of a list.
func (p *Place) item(i int) *Place {
	if p == nil || i < 0 || i >= len(p.Items) {
		return nil
	}
	return p.Items[i]
}

// key gives the place of the value under a key.
func (p *Place) key(name string) *Place {
	if p == nil {
		return nil
	}
	return p.Keys[name]
}

// at gives the place of the same value when it is written at a range.
func (p *Place) at(rng hcl.Range) *Place {
	moved := Place{}
	if p != nil {
		moved = *p
	}
	moved.At = rng
	moved.KeyAt = hcl.Range{}
	return &moved
}

// Moved gives the same value as written at a range, under a key at another.
func (l Located) Moved(at, keyAt hcl.Range) Located {
	l = l.moved(at)
	l.place.KeyAt = keyAt
	return l
}

// Originate says of a variable's default, and of everything in it, whose
// default it is.
func (l Located) Originate(origin string) Located {
	l = l.whole()
	l.place = l.place.originate(origin)
	return l
}

func (p *Place) originate(origin string) *Place {
	marked := Place{}
	if p != nil {
		marked = *p
	}
	marked.Origin = origin
	if marked.Items != nil {
		items := make([]*Place, len(marked.Items))
		for i, item := range marked.Items {
			items[i] = item.originate(origin)
		}
		marked.Items = items
	}
	if marked.Keys != nil {
		keys := make(map[string]*Place, len(marked.Keys))
		for key, child := range marked.Keys {
			keys[key] = child.originate(origin)
		}
		marked.Keys = keys
	}
	return &marked
}

// IsSet tells a Located from the zero one.
func (l Located) IsSet() bool { return l.lazy != nil || l.value != cty.NilVal }

// IsOpen reports whether a list may hold more items than are seen.
func (l Located) IsOpen() bool { return l.place != nil && l.place.Open }

// KeyAt gives the range of the key under which the value is written, zero if
// unknown.
func (l Located) KeyAt() hcl.Range {
	if l.place == nil {
		return hcl.Range{}
	}
	return l.place.KeyAt
}
