package function

import (
	"fmt"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// BenchmarkLookup picks from maps whose size should matter little.
func BenchmarkLookup(b *testing.B) {
	for _, size := range []int{10, 1000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			elements := map[string]cty.Value{}
			for i := range size {
				elements[fmt.Sprint("key", i)] = cty.StringVal("value")
			}
			args := []cty.Value{cty.MapVal(elements), cty.StringVal("key5"), cty.StringVal("none")}
			lookup := Table(&Env{Symbols: symbol.NewTable(), Limits: source.DefaultLimits()})["lookup"]
			for b.Loop() {
				if _, err := lookup.Call(args); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkReplace searches a text with holes.
func BenchmarkReplace(b *testing.B) {
	env := &Env{Symbols: symbol.NewTable(), Limits: source.DefaultLimits()}
	replace := Table(env)["replace"]
	text := cty.StringVal("https://")
	for _, attr := range []string{"id", "region"} {
		part, marks := env.Symbols.Ref(value.Ref{Address: "aws_api_gateway_rest_api.a", Attr: attr}, true).Unmark()
		bare, all := text.Unmark()
		text = cty.StringVal(bare.AsString()+part.AsString()+".execute-api.").WithMarks(all, marks)
	}
	for _, pattern := range []string{"https://", "/^https?://([^/]*).*/"} {
		b.Run(pattern, func(b *testing.B) {
			for b.Loop() {
				if _, err := replace.Call([]cty.Value{text, cty.StringVal(pattern), cty.StringVal("$1")}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkTable makes the table, as each evaluation does once.
func BenchmarkTable(b *testing.B) {
	for b.Loop() {
		Table(&Env{Symbols: symbol.NewTable(), Limits: source.DefaultLimits()})
	}
}
