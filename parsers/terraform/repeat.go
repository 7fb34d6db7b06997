package terraform

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform/expression"
	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// repetition is what count or for_each makes of a block. One that is not known
// has a single symbolic item that stands for any.
type repetition struct {
	shape     expression.Shape
	items     []repeated
	positions map[string]int // once asked for
}

// position gives the position of a key among the items of a repetition; false if
// there is no such item.
func (r *repetition) position(key cty.Value) (int, bool) {
	typ := cty.String
	if r.shape == expression.List {
		typ = cty.Number
	}
	converted, err := convert.Convert(key, typ)
	if err != nil || converted.IsNull() || !converted.IsKnown() {
		return 0, false
	}
	if typ == cty.Number {
		n, accuracy := converted.AsBigFloat().Int64()
		return int(n), accuracy == big.Exact && n >= 0 && n < int64(len(r.items))
	}
	if r.positions == nil {
		r.positions = make(map[string]int, len(r.items))
		for i, item := range r.items {
			r.positions[item.key.AsString()] = i
		}
	}
	i, ok := r.positions[converted.AsString()]
	return i, ok
}

// repeated is one of the instances.
type repeated struct {
	index string    // "", "[0]", `["k"]`, or "[*]" for the symbolic one
	key   cty.Value // nil for the only instance of a block that is not repeated
	frame *expression.Frame
	// conditional says that nobody knows whether there is such an instance.
	conditional bool
}

// repeat evaluates count and for_each of a block. Where they are not known, a
// plan may know what they make.
func (s *scope) repeat(b *block) repetition {
	found := repetition{shape: expression.Single, items: []repeated{{frame: s.frame}}}
	if attr := b.Body.Attributes["count"]; attr != nil {
		found = s.repeatCount(attr)
	} else if attr := b.Body.Attributes["for_each"]; attr != nil {
		found = s.repeatForEach(attr)
	}
	if planned := s.run.opts.Planned; planned != nil && found.shape == expression.Unknown {
		if indexes := planned.Instances[s.prefix(b.address())]; len(indexes) > 0 && len(indexes) <= s.run.root.Limits().Instances {
			return s.repeatPlanned(indexes)
		}
	}
	return found
}

// repeatPlanned gives instances by their indexes in a plan, which tells nothing
// of the values that for_each has for them.
func (s *scope) repeatPlanned(indexes []string) repetition {
	found := repetition{shape: expression.List}
	for _, index := range indexes {
		inside := strings.TrimSuffix(strings.TrimPrefix(index, "["), "]")
		if name, isName := unquoted(inside); isName {
			found.shape = expression.Map
			key := cty.StringVal(name)
			frame := s.eachFrame(key, expression.Of(symbol.Unknown(cty.DynamicPseudoType, value.Data, "")))
			found.items = append(found.items, repeated{index: index, key: key, frame: frame})
		} else if number, err := cty.ParseNumberVal(inside); err == nil {
			found.items = append(found.items, repeated{index: index, key: number, frame: s.countFrame(number)})
		}
	}
	return found
}

func (s *scope) repeatCount(attr *hclsyntax.Attribute) repetition {
	v := s.run.eval.Eval(attr.Expr, s.frame).Value()
	n, known := s.number(v)
	if !known {
		return s.symbolicCount(v)
	}
	if n > s.run.root.Limits().Instances {
		return s.symbolicCount(s.tooMany(attr.Expr.Range()))
	}
	items := make([]repeated, n)
	for i := range items {
		key := cty.NumberIntVal(int64(i))
		items[i] = repeated{index: "[" + strconv.Itoa(i) + "]", key: key, frame: s.countFrame(key)}
	}
	return repetition{shape: expression.List, items: items}
}

func (s *scope) tooMany(at hcl.Range) cty.Value {
	return s.run.eval.Meter.Exceed(fmt.Sprintf("more than %d instances of one block", s.run.root.Limits().Instances), at).Value()
}

// number gives a count that is known.
func (s *scope) number(v cty.Value) (int, bool) {
	bare, _ := v.Unmark()
	if !bare.IsKnown() || bare.IsNull() || len(symbol.Opaque(v)) > 0 {
		return 0, false
	}
	converted, err := convert.Convert(bare, cty.Number)
	if err != nil {
		return 0, false
	}
	n, _ := converted.AsBigFloat().Int64()
	return int(max(0, min(n, int64(s.run.root.Limits().Instances)+1))), true
}

func (s *scope) symbolicCount(v cty.Value) repetition {
	key := cty.UnknownVal(cty.Number).WithMarks(why(v))
	return repetition{
		shape: expression.Unknown,
		items: []repeated{{index: "[*]", key: key, frame: s.countFrame(key), conditional: true}},
	}
}

// why gives the marks that say why a value is not known, Invalid if it is but
// makes no sense.
func why(v cty.Value) cty.ValueMarks {
	if marks := symbol.Opaque(v); len(marks) > 0 {
		return marks
	}
	return cty.NewValueMarks(symbol.Why{Reason: value.Invalid})
}

func (s *scope) countFrame(index cty.Value) *expression.Frame {
	return s.frame.Bind("count", names(func(name string) (expression.Located, bool) {
		return expression.Of(index), name == "index"
	}))
}

func (s *scope) repeatForEach(attr *hclsyntax.Attribute) repetition {
	l := s.run.eval.Eval(attr.Expr, s.frame)
	elements, member, known := s.forEachElements(l)
	if known && len(elements) > s.run.root.Limits().Instances {
		member, known = expression.Of(s.tooMany(attr.Expr.Range())), false
		l = member
	}
	if !known {
		key := cty.UnknownVal(cty.String).WithMarks(why(l.Value()))
		return repetition{
			shape: expression.Unknown,
			items: []repeated{{index: "[*]", key: key, frame: s.eachFrame(key, member), conditional: true}},
		}
	}
	items := make([]repeated, len(elements))
	for i, element := range elements {
		items[i] = repeated{
			index: "[" + quote(element.Name()) + "]",
			key:   cty.StringVal(element.Name()),
			frame: s.eachFrame(element.Key, element.Value),
		}
	}
	return repetition{shape: expression.Map, items: items}
}

// forEachElements gives the elements of a for_each with known names; if they
// are not known, what stands for any of the values.
func (s *scope) forEachElements(l expression.Located) (elements []expression.Element, member expression.Located, known bool) {
	if lazy := l.Lazy(); lazy != nil {
		switch lazy.Shape() {
		case expression.Map:
			return lazy.Elements(), member, true
		case expression.Unknown:
			if member, ok := lazy.Index(cty.DynamicVal); ok {
				return nil, member, false
			}
		case expression.Single, expression.List:
		}
	}
	v := l.Value()
	member = expression.Of(cty.DynamicVal.WithMarks(why(v)))
	bare, marks := v.Unmark()
	typ := bare.Type()
	if !bare.IsKnown() || bare.IsNull() || len(symbol.Opaque(cty.True.WithMarks(marks))) > 0 {
		return nil, member, false
	}
	isNames := typ.IsSetType() && typ.ElementType() == cty.String
	if !typ.IsMapType() && !typ.IsObjectType() && !isNames {
		return nil, member, false
	}
	elements, known = s.run.eval.Elements(l)
	for _, element := range elements {
		if key, _ := element.Key.Unmark(); !key.IsKnown() || key.IsNull() {
			return nil, member, false
		}
	}
	return elements, member, known
}

func (s *scope) eachFrame(key cty.Value, each expression.Located) *expression.Frame {
	return s.frame.Bind("each", names(func(name string) (expression.Located, bool) {
		switch name {
		case "key":
			return expression.Of(key), true
		case "value":
			return each, true
		}
		return expression.Located{}, false
	}))
}

// quote writes a text as Terraform does in addresses.
func quote(s string) string {
	replacer := strings.NewReplacer("\\", `\\`, "\"", `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`, "${", "$${", "%{", "%%{")
	return `"` + replacer.Replace(s) + `"`
}

// unquoted reads such a text, and reports whether it is one.
func unquoted(s string) (string, bool) {
	if len(s) < 2 || s[0] != '"' || s[len(s)-1] != '"' {
		return "", false
	}
	replacer := strings.NewReplacer(`\\`, "\\", `\"`, "\"", `\n`, "\n", `\r`, "\r", `\t`, "\t", "$${", "${", "%%{", "%{")
	return replacer.Replace(s[1 : len(s)-1]), true
}
