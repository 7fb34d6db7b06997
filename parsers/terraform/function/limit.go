package function

import (
	"math"
	"regexp"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/internal/source"
)

// fits reports whether values stay within the limits.
func (e *Env) fits(values ...cty.Value) bool {
	m := measure{limits: e.Limits}
	for _, v := range values {
		m.add(v, 0)
	}
	return !m.exceeded
}

// measure adds up what values hold, until it is too much.
type measure struct {
	limits         source.Limits
	text, elements int
	exceeded       bool
}

func (m *measure) add(v cty.Value, depth int) {
	v, _ = v.Unmark()
	m.elements++
	m.exceeded = m.exceeded || m.elements > m.limits.Elements || depth > m.limits.Depth
	if m.exceeded || !v.IsKnown() || v.IsNull() {
		return
	}
	switch {
	case v.Type() == cty.String:
		m.text += len(v.AsString())
	case v.Type() == cty.Number:
		m.text += digits(v)
	case v.CanIterateElements():
		isMap := v.Type().IsMapType() || v.Type().IsObjectType()
		for it := v.ElementIterator(); it.Next() && !m.exceeded; {
			key, element := it.Element()
			if isMap {
				m.text += len(key.AsString())
			}
			m.add(element, depth+1)
		}
	}
	m.exceeded = m.exceeded || m.text > m.limits.Text
}

// digits bounds the length of a number when it is written out.
func digits(number cty.Value) int {
	f := number.AsBigFloat()
	if f.IsInf() {
		return 1
	}
	exponent := f.MantExp(nil)
	return int(f.MinPrec()) + max(exponent, -exponent)/3 // log10(2) < 1/3
}

// textIn gives the bytes of all texts in a value.
func textIn(v cty.Value) int {
	m := measure{limits: source.Limits{Text: math.MaxInt32, Elements: math.MaxInt32, Depth: math.MaxInt32}}
	m.add(v, 0)
	return m.text
}

// count gives the number of elements of a collection, 0 for all else.
func count(v cty.Value) int {
	v, _ = v.Unmark()
	if !v.IsKnown() || v.IsNull() || !v.CanIterateElements() {
		return 0
	}
	return v.LengthInt()
}

// times multiplies without overflow.
func times(a, b int) int {
	if a > 0 && b > math.MaxInt32/a {
		return math.MaxInt32
	}
	return a * b
}

// text gives a known text, "" for all else.
func text(v cty.Value) string {
	v, _ = v.Unmark()
	if v.Type() != cty.String || !v.IsKnown() || v.IsNull() {
		return ""
	}
	return v.AsString()
}

func joinedSize(_ int, args []cty.Value) int {
	size := 0
	for _, list := range args[1:] {
		size += textIn(list) + times(len(text(args[0])), count(list))
	}
	return size
}

func indentedSize(_ int, args []cty.Value) int {
	return len(text(args[1])) + times(wholeNumber(args[0]), strings.Count(text(args[1]), "\n"))
}

// replacedSize counts the matches, as far as that takes.
func replacedSize(limit int, args []cty.Value) int {
	where, what, with := text(args[0]), text(args[1]), text(args[2])
	if _, isPattern := slashed(what); !isPattern {
		return len(where) + times(strings.Count(where, what), len(with))
	}
	matches := matchCount(what, where, limit/max(1, len(with))+1)
	if matches == math.MaxInt32 {
		return matches
	}
	return len(where) + times(matches, len(with)) + times(strings.Count(with, "$"), len(where))
}

// numeralSize refuses numerals that take long to read.
func numeralSize(limit int, args []cty.Value) int {
	if len(text(args[0])) > limit/100 {
		return limit + 1
	}
	return 0
}

// matchCount gives how often a /pattern/ matches, but most at most; 0 if it is
// none, and more than any limit if that takes too long to find out.
func matchCount(pattern, text string, most int) int {
	expression, _ := slashed(pattern)
	re, err := regexp.Compile(expression)
	if err != nil {
		return 0
	}
	if !searchable(re, text) {
		return math.MaxInt32
	}
	return len(re.FindAllStringIndex(text, most))
}

func productSize(limit int, args []cty.Value) int {
	product := len(args)
	for _, arg := range args {
		product = times(product, count(arg))
	}
	return min(product, limit+1)
}

// elementsSize is for functions that make an element of each separator.
func elementsSize(separators func(args []cty.Value, most int) int) func(int, []cty.Value) int {
	return func(limit int, args []cty.Value) int {
		most := limit / 10 // an element weighs more than a byte
		if separators(args, most+1) > most {
			return limit + 1
		}
		return 0
	}
}

// matched, separated and cells count what makes the elements of regexall, split
// and csvdecode.
func matched(args []cty.Value, most int) int {
	return matchCount("/"+text(args[0])+"/", text(args[1]), most)
}

func separated(args []cty.Value, _ int) int { return strings.Count(text(args[1]), text(args[0])) }

func cells(args []cty.Value, _ int) int {
	return strings.Count(text(args[0]), ",") + strings.Count(text(args[0]), "\n")
}

// formattedSize counts the widths and precisions that a format asks for.
func formattedSize(_ int, args []cty.Value) int {
	rounds, size, digits := 1, 0, 0
	for _, arg := range args[1:] {
		if arg.IsKnown() && !arg.IsNull() && !arg.Type().IsMapType() && !arg.Type().IsObjectType() {
			rounds = max(rounds, count(arg))
		}
	}
	for _, arg := range args {
		if count(arg) > 0 {
			size += 2 * textIn(arg) / rounds // as JSON
			continue
		}
		size += 2 * textIn(arg)
	}
	for _, r := range text(args[0]) {
		if r >= '0' && r <= '9' {
			digits = min(digits*10+int(r-'0'), math.MaxInt32)
			continue
		}
		size += digits
		digits = 0
	}
	return times(min(size, math.MaxInt32), rounds)
}

// wholeNumber gives a number as an int within bounds, 0 for all else.
func wholeNumber(v cty.Value) int {
	if v.Type() != cty.Number || !v.IsKnown() || v.IsNull() {
		return 0
	}
	n, _ := v.AsBigFloat().Int64()
	return int(max(0, min(n, math.MaxInt32)))
}
