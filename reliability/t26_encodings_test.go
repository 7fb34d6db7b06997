package reliability

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/gatelint/gatelint/internal/tally"
)

func utf16Of(order binary.AppendByteOrder, text string) string {
	var b []byte
	for _, unit := range append([]uint16{0xFEFF}, utf16.Encode([]rune(text))...) {
		b = order.AppendUint16(b, unit)
	}
	return string(b)
}

// TestEncodings writes one template and one module in every way that editors
// have. Those that are UTF-8 give the same findings at the same places; of the
// others it is said that they were not read.
func TestEncodings(t *testing.T) {
	encodings := []struct {
		name    string
		isRead  bool
		encoded func(text string) string
	}{
		{"UTF-8", true, func(text string) string { return text }},
		{"with a mark", true, func(text string) string { return "\uFEFF" + text }},
		{"CRLF", true, func(text string) string { return strings.ReplaceAll(text, "\n", "\r\n") }},
		{"with a mark and CRLF", true, func(text string) string { return "\uFEFF" + strings.ReplaceAll(text, "\n", "\r\n") }},
		{"UTF-16, little end first", false, func(text string) string { return utf16Of(binary.LittleEndian, text) }},
		{"UTF-16, big end first", false, func(text string) string { return utf16Of(binary.BigEndian, text) }},
		{"Latin-1", false, func(text string) string { return strings.ReplaceAll(text, "é", "\xE9") }},
		{"overlong", false, func(text string) string { return strings.ReplaceAll(text, "é", "\xC1\xA9") }},
		{"surrogates", false, func(text string) string { return strings.ReplaceAll(text, "é", "\xED\xA0\x80") }},
		{"NUL", false, func(text string) string { return strings.ReplaceAll(text, "é", "\x00") }},
	}
	for name, text := range map[string]string{"main.tf": "# café\nprovider \"aws\" {}\n" + shopAPI, "template.yaml": "Description: café\n" + health} {
		var places string
		for _, e := range encodings {
			seen := gatelint(t, write(t, map[string]string{name: e.encoded(text)}), "check", "--format", "json")
			r := seen.report(t)
			got := fmt.Sprint(r.Findings)
			if places == "" {
				places = got
			}
			switch {
			case e.isRead && (seen.code != 1 || !r.Complete || got != places):
				t.Errorf("%s as %s: exit %d, %s, want %s", name, e.name, seen.code, got, places)
			case !e.isRead && (seen.code != 3 || r.Complete || len(r.Problems) == 0):
				t.Errorf("%s as %s: exit %d, problems %v", name, e.name, seen.code, r.Problems)
			}
			tally.Count(t, "T26", "encodings", 1)
		}
	}
}

// alphabets are ranges of runes: of one byte to four, wide, combining, from right
// to left, joiners, separators of lines that are none.
var alphabets = [][2]rune{
	{'a', 'z'},
	{0xE0, 0xFF},
	{0x300, 0x36F},
	{0x5D0, 0x5EA},
	{0x627, 0x64A},
	{0x905, 0x939},
	{0x4E00, 0x9FFF},
	{0xAC00, 0xD7A3},
	{0x1F300, 0x1F64F},
	{0x1F3FB, 0x1F3FF},
	{0x20000, 0x2A6DF},
	{0x200C, 0x200D},
	{0x2028, 0x2029},
	{0xFE00, 0xFE0F},
	{0x85, 0x85},
	{0x202A, 0x202E},
}

func randomText(r *rand.Rand) string {
	var b strings.Builder
	for range 1 + r.IntN(30) {
		a := alphabets[r.IntN(len(alphabets))]
		b.WriteRune(a[0] + rune(r.IntN(int(a[1]-a[0])+1)))
	}
	return b.String()
}

// TestColumnsOfUnicode puts random texts ahead of faults in the same line, and
// counts the columns of the SARIF log by itself: code points, from 1.
func TestColumnsOfUnicode(t *testing.T) {
	const lines = 500
	r := rand.New(rand.NewPCG(20, 26))
	var tf strings.Builder
	tf.WriteString("resource \"aws_api_gateway_rest_api\" \"shop\" {\n  name = \"shop\"\n}\n")
	for i := range lines {
		fmt.Fprintf(&tf, `resource "aws_api_gateway_integration" "i%d" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_rest_api.shop.root_resource_id
  http_method             = "GET"
  type                    = "AWS_PROXY"
  /* %s */ integration_http_method = /* %s */ "GET"
  uri                     = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:shop/invocations"
}
`, i, randomText(r), randomText(r))
	}
	text := tf.String()
	seen := gatelint(t, write(t, map[string]string{"main.tf": text}), "check", "--format", "sarif", "--select", "INT001")
	places := seen.sarif(t)
	if len(places) != lines || !strings.Contains(seen.stdout, `"columnKind": "unicodeCodePoints"`) {
		t.Fatalf("%d results", len(places))
	}
	source := strings.Split(text, "\n")
	for _, place := range places {
		at := place.Region
		line := []rune(source[at.StartLine-1])
		if got := string(line[at.StartColumn-1 : at.EndColumn-1]); got != `"GET"` || at.StartLine != at.EndLine {
			t.Errorf("line %d, columns %d to %d hold %q", at.StartLine, at.StartColumn, at.EndColumn, got)
		}
	}
	tally.Count(t, "T26", "lines", lines)
}
