package function

import (
	ctyyaml "github.com/zclconf/go-cty-yaml"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
	"go.yaml.in/yaml/v3"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/source/prescan"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// jsonDecodeRule decodes a document whose symbols all stand inside strings. A
// symbol is taken not to end the string that it stands in.
func jsonDecodeRule(c *call) (cty.Value, bool, error) {
	if !c.args[0].IsKnown() {
		return cty.NilVal, false, nil
	}
	bare, marks := c.args[0].Unmark()
	inString := false
	for _, piece := range c.pieces(bare.AsString(), marks) {
		if piece.IsSymbol {
			if !inString {
				return cty.NilVal, false, nil
			}
			continue
		}
		inString = endsInString(piece.Text, inString)
	}
	return c.decoded(c.plain)
}

// endsInString reports whether a stretch of JSON ends inside a string.
func endsInString(text string, inString bool) bool {
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '"':
			inString = !inString
		case text[i] == '\\' && inString:
			i++
		}
	}
	return inString
}

// yamlDecodeRule decodes a document whose symbols stand inside scalars. A symbol
// is taken for a word: it does not end the scalar that it stands in, and is not
// empty.
func yamlDecodeRule(c *call) (cty.Value, bool, error) {
	if !c.args[0].IsKnown() {
		return cty.NilVal, false, nil
	}
	return c.decoded(c.plain)
}

// decoded gives a decoded document with the marks of the symbols in it.
func (c *call) decoded(decode function.Function) (cty.Value, bool, error) {
	result, err := decode.Call([]cty.Value{strip(c.args[0])})
	if err != nil {
		return cty.NilVal, false, nil //nolint:nilerr // what the symbols hold may make it valid
	}
	bare, others := result.Unmark()
	opaque, _ := divide(marksOf(c.args[0]))
	return c.remark(bare, opaque).WithMarks(others), true, nil
}

// jsonDecode decodes what is not nested too deep.
func (e *Env) jsonDecode() function.Function {
	return dynamic(func(args []cty.Value) (cty.Value, error) {
		if prescan.JSON(document(args[0]), e.Limits) != nil {
			return symbol.Unknown(cty.DynamicPseudoType, value.Limit, "jsondecode()"), nil //nolint:nilerr // the mark says it
		}
		return stdlib.JSONDecode(args[0])
	}, param("str", cty.String))
}

// yamlDecode decodes what neither nests nor repeats itself too much.
func (e *Env) yamlDecode() function.Function {
	return dynamic(func(args []cty.Value) (cty.Value, error) {
		var root yaml.Node
		limit := symbol.Unknown(cty.DynamicPseudoType, value.Limit, "yamldecode()")
		if prescan.YAML(document(args[0]), e.Limits) != nil {
			return limit, nil //nolint:nilerr // the mark says it
		}
		if err := yaml.Unmarshal([]byte(args[0].AsString()), &root); err != nil {
			return cty.NilVal, function.NewArgError(0, err)
		}
		if !prescan.Aliases(&root, e.Limits.Elements, e.Limits.Depth) {
			return limit, nil
		}
		return ctyyaml.YAMLDecodeFunc.Call(args)
	}, param("src", cty.String))
}

// document gives a text as a file, for the scan ahead of its parser.
func document(text cty.Value) *source.File {
	return &source.File{Bytes: []byte(text.AsString())}
}
