package schema

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/ext/typeexpr"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

//go:generate go test -run TestTable -update

// text holds one line for each attribute: its name, whether it is required (r),
// optional (o), computed (c), sensitive (s), and its type. A nested block has a brace, a "1"
// if there is at most one, an "r" if there must be one, and its own lines.
//
//go:embed aws.txt
var text string

// types is the whole table.
type types struct {
	resources, data map[string]*Block
}

var table = sync.OnceValue(func() types { return parse(text) })

// parse reads the table. It is our own, so that anything wrong in it shows in
// the tests.
func parse(text string) types {
	all := types{resources: map[string]*Block{}, data: map[string]*Block{}}
	known := map[string]cty.Type{"string": cty.String, "number": cty.Number, "bool": cty.Bool}
	var open []*Block
	for line := range strings.Lines(text) {
		fields := strings.SplitN(strings.TrimSpace(line), " ", 3)
		switch {
		case strings.HasPrefix(fields[0], "#"):
		case fields[0] == "resource" && len(fields) == 2 && len(open) == 0:
			open = []*Block{newBlock()}
			all.resources[fields[1]] = open[0]
		case fields[0] == "data" && len(fields) == 2 && len(open) == 0:
			open = []*Block{newBlock()}
			all.data[fields[1]] = open[0]
		case fields[0] == "}":
			open = open[:len(open)-1]
		case fields[0] == "":
			open = nil
		case fields[1] == "{":
			nested := Nested{Block: newBlock()}
			if len(fields) == 3 {
				nested.Single = strings.Contains(fields[2], "1")
				nested.Required = strings.Contains(fields[2], "r")
			}
			open[len(open)-1].Blocks[fields[0]] = nested
			open = append(open, nested.Block)
		default:
			typ, ok := known[fields[2]]
			if !ok {
				typ = parseType(fields[2])
				known[fields[2]] = typ
			}
			open[len(open)-1].Attributes[fields[0]] = Attribute{
				Type:     typ,
				Required: strings.Contains(fields[1], "r"),
				Optional: strings.Contains(fields[1], "o"),
				Computed: strings.Contains(fields[1], "c"),

				Sensitive: strings.Contains(fields[1], "s"),
			}
		}
	}
	return all
}

func newBlock() *Block {
	return &Block{Attributes: map[string]Attribute{}, Blocks: map[string]Nested{}}
}

// parseType reads a type as Terraform writes it, "any" if it cannot.
func parseType(text string) cty.Type {
	x, diags := hclsyntax.ParseExpression([]byte(text), "", hcl.InitialPos)
	if diags.HasErrors() {
		return cty.DynamicPseudoType
	}
	typ, diags := typeexpr.Type(x)
	if diags.HasErrors() {
		return cty.DynamicPseudoType
	}
	return typ
}
