package function

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"

	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// known gives an argument that is a known text without symbols.
func (c *call) known(i int) (string, bool) {
	if isTouched(c.args[i]) {
		return "", false
	}
	bare, _ := c.args[i].Unmark()
	return bare.AsString(), true
}

// withOthers gives a result the marks that have nothing to do with symbols.
func (c *call) withOthers(v cty.Value, decided bool, err error) (cty.Value, bool, error) {
	if !decided || err != nil {
		return v, decided, err
	}
	_, others := divide(marksOf(c.args...))
	return v.WithMarks(others), true, nil
}

// tells gives the rule of a function that tells whether its second argument is
// found in its first one.
func tells(expression func(quoted string) string) func(*call) (cty.Value, bool, error) {
	return func(c *call) (cty.Value, bool, error) {
		what, ok := c.known(1)
		if !ok {
			return cty.NilVal, false, nil
		}
		return c.withOthers(c.search(c.args[0], expression(regexp.QuoteMeta(what)), func(f finding) (cty.Value, error) {
			return cty.BoolVal(len(f.matches) > 0), nil
		}))
	}
}

// strContainsRule looks at each literal part first: a match there is enough.
func strContainsRule(c *call) (cty.Value, bool, error) {
	bare, marks := c.args[0].Unmark()
	if what, ok := c.known(1); ok && bare.IsKnown() {
		for _, piece := range c.pieces(bare.AsString(), marks) {
			if !piece.IsSymbol && strings.Contains(piece.Text, what) {
				return c.withOthers(cty.True, true, nil)
			}
		}
	}
	return tells(func(quoted string) string { return quoted })(c)
}

// removes gives the rule of a function that takes something away from its first
// argument; its second one, where it has one, says what.
func removes(expression func(what string) string) func(*call) (cty.Value, bool, error) {
	return func(c *call) (cty.Value, bool, error) {
		what := ""
		if len(c.args) > 1 {
			var ok bool
			if what, ok = c.known(1); !ok {
				return cty.NilVal, false, nil
			}
			if what == "" {
				return c.withOthers(c.args[0], isText(c.args[0]), nil)
			}
		}
		return c.withOthers(c.search(c.args[0], expression(what), func(f finding) (cty.Value, error) {
			return cty.StringVal(f.replace(func([]int) string { return "" })), nil
		}))
	}
}

func isText(v cty.Value) bool { return v.Type() == cty.String && v.IsKnown() }

// replace gives the text with its matches replaced.
func (f finding) replace(with func(match []int) string) string {
	var result strings.Builder
	end := 0
	for _, match := range f.matches {
		result.WriteString(f.text[end:match[0]])
		result.WriteString(with(match))
		end = match[1]
	}
	result.WriteString(f.text[end:])
	return result.String()
}

// quoteInClass writes a character as it stands in a class.
func quoteInClass(r rune) string { return fmt.Sprintf(`\x{%x}`, r) }

// class writes characters as a class.
func classOf(characters string) string {
	var class strings.Builder
	for _, r := range characters {
		class.WriteString(quoteInClass(r))
	}
	return "[" + class.String() + "]"
}

// replaceRule lets symbols stand in what is replaced with, and in what is
// searched where they cannot be part of a match.
func replaceRule(c *call) (cty.Value, bool, error) {
	what, ok := c.known(1)
	if !ok || !isText(c.args[0]) {
		return cty.NilVal, false, nil
	}
	with := c.text(c.args[2])
	expression, isPattern := slashed(what)
	bare, withMarks := with.Unmark()
	replacement := bare.AsString()
	if hasPlaceholder(replacement) {
		return cty.NilVal, false, nil
	}
	if !isPattern {
		expression = regexp.QuoteMeta(expression)
	} else if _, err := regexp.Compile(expression); err != nil {
		return cty.NilVal, false, function.NewArgError(1, err)
	} else if isTouched(with) && (strings.Contains(replacement, "$") || !allTame(c.pieces(replacement, withMarks))) {
		return cty.NilVal, false, nil // the symbol may hold $1
	}
	re := regexp.MustCompile(expression)
	opaque, _ := divide(withMarks)
	replaced := ""
	result, decided, err := c.search(c.args[0], expression, func(f finding) (cty.Value, error) {
		replaced = f.replace(func(match []int) string {
			if !isPattern {
				return replacement
			}
			return string(re.ExpandString(nil, replacement, f.text, match))
		})
		return cty.StringVal(replaced), nil
	})
	if !decided || err != nil {
		return cty.NilVal, false, err
	}
	text, marks := result.Unmark()
	return c.withOthers(text.WithMarks(marks, c.shown(text.AsString(), opaque)), true, nil)
}

func allTame(pieces []symbol.Piece) bool {
	for _, piece := range pieces {
		if piece.IsSymbol && !piece.Tame {
			return false
		}
	}
	return true
}

func splitRule(c *call) (cty.Value, bool, error) {
	separator, ok := c.known(0)
	if !ok || separator == "" {
		return cty.NilVal, false, nil
	}
	return c.withOthers(c.search(c.args[1], regexp.QuoteMeta(separator), func(f finding) (cty.Value, error) {
		var parts []cty.Value
		end := 0
		for _, match := range f.matches {
			parts = append(parts, cty.StringVal(f.text[end:match[0]]))
			end = match[1]
		}
		return cty.ListVal(append(parts, cty.StringVal(f.text[end:]))), nil
	}))
}

func regexRule(c *call) (cty.Value, bool, error) {
	return c.groups(func(_ cty.Type, matches []cty.Value) (cty.Value, error) {
		if len(matches) == 0 {
			return cty.NilVal, errNoMatch
		}
		return matches[0], nil
	})
}

func regexAllRule(c *call) (cty.Value, bool, error) {
	return c.groups(func(typ cty.Type, matches []cty.Value) (cty.Value, error) {
		return list(typ, matches), nil
	})
}

// groups gives what regex and regexall make of the matches.
func (c *call) groups(conclude func(cty.Type, []cty.Value) (cty.Value, error)) (cty.Value, bool, error) {
	expression, ok := c.known(0)
	if !ok {
		return cty.NilVal, false, nil
	}
	typ, err := stdlib.RegexFunc.ReturnTypeForValues([]cty.Value{cty.StringVal(expression), cty.UnknownVal(cty.String)})
	if err != nil {
		return cty.NilVal, false, err
	}
	p, err := compile(expression)
	if err != nil {
		return cty.NilVal, false, function.NewArgError(0, err)
	}
	return c.withOthers(c.search(c.args[1], expression, func(f finding) (cty.Value, error) {
		var matches []cty.Value
		for _, match := range f.matches {
			matches = append(matches, captures(p, typ, f.text, match))
		}
		return conclude(typ, matches)
	}))
}

// captures gives a match as a text, or its groups as a tuple or object.
func captures(p *pattern, typ cty.Type, text string, match []int) cty.Value {
	group := func(i int) cty.Value {
		if match[2*i] < 0 {
			return cty.NullVal(cty.String)
		}
		return cty.StringVal(text[match[2*i]:match[2*i+1]])
	}
	switch {
	case typ.IsTupleType():
		var values []cty.Value
		for i := 1; i < len(p.names); i++ {
			values = append(values, group(i))
		}
		return cty.TupleVal(values)
	case typ.IsObjectType():
		values := map[string]cty.Value{}
		for i := 1; i < len(p.names); i++ {
			values[p.names[i]] = group(i)
		}
		return cty.ObjectVal(values)
	}
	return group(0)
}

func lowerRule(c *call) (cty.Value, bool, error) {
	return c.homomorphic(c.args[0], strings.ToLower, isLower), true, nil
}

func upperRule(c *call) (cty.Value, bool, error) {
	return c.homomorphic(c.args[0], strings.ToUpper, func(symbol.Piece) bool { return false }), true, nil
}

func urlRule(c *call) (cty.Value, bool, error) {
	return c.homomorphic(c.args[0], url.QueryEscape, func(p symbol.Piece) bool { return p.Tame }), true, nil
}

// substrRule takes what lies before the first symbol. The character next to the
// symbol may be half of one.
func substrRule(c *call) (cty.Value, bool, error) {
	bare, marks := c.args[0].Unmark()
	if !bare.IsKnown() || isTouched(c.args[1]) || isTouched(c.args[2]) {
		return cty.NilVal, false, nil
	}
	pieces := c.pieces(bare.AsString(), marks)
	if len(pieces) == 0 || pieces[0].IsSymbol {
		return cty.NilVal, false, nil
	}
	offset, length := bareNumber(c.args[1]), bareNumber(c.args[2])
	before := cty.StringVal(pieces[0].Text)
	size, err := stdlib.Strlen(before)
	if err != nil || offset < 0 || length < 0 || offset+length >= wholeNumber(size) {
		return cty.NilVal, false, nil //nolint:nilerr // not decided
	}
	start, _ := c.args[1].Unmark()
	many, _ := c.args[2].Unmark()
	result, err := stdlib.Substr(before, start, many)
	return c.withOthers(result, err == nil, nil)
}

// bareNumber gives a number as an int, -1 if it is none or has a fraction.
func bareNumber(v cty.Value) int {
	v, _ = v.Unmark()
	n, accuracy := v.AsBigFloat().Int64()
	if accuracy != 0 || n < 0 || n > 1<<30 {
		return -1
	}
	return int(n)
}

// pathExpandRule takes a path that does not start with the home directory.
func pathExpandRule(c *call) (cty.Value, bool, error) {
	starts, decided, err := c.search(c.args[0], `\A~`, func(f finding) (cty.Value, error) {
		return cty.BoolVal(len(f.matches) > 0), nil
	})
	if err != nil || !decided {
		return cty.NilVal, false, err
	}
	starts, _ = starts.Unmark()
	return c.args[0], starts.False(), nil
}
