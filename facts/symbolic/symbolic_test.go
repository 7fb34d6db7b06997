package symbolic_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gatelint/gatelint/facts/internal/build"
	"github.com/gatelint/gatelint/facts/symbolic"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
)

func TestPartsSurvive(t *testing.T) {
	for _, text := range []string{"", "plain", "<f.arn>", "<?>x", "a<f.arn><?>b<region>", "é<f.arn>"} {
		parts := build.Value(text).Parts()
		got, ok := symbolic.OfParts(parts)
		if !ok {
			t.Fatalf("%s is not read", text)
		}
		parts = slices.DeleteFunc(slices.Clone(parts), func(p value.Part) bool { return p == value.Part{} })
		if diff := cmp.Diff(parts, got.Parts(got.String)); diff != "" && len(parts) > 0 {
			t.Errorf("%s: parts changed:\n%s", text, diff)
		}
	}
}

func TestOf(t *testing.T) {
	if text, ok := symbolic.Of(value.OfNumber("7", source.Range{})); !ok || text.String != "7" {
		t.Errorf("a number gives %q", text.String)
	}
	for name, v := range map[string]value.Value{
		"absent": build.Value("-"), "unknown": build.Value("<?>"), "list": build.List("a"),
		"the runes of symbols": build.Value("a\U000F0001b<f.arn>"),
	} {
		if text, ok := symbolic.Of(v); ok {
			t.Errorf("%s gives %q", name, text.String)
		}
	}
}

func TestPieces(t *testing.T) {
	v := build.Value("a:<f.arn>:<?>")
	v.At = source.Range{File: "main.tf"}
	v.Sensitive = true
	text, _ := symbolic.Of(v)
	if ref, ok := text.Ref(text.String[2:6]); !ok || ref != (value.Ref{Address: "f", Attr: "arn"}) {
		t.Errorf("the second piece is %v", ref)
	}
	for _, piece := range []string{"", "a", text.String[:6], text.String[7:]} {
		if ref, ok := text.Ref(piece); ok {
			t.Errorf("%q is said to be the reference %v", piece, ref)
		}
	}
	if piece := text.Value("a"); piece.At != v.At || !piece.Sensitive {
		t.Errorf("a piece of a sensitive text at %v is sensitive %t at %v", v.At, piece.Sensitive, piece.At)
	}
	if symbolic.Plain(text.String) || !symbolic.Plain("plain") {
		t.Error("a text with symbols counts as plain, or a plain one does not")
	}
}
