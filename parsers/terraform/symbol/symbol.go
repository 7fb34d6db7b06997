// Package symbol keeps references symbolic while HCL expressions are evaluated
// with go-cty. The text of an attribute that is not known is a sentinel: a
// private-use rune, digits, a private-use rune. It carries a mark as well, and
// the two together say what became of it: a mark whose sentinel is visible in a
// text means a template with a hole; a mark without its sentinel means that
// something unknown decided the value.
package symbol

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/internal/value"
)

// The runes around the digits of a sentinel. They survive every case mapping
// and the encodings of JSON and YAML.
const (
	open  = '\uE000'
	close = '\uE001'
)

// Mark is the cty mark of a value that holds or rests on a symbol.
type Mark struct{ index int }

// Why is the cty mark of a value that is not known, and of which no part is.
type Why struct {
	Reason value.Reason
	Origin string
}

// Sensitive is the cty mark of a value that must never be printed.
type Sensitive struct{}

// Decided is the cty mark of a value that was chosen by something unknown: even
// where its text shows no hole, it is not known.
type Decided struct{}

// symbol is what a sentinel stands for: an attribute, or a hole in a text of
// which only the reason is known.
type symbol struct {
	ref value.Ref
	why Why
	// tame symbols hold letters, digits, dots, hyphens and underscores only.
	tame bool
	// rests lists the indices of the attributes that a hole was made from.
	rests string
}

// Table knows which sentinel stands for what. It belongs to one evaluation and
// is not safe for concurrent use.
type Table struct {
	symbols []symbol
	index   map[symbol]int
}

// NewTable gives an empty table.
func NewTable() *Table { return &Table{index: map[symbol]int{}} }

// Ref gives a marked text that stands for the attribute. A tame one is known to
// hold letters, digits, dots, hyphens and underscores only (ids, regions, hosts),
// so that functions which look for other characters can see past it.
func (t *Table) Ref(ref value.Ref, tame bool) cty.Value {
	return t.sentinel(symbol{ref: ref, tame: tame})
}

// Hole gives a marked text that stands for an unknown one, so that the texts
// around it survive. Two holes are never known to be the same text.
func (t *Table) Hole(why Why) cty.Value { return t.sentinel(symbol{why: why}) }

func (t *Table) sentinel(s symbol) cty.Value {
	i, ok := t.index[s]
	if !ok {
		i = len(t.symbols)
		t.symbols = append(t.symbols, s)
		t.index[s] = i
	}
	return cty.StringVal(string(open) + strconv.Itoa(i) + string(close)).Mark(Mark{index: i})
}

// Unknown gives a marked unknown value of a type.
func Unknown(typ cty.Type, reason value.Reason, origin string) cty.Value {
	return cty.UnknownVal(typ).Mark(Why{Reason: reason, Origin: origin})
}

// Lookup gives the attribute that a mark stands for; the zero Ref for a hole.
func (t *Table) Lookup(mark Mark) value.Ref { return t.symbols[mark.index].ref }

// Why gives the reason of a hole; the zero Why for an attribute.
func (t *Table) Why(mark Mark) Why { return t.symbols[mark.index].why }

// Before orders marks by the time at which their symbols were first made.
func (m Mark) Before(other Mark) bool { return m.index < other.index }

// Piece is a stretch of text: plain, or one sentinel.
type Piece struct {
	Text string // as it stands in the text, sentinels included
	// IsSymbol tells a sentinel from plain text.
	IsSymbol bool
	// Ref is the attribute that a sentinel stands for; if it is zero, Why is
	// the reason of a hole.
	Ref  value.Ref
	Why  Why
	Tame bool
	Mark Mark
}

// Contains reports whether a text holds a sentinel.
func Contains(text string) bool { return strings.ContainsRune(text, open) }

// Split gives the pieces of a text in order. Runes that look like a sentinel
// but belong to none (they stood in the file) are plain text.
func (t *Table) Split(text string) []Piece {
	var pieces []Piece
	plain := func(s string) {
		if s == "" {
			return
		}
		if last := len(pieces) - 1; last >= 0 && !pieces[last].IsSymbol {
			pieces[last].Text += s
			return
		}
		pieces = append(pieces, Piece{Text: s})
	}
	for text != "" {
		start := strings.IndexRune(text, open)
		if start < 0 {
			plain(text)
			break
		}
		plain(text[:start])
		text = text[start:]
		end := strings.IndexRune(text, close)
		if end < 0 {
			plain(text)
			break
		}
		width := utf8.RuneLen(open)
		i, err := strconv.Atoi(text[width:end])
		if err != nil || i < 0 || i >= len(t.symbols) || strconv.Itoa(i) != text[width:end] {
			plain(text[:width])
			text = text[width:]
			continue
		}
		end += utf8.RuneLen(close)
		s := t.symbols[i]
		pieces = append(pieces, Piece{Text: text[:end], IsSymbol: true, Ref: s.ref, Why: s.why, Tame: s.tame, Mark: Mark{index: i}})
		text = text[end:]
	}
	return pieces
}

// Opaque collects the marks of args that hold or rest on anything unknown.
// Functions that look inside their arguments answer unknown with these marks
// when it is not empty.
func Opaque(args ...cty.Value) cty.ValueMarks {
	found := cty.ValueMarks{}
	for _, arg := range args {
		_, pathMarks := arg.UnmarkDeepWithPaths()
		for _, pm := range pathMarks {
			for mark := range pm.Marks {
				switch mark.(type) {
				case Mark, Why, Decided:
					found[mark] = struct{}{}
				}
			}
		}
	}
	return found
}
