package suppress

import (
	"bytes"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/source/prescan"
)

// inHCL gives the directives in a file of Terraform's native syntax; none if it
// does not parse, which its parser reports.
func inHCL(file *source.File, limits source.Limits) []Directive {
	if prescan.HCL(file, limits) != nil {
		return nil
	}
	config, diags := hclsyntax.ParseConfig(file.Bytes, file.Path, hcl.InitialPos)
	body, ok := config.Body.(*hclsyntax.Body)
	if diags.HasErrors() || !ok {
		return nil
	}
	things := thingsOf(body)
	c := commented{file: file, thing: func(start int) int { return max(start, things[start]) }}
	tokens, _ := hclsyntax.LexConfig(file.Bytes, file.Path, hcl.InitialPos)
	for _, token := range tokens {
		if token.Type == hclsyntax.TokenComment {
			c.comments = append(c.comments, hclComment(token))
		}
	}
	return c.directives()
}

func hclComment(token hclsyntax.Token) comment {
	found := comment{start: token.Range.Start.Byte, end: token.Range.End.Byte}
	found.text, found.textEnd = found.start, found.end
	switch {
	case bytes.HasPrefix(token.Bytes, []byte("/*")):
		found.text += len("/*")
		found.textEnd -= len("*/")
	case bytes.HasPrefix(token.Bytes, []byte("//")):
		found.text += len("//")
	default:
		found.text += len("#")
	}
	return found
}

// thingsOf gives the offset behind the largest thing that begins at an offset,
// by that offset: a block, an argument, an item of a map or a list.
func thingsOf(body *hclsyntax.Body) map[int]int {
	things := map[int]int{}
	add := func(rng hcl.Range) {
		things[rng.Start.Byte] = max(things[rng.Start.Byte], rng.End.Byte)
	}
	_ = hclsyntax.VisitAll(body, func(node hclsyntax.Node) hcl.Diagnostics {
		switch node := node.(type) {
		case *hclsyntax.Block:
			add(hcl.RangeBetween(node.TypeRange, node.CloseBraceRange))
		case *hclsyntax.Attribute:
			add(node.SrcRange)
		case *hclsyntax.ObjectConsExpr:
			for _, item := range node.Items {
				add(hcl.RangeBetween(item.KeyExpr.Range(), item.ValueExpr.Range()))
			}
		case hclsyntax.Expression:
			add(node.Range())
		}
		return nil
	})
	return things
}
