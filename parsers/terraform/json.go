package terraform

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/tailscale/hujson"
	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/parsers/terraform/schema"
)

// parseJSON gives the body of a file in JSON syntax as if it had been written
// in native syntax: texts are templates, and what the schema calls a block is
// one.
func parseJSON(file *source.File) (*hclsyntax.Body, error) {
	refuse := func(offset int, reason string) error {
		return &source.ReadError{Kind: source.Unreadable, Path: file.Path, Reason: reason, At: file.Position(offset)}
	}
	parsed, err := hujson.Parse(file.Bytes)
	if err != nil {
		return nil, refuse(0, "is not JSON: "+strings.TrimPrefix(err.Error(), "hujson: "))
	}
	top, ok := parsed.Value.(*hujson.Object)
	if !parsed.IsStandard() || !ok {
		return nil, refuse(parsed.StartOffset, "is not a JSON object without comments and trailing commas; correct it")
	}
	r := jsonReader{file: file, body: &hclsyntax.Body{}}
	for _, member := range top.Members {
		r.top(member)
	}
	if r.bad != nil {
		return nil, refuse(r.bad.Start.Byte, "holds a template that is malformed here; correct it")
	}
	return r.body, nil
}

// jsonReader makes blocks of the members of a JSON document.
type jsonReader struct {
	file *source.File
	body *hclsyntax.Body
	bad  *hcl.Range // the first template that does not parse
}

// labels is how many names the blocks of a type have.
var labels = map[string]int{"resource": 2, "data": 2, "module": 1, "variable": 1, "output": 1, "provider": 1, "locals": 0, "terraform": 0}

func (r *jsonReader) top(member hujson.ObjectMember) {
	kind := text(member.Name)
	if depth, ok := labels[kind]; ok {
		r.blocks(kind, nil, r.rng(member.Name), member.Value, depth)
	}
}

// blocks adds the blocks of a type, each below its labels. At every level an
// array stands for several of the same; each then begins where it stands in the
// array, and else at its name.
func (r *jsonReader) blocks(kind string, names []string, at hcl.Range, v hujson.Value, depth int) {
	switch content := v.Value.(type) {
	case *hujson.Array:
		for _, element := range content.Elements {
			r.blocks(kind, names, r.rng(element), element, depth)
		}
	case *hujson.Object:
		if depth > 0 {
			for _, member := range content.Members {
				r.blocks(kind, append(slices.Clip(names), text(member.Name)), r.rng(member.Name), member.Value, depth-1)
			}
			return
		}
		var known *schema.Block
		if len(names) == 2 {
			known = schema.Of(names[0], kind == "data")
		}
		r.body.Blocks = append(r.body.Blocks, r.block(kind, names, at, v, content, known))
	}
}

func (r *jsonReader) block(kind string, names []string, at hcl.Range, v hujson.Value, content *hujson.Object, known *schema.Block) *hclsyntax.Block {
	rng := r.rng(v)
	b := &hclsyntax.Block{
		Type:            kind,
		Labels:          names,
		Body:            &hclsyntax.Body{Attributes: hclsyntax.Attributes{}, SrcRange: rng, EndRange: rng},
		TypeRange:       at,
		OpenBraceRange:  rng,
		CloseBraceRange: rng,
	}
	for range names {
		b.LabelRanges = append(b.LabelRanges, at)
	}
	for _, member := range content.Members {
		r.member(b, member, known)
	}
	return b
}

// member adds an argument or the nested blocks of a name.
func (r *jsonReader) member(b *hclsyntax.Block, member hujson.ObjectMember, known *schema.Block) {
	name, at := text(member.Name), r.rng(member.Name)
	switch {
	case name == "//": // a comment
	case name == "dynamic":
		r.nested(b, name, at, member.Value, 1, known)
	case isJSONBlock(b.Type, name, known):
		depth := 0
		if name == "provisioner" || name == "backend" {
			depth = 1
		}
		r.nested(b, name, at, member.Value, depth, schemaOf(known, name))
	default:
		x := r.argument(b.Type, name, member.Value)
		rng := r.rng(member.Value)
		b.Body.Attributes[name] = &hclsyntax.Attribute{
			Name: name, Expr: x, NameRange: at, SrcRange: hcl.RangeBetween(at, rng), EqualsRange: at,
		}
	}
}

// isJSONBlock tells nested blocks from arguments, which look the same in JSON.
func isJSONBlock(outer, name string, known *schema.Block) bool {
	if known != nil {
		if _, ok := known.Blocks[name]; ok {
			return true
		}
	}
	switch outer {
	case "resource", "data":
		return name == "lifecycle" || name == "connection" || name == "provisioner"
	case "terraform":
		return name == "backend" || name == "cloud"
	case "variable":
		return name == "validation"
	case "dynamic":
		return name == "content"
	}
	return false
}

// nested adds nested blocks, below a label where depth says so.
func (r *jsonReader) nested(b *hclsyntax.Block, kind string, at hcl.Range, v hujson.Value, depth int, known *schema.Block) {
	inner := jsonReader{file: r.file, body: b.Body, bad: r.bad}
	switch content := v.Value.(type) {
	case *hujson.Array:
		for _, element := range content.Elements {
			r.nested(b, kind, r.rng(element), element, depth, known)
		}
		return
	case *hujson.Object:
		if depth > 0 {
			for _, member := range content.Members {
				name := text(member.Name)
				r.labelled(b, kind, name, r.rng(member.Name), member.Value, schemaOf(known, name))
			}
			return
		}
		b.Body.Blocks = append(b.Body.Blocks, inner.block(kind, nil, at, v, content, known))
	}
	r.bad = inner.bad
}

// labelled adds nested blocks with one label.
func (r *jsonReader) labelled(b *hclsyntax.Block, kind, label string, at hcl.Range, v hujson.Value, known *schema.Block) {
	switch content := v.Value.(type) {
	case *hujson.Array:
		for _, element := range content.Elements {
			r.labelled(b, kind, label, r.rng(element), element, known)
		}
	case *hujson.Object:
		made := r.block(kind, []string{label}, at, v, content, nil)
		for _, inner := range made.Body.Blocks { // the content of a dynamic block has the schema of what it makes
			if inner.Type == "content" {
				r.remake(inner, content, known)
			}
		}
		b.Body.Blocks = append(b.Body.Blocks, made)
	}
}

// remake reads the content of a dynamic block once more, with its schema.
func (r *jsonReader) remake(inner *hclsyntax.Block, dynamic *hujson.Object, known *schema.Block) {
	for _, member := range dynamic.Members {
		if content, ok := member.Value.Value.(*hujson.Object); ok && text(member.Name) == "content" {
			*inner = *r.block("content", nil, inner.TypeRange, member.Value, content, known)
		}
	}
}

// argument gives the expression of an argument. Some are no templates but
// names, types or plain values.
func (r *jsonReader) argument(block, name string, v hujson.Value) hclsyntax.Expression {
	switch {
	case block == "variable" && name == "type":
		return r.native(v)
	case block == "variable" && name == "default":
		return r.expression(v, false)
	case name == "depends_on":
		if list, ok := v.Value.(*hujson.Array); ok {
			tuple := &hclsyntax.TupleConsExpr{SrcRange: r.rng(v)}
			for _, element := range list.Elements {
				tuple.Exprs = append(tuple.Exprs, r.native(element))
			}
			return tuple
		}
	}
	return r.expression(v, true)
}

// native gives an expression that is written as a text.
func (r *jsonReader) native(v hujson.Value) hclsyntax.Expression {
	start := r.rng(v).Start
	start.Byte++
	x, diags := hclsyntax.ParseExpression([]byte(text(v)), r.file.Path, start)
	if diags.HasErrors() {
		return r.expression(v, false)
	}
	return x
}

// expression gives the expression that a JSON value stands for.
func (r *jsonReader) expression(v hujson.Value, templates bool) hclsyntax.Expression {
	rng := r.rng(v)
	switch content := v.Value.(type) {
	case *hujson.Array:
		tuple := &hclsyntax.TupleConsExpr{SrcRange: rng, OpenRange: rng}
		for _, element := range content.Elements {
			tuple.Exprs = append(tuple.Exprs, r.expression(element, templates))
		}
		return tuple
	case *hujson.Object:
		object := &hclsyntax.ObjectConsExpr{SrcRange: rng, OpenRange: rng}
		for _, member := range content.Members {
			object.Items = append(object.Items, hclsyntax.ObjectConsItem{
				KeyExpr:   &hclsyntax.ObjectConsKeyExpr{Wrapped: r.expression(member.Name, templates), ForceNonLiteral: true},
				ValueExpr: r.expression(member.Value, templates),
			})
		}
		return object
	case hujson.Literal:
		switch content.Kind() {
		case '"':
			return r.text(v, templates)
		case 't', 'f':
			return &hclsyntax.LiteralValueExpr{Val: cty.BoolVal(content.Bool()), SrcRange: rng}
		case '0':
			if number, err := cty.ParseNumberVal(string(content)); err == nil {
				return &hclsyntax.LiteralValueExpr{Val: number, SrcRange: rng}
			}
		}
	}
	return &hclsyntax.LiteralValueExpr{Val: cty.NullVal(cty.DynamicPseudoType), SrcRange: rng}
}

// text gives the expression of a text.
func (r *jsonReader) text(v hujson.Value, templates bool) hclsyntax.Expression {
	rng, s := r.rng(v), text(v)
	inside := rng
	inside.Start.Byte++
	inside.End.Byte--
	if !templates || !strings.Contains(s, "${") && !strings.Contains(s, "%{") {
		literal := &hclsyntax.LiteralValueExpr{Val: cty.StringVal(s), SrcRange: inside}
		return &hclsyntax.TemplateExpr{Parts: []hclsyntax.Expression{literal}, SrcRange: rng}
	}
	x, diags := hclsyntax.ParseTemplate([]byte(s), r.file.Path, inside.Start)
	if diags.HasErrors() {
		if r.bad == nil {
			r.bad = &rng
		}
		return &hclsyntax.LiteralValueExpr{Val: cty.DynamicVal, SrcRange: rng}
	}
	return &hclsyntax.ParenthesesExpr{Expression: x, SrcRange: rng}
}

func (r *jsonReader) rng(v hujson.Value) hcl.Range {
	return hcl.Range{
		Filename: r.file.Path,
		Start:    hcl.Pos{Line: 1, Column: 1, Byte: v.StartOffset},
		End:      hcl.Pos{Line: 1, Column: 1, Byte: v.EndOffset},
	}
}

// text gives the text of a JSON string, "" of anything else.
func text(v hujson.Value) string {
	if literal, ok := v.Value.(hujson.Literal); ok && literal.Kind() == '"' {
		return literal.String()
	}
	return ""
}
