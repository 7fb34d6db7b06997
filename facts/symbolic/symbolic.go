// Package symbolic gives a text of which only pieces are known as one string, in
// which every reference and every hole is a rune of its own. Ordinary string
// functions and regular expressions then read definitions as people do: by the
// literal pieces around what is not known.
package symbolic

import (
	"strings"
	"unicode/utf8"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
)

// The runes that stand for references and holes, from a private-use plane.
const (
	first = '\U000F0000'
	last  = '\U000FFFFD'
)

// Symbol is the character class of these runes, for regular expressions.
const Symbol = `[\x{F0000}-\x{FFFFD}]`

// Text is a text with its unknown pieces as runes.
type Text struct {
	// String is the whole text.
	String string

	parts     []value.Part
	at        source.Range
	sensitive bool
}

// Of gives the text of a value, and false where no piece of a text is known.
func Of(v value.Value) (Text, bool) {
	parts := v.Parts()
	if text, ok := v.Text(); ok && parts == nil {
		parts = []value.Part{{Literal: text}} // a number or a boolean
	}
	if parts == nil {
		return Text{}, false
	}
	text, ok := OfParts(parts)
	text.at, text.sensitive = v.At, v.Sensitive
	return text, ok
}

// OfParts gives the text of parts; false where a literal holds such runes itself
// or there are more unknown pieces than runes.
func OfParts(parts []value.Part) (Text, bool) {
	var text strings.Builder
	t := Text{}
	r := rune(first)
	for _, part := range parts {
		if part.IsLiteral() {
			if !Plain(part.Literal) {
				return Text{}, false
			}
			text.WriteString(part.Literal)
			continue
		}
		if r > last {
			return Text{}, false
		}
		text.WriteRune(r)
		t.parts = append(t.parts, part)
		r++
	}
	t.String = text.String()
	return t, true
}

// Plain reports whether a piece of a text holds no reference and no hole.
func Plain(piece string) bool { return !strings.ContainsFunc(piece, IsSymbol) }

// IsSymbol reports whether a rune stands for a reference or a hole.
func IsSymbol(r rune) bool { return r >= first && r <= last }

// Part gives the part that a rune of the text stands for.
func (t Text) Part(r rune) value.Part { return t.parts[r-first] }

// Ref gives the reference that a piece is, and whether it is exactly one.
func (t Text) Ref(piece string) (value.Ref, bool) {
	r, width := utf8.DecodeRuneInString(piece)
	if width != len(piece) || !IsSymbol(r) || !t.Part(r).IsRef() {
		return value.Ref{}, false
	}
	return t.Part(r).Ref, true
}

// Parts gives the parts of a piece of the text.
func (t Text) Parts(piece string) []value.Part {
	var parts []value.Part
	for piece != "" {
		i := strings.IndexFunc(piece, IsSymbol)
		if i < 0 {
			i = len(piece)
		}
		if i > 0 {
			parts = append(parts, value.Part{Literal: piece[:i]})
			piece = piece[i:]
			continue
		}
		r, width := utf8.DecodeRuneInString(piece)
		parts = append(parts, t.Part(r))
		piece = piece[width:]
	}
	return parts
}

// Value gives a piece of the text as a value, written where the text was.
func (t Text) Value(piece string) value.Value {
	v := value.OfParts(t.Parts(piece), t.at)
	v.Sensitive = t.sensitive
	return v
}

// Show gives a piece of the text as people write it.
func (t Text) Show(piece string) string { return t.Value(piece).Show() }
