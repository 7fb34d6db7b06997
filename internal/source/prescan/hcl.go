package prescan

import (
	"bytes"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/gatelint/gatelint/internal/source"
)

// HCL looks over a file of Terraform configuration or variables. The error is
// a *source.ReadError that names the line and the limit.
func HCL(file *source.File, limits source.Limits) error {
	bottom := frame{newlines: true}
	if sure, err := glance(file, newGauge(limits, bottom)); sure {
		return err
	}
	tokens, _ := hclsyntax.LexConfig(file.Bytes, file.Path, hcl.InitialPos)
	return measure(file, tokens, newGauge(limits, bottom))
}

// HCLTemplate looks over a text that is a template as a whole, such as a file
// for templatefile().
func HCLTemplate(file *source.File, limits source.Limits) error {
	bottom := frame{opener: wholeTemplate}
	if sure, err := glance(file, newGauge(limits, bottom)); sure {
		return err
	}
	tokens, _ := hclsyntax.LexTemplate(file.Bytes, file.Path, hcl.InitialPos)
	return measure(file, tokens, newGauge(limits, bottom))
}

// HCLExpression looks over a text that is one expression.
func HCLExpression(file *source.File, limits source.Limits) error {
	if sure, err := glance(file, newGauge(limits, frame{})); sure {
		return err
	}
	tokens, _ := hclsyntax.LexExpression(file.Bytes, file.Path, hcl.InitialPos)
	return measure(file, tokens, newGauge(limits, frame{}))
}

// measure follows the tokens of the lexer, which does not recurse.
func measure(file *source.File, tokens hclsyntax.Tokens, g *gauge) error {
	for i, token := range tokens {
		switch token.Type {
		case hclsyntax.TokenOBrace:
			g.open(token.Type, firstWord(tokens[i+1:]) != "for")
		case hclsyntax.TokenTemplateControl:
			g.directive(firstWord(tokens[i+1:]))
			g.open(token.Type, false)
		default:
			follow(g, token)
		}
		if err := g.check(file, token.Range.Start.Byte); err != nil {
			return err
		}
	}
	return nil
}

// follow takes one token that stands for itself.
func follow(g *gauge, token hclsyntax.Token) {
	switch token.Type {
	case hclsyntax.TokenOParen, hclsyntax.TokenOBrack, hclsyntax.TokenTemplateInterp:
		g.open(token.Type, false)
	case hclsyntax.TokenOQuote, hclsyntax.TokenOHeredoc:
		g.quote(token.Type)
	case hclsyntax.TokenCParen:
		g.close(hclsyntax.TokenOParen)
	case hclsyntax.TokenCBrack:
		g.close(hclsyntax.TokenOBrack)
	case hclsyntax.TokenCBrace:
		g.close(hclsyntax.TokenOBrace)
	case hclsyntax.TokenTemplateSeqEnd:
		// The lexer gives the same token for a "~}" that closes a plain brace.
		g.unwind(hclsyntax.TokenTemplateInterp, hclsyntax.TokenTemplateControl, hclsyntax.TokenOBrace)
	case hclsyntax.TokenCQuote:
		g.unwind(hclsyntax.TokenOQuote)
	case hclsyntax.TokenCHeredoc:
		g.unwind(hclsyntax.TokenOHeredoc)
	case hclsyntax.TokenComma:
		g.separate()
	case hclsyntax.TokenNewline:
		g.newline()
	case hclsyntax.TokenComment:
		if bytes.HasSuffix(token.Bytes, []byte{'\n'}) {
			g.newline()
		}
	case hclsyntax.TokenBang, hclsyntax.TokenMinus, hclsyntax.TokenPlus, hclsyntax.TokenStar,
		hclsyntax.TokenSlash, hclsyntax.TokenPercent, hclsyntax.TokenQuestion,
		hclsyntax.TokenEqualOp, hclsyntax.TokenNotEqual,
		hclsyntax.TokenLessThan, hclsyntax.TokenLessThanEq,
		hclsyntax.TokenGreaterThan, hclsyntax.TokenGreaterThanEq,
		hclsyntax.TokenAnd, hclsyntax.TokenOr:
		g.operate()
	default:
	}
}

// firstWord gives the identifier that tokens begin with after line ends and
// comments, "" if they begin with anything else.
func firstWord(tokens hclsyntax.Tokens) string {
	for _, token := range tokens {
		switch token.Type {
		case hclsyntax.TokenNewline, hclsyntax.TokenComment:
		case hclsyntax.TokenIdent:
			return string(token.Bytes)
		default:
			return ""
		}
	}
	return ""
}
