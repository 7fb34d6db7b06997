package function

import (
	"strings"
	"unicode"

	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// maxEmpty is how many holes of a text may be empty at most for the search to
// try all combinations.
const maxEmpty = 6

// allWork is how many steps of threads all searches of an evaluation may take
// together, and oneWork those of one text.
const (
	allWork = 1 << 26
	oneWork = 1 << 20
)

// placeholder is the first of the runes that stand for the holes of a text
// while it is searched, in a plane that is for private use.
const placeholder = 0xF0000

// placeholderOf gives what stands for one of the holes.
func placeholderOf(i int) rune {
	return placeholder + rune(i) //nolint:gosec // a text within the limits has fewer holes than the plane has runes
}

// hasPlaceholder reports whether a text from outside uses that plane.
func hasPlaceholder(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return r >= placeholder })
}

// finding is a text and where a pattern matches in it, as
// regexp.FindAllStringSubmatchIndex gives it.
type finding struct {
	text    string
	matches [][]int
}

// search gives what conclude makes of the matches of a pattern in a text with
// holes, if that is the same whatever the holes hold. The result that conclude
// gives is made of the text's parts; it is filled with what the holes stand for.
func (c *call) search(v cty.Value, expression string, conclude func(finding) (cty.Value, error)) (cty.Value, bool, error) {
	bare, marks := v.Unmark()
	if !bare.IsKnown() || hasPlaceholder(bare.AsString()) {
		return cty.NilVal, false, nil
	}
	p, err := compile(expression)
	if err != nil {
		return cty.NilVal, false, nil
	}
	items, holes := c.items(bare.AsString(), marks)
	work := oneWork
	if c.work > allWork {
		return cty.NilVal, false, nil
	}
	defer func() { c.work += oneWork - max(0, work) }()

	attempt := func(items []item) (cty.Value, error, bool) {
		matches, ok := p.findAll(items, &work)
		if !ok {
			return cty.NilVal, nil, false
		}
		result, err := conclude(located(items, matches))
		return result, err, true
	}
	full, failure, ok := attempt(items)
	if !ok || !c.sameWhenEmpty(items, holes, full, failure, attempt) {
		return cty.NilVal, false, nil
	}
	if failure != nil {
		return cty.NilVal, true, failure
	}
	filled := mapTexts(full, strings.NewReplacer(replacements(holes)...).Replace)
	opaque, others := divide(marks)
	return c.remark(filled, opaque).WithMarks(others), true, nil
}

// sameWhenEmpty reports whether an attempt gives the same when some of the
// holes hold nothing.
func (c *call) sameWhenEmpty(items []item, holes []symbol.Piece, full cty.Value, failure error, attempt func([]item) (cty.Value, error, bool)) bool {
	var maybeEmpty []rune
	for i, piece := range holes {
		if !isFilled(piece) {
			maybeEmpty = append(maybeEmpty, placeholderOf(i))
		}
	}
	if len(maybeEmpty) > maxEmpty {
		return false
	}
	for chosen := 1; chosen < 1<<len(maybeEmpty); chosen++ {
		isEmpty := func(r rune) bool {
			i := strings.IndexRune(string(maybeEmpty), r)
			return i >= 0 && chosen&(1<<(i/len(string(rune(placeholder))))) != 0
		}
		var rest []item
		for _, it := range items {
			if !it.hole || !isEmpty(it.char) {
				rest = append(rest, it)
			}
		}
		result, err, ok := attempt(rest)
		if !ok || (err != nil) != (failure != nil) {
			return false
		}
		if err != nil {
			continue
		}
		erased := mapTexts(full, func(text string) string {
			return strings.Map(func(r rune) rune {
				if isEmpty(r) {
					return -1
				}
				return r
			}, text)
		})
		if !result.RawEquals(erased) {
			return false
		}
	}
	return true
}

// items gives the characters and holes of a text. The holes are numbered.
func (c *call) items(text string, marks cty.ValueMarks) (items []item, holes []symbol.Piece) {
	for _, piece := range c.pieces(text, marks) {
		if piece.IsSymbol {
			char := placeholderOf(len(holes))
			items = append(items, item{text: string(char), char: char, hole: true, tame: piece.Tame})
			holes = append(holes, piece)
			continue
		}
		for _, char := range piece.Text {
			items = append(items, item{text: string(char), char: char})
		}
	}
	return items, holes
}

// pieces splits a text at those of its symbols that its marks vouch for. Others
// were written into a file by someone, and are plain text.
func (e *Env) pieces(text string, marks cty.ValueMarks) []symbol.Piece {
	pieces := e.Symbols.Split(text)
	for i, piece := range pieces {
		if _, ok := marks[piece.Mark]; piece.IsSymbol && !ok {
			pieces[i] = symbol.Piece{Text: piece.Text}
		}
	}
	return pieces
}

// filled are the attributes that are never empty.
var filled = map[string]bool{
	"id": true, "arn": true, "invoke_arn": true, "execution_arn": true,
	"region": true, "account": true, "partition": true, "dns_suffix": true,
}

// isFilled reports whether a symbol stands for a text that is never empty.
func isFilled(piece symbol.Piece) bool { return filled[piece.Ref.Attr] }

// located turns places into offsets.
func located(items []item, matches []places) finding {
	var text strings.Builder
	offsets := make([]int, 0, len(items)+1)
	for _, it := range items {
		offsets = append(offsets, text.Len())
		text.WriteString(it.text)
	}
	offsets = append(offsets, text.Len())
	f := finding{text: text.String()}
	for _, match := range matches {
		at := make([]int, len(match))
		for i, place := range match {
			at[i] = none
			if place != none {
				at[i] = offsets[place]
			}
		}
		f.matches = append(f.matches, at)
	}
	return f
}

// replacements pairs what stands for the holes with what they stand for.
func replacements(holes []symbol.Piece) []string {
	var pairs []string
	for i, piece := range holes {
		pairs = append(pairs, string(placeholderOf(i)), piece.Text)
	}
	return pairs
}

// mapTexts gives a value, without marks, whose texts were changed.
func mapTexts(v cty.Value, change func(string) string) cty.Value {
	switch {
	case v == cty.NilVal || !v.IsKnown() || v.IsNull():
		return v
	case v.Type() == cty.String:
		return cty.StringVal(change(v.AsString()))
	case v.CanIterateElements() && v.LengthInt() > 0:
		return rebuild(v, func(element cty.Value) cty.Value { return mapTexts(element, change) })
	}
	return v
}

// homomorphic gives a text whose literal parts were changed one by one, and
// whose holes were kept where keep says so; else they stand for what comes of
// them, tame if they were.
func (c *call) homomorphic(v cty.Value, change func(string) string, keep func(symbol.Piece) bool) cty.Value {
	bare, marks := v.Unmark()
	opaque, others := divide(marks)
	if !bare.IsKnown() {
		return c.Symbols.Derived(opaque, false).WithMarks(others)
	}
	var w weaver
	for _, piece := range c.pieces(bare.AsString(), marks) {
		switch {
		case !piece.IsSymbol:
			w.literal(change(piece.Text))
		case keep(piece):
			w.text(cty.StringVal(piece.Text).Mark(piece.Mark))
		default:
			w.text(c.Symbols.Derived(cty.NewValueMarks(piece.Mark), piece.Tame))
		}
	}
	return w.result().WithMarks(others)
}

// isLower reports whether a symbol stands for a text without capital letters.
func isLower(piece symbol.Piece) bool {
	if piece.Ref.Address != "" && !strings.HasPrefix(piece.Ref.Address, "provider.") {
		return false
	}
	switch piece.Ref.Attr {
	case "region", "account", "partition", "dns_suffix":
		return true
	}
	return false
}

// spaces are the characters that trimspace takes away, as a class.
var spaces = func() string {
	var class strings.Builder
	for r := range rune(0x10000) {
		if unicode.IsSpace(r) {
			class.WriteString(quoteInClass(r))
		}
	}
	return class.String()
}()
