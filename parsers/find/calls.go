package find

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/gatelint/gatelint/internal/source"
)

// moduleSources gives the sources of the module calls in a file of native
// syntax that are paths, as they are written. It looks at tokens only: a file
// with errors has calls, too.
func moduleSources(file *source.File) []string {
	if !bytes.Contains(file.Bytes, []byte("module")) || !bytes.Contains(file.Bytes, []byte(`".`)) {
		return nil
	}
	tokens, _ := hclsyntax.LexConfig(file.Bytes, file.Path, hcl.InitialPos)
	tokens = slices.DeleteFunc(tokens, func(t hclsyntax.Token) bool { return t.Type == hclsyntax.TokenComment })

	var sources []string
	depth, inModule := 0, false
	for i, token := range tokens {
		switch token.Type {
		case hclsyntax.TokenOBrace, hclsyntax.TokenTemplateInterp, hclsyntax.TokenTemplateControl:
			if depth == 0 {
				inModule = isHeader(tokens[:i], "module")
			}
			depth++
		case hclsyntax.TokenCBrace, hclsyntax.TokenTemplateSeqEnd:
			depth--
		case hclsyntax.TokenIdent:
			if depth == 1 && inModule && string(token.Bytes) == "source" {
				sources = appendPath(sources, literal(tokens[i+1:]))
			}
		default:
		}
	}
	return sources
}

// isHeader reports whether tokens end with the header of a block of that type
// with one label.
func isHeader(tokens hclsyntax.Tokens, block string) bool {
	n := len(tokens)
	return n >= 4 && tokens[n-1].Type == hclsyntax.TokenCQuote &&
		tokens[n-4].Type == hclsyntax.TokenIdent && string(tokens[n-4].Bytes) == block ||
		n >= 2 && tokens[n-1].Type == hclsyntax.TokenIdent && string(tokens[n-2].Bytes) == block
}

// literal gives the text that is assigned by "= "text"", "" if it is anything
// else.
func literal(tokens hclsyntax.Tokens) string {
	if len(tokens) < 4 || tokens[0].Type != hclsyntax.TokenEqual ||
		tokens[2].Type != hclsyntax.TokenQuotedLit || tokens[3].Type != hclsyntax.TokenCQuote {
		return ""
	}
	return string(tokens[2].Bytes)
}

// appendPath adds a module source if it is a path.
func appendPath(sources []string, text string) []string {
	if strings.HasPrefix(text, "./") || strings.HasPrefix(text, "../") || text == "." || text == ".." {
		return append(sources, text)
	}
	return sources
}

// moduleSourcesJSON does the same for Terraform's JSON syntax.
func moduleSourcesJSON(file *source.File) []string {
	var config struct {
		Module json.RawMessage `json:"module"`
	}
	if json.Unmarshal(file.Bytes, &config) != nil {
		return nil
	}
	var sources []string
	for _, calls := range oneOrMore[map[string]json.RawMessage](config.Module) {
		for _, blocks := range calls {
			for _, call := range oneOrMore[struct{ Source string }](blocks) {
				sources = appendPath(sources, call.Source)
			}
		}
	}
	slices.Sort(sources)
	return sources
}

// oneOrMore decodes a block, or a list of blocks.
func oneOrMore[T any](raw json.RawMessage) []T {
	var one T
	if json.Unmarshal(raw, &one) == nil {
		return []T{one}
	}
	var more []T
	if json.Unmarshal(raw, &more) != nil {
		return nil
	}
	return more
}
