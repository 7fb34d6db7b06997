package source

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestPosition(t *testing.T) {
	tests := []struct {
		name, text string
		offset     int
		want       Position
	}{
		{"start", "ab", 0, Position{1, 1}},
		{"end", "ab", 2, Position{1, 3}},
		{"before the start", "ab", -5, Position{1, 1}},
		{"behind the end", "ab", 9, Position{1, 3}},
		{"empty file", "", 0, Position{1, 1}},
		{"line end belongs to its line", "ab\ncd", 2, Position{1, 3}},
		{"second line", "ab\ncd", 3, Position{2, 1}},
		{"behind the last line end", "ab\n", 3, Position{2, 1}},
		{"LF of CRLF is on the line it ends", "ab\r\ncd", 3, Position{1, 4}},
		{"behind CRLF", "ab\r\ncd", 4, Position{2, 1}},
		{"CR alone ends a line", "ab\rcd", 3, Position{2, 1}},
		{"CR at the end", "ab\r", 3, Position{2, 1}},
		{"code points, not bytes", "é€😀x", 9, Position{1, 4}},
		{"not grapheme clusters", "e\u0301x", 3, Position{1, 3}},
		{"inside a code point", "a€b", 2, Position{1, 2}},
		{"line separator is no line end", "a\u2028b", 4, Position{1, 3}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := &File{Bytes: []byte(test.text)}
			if got := f.Position(test.offset); got != test.want {
				t.Errorf("Position(%d) of %q = %v, want %v", test.offset, test.text, got, test.want)
			}
		})
	}
}

func TestOffset(t *testing.T) {
	tests := []struct {
		name, text string
		at         Position
		want       int
	}{
		{"zero", "ab\ncd", Position{}, 0},
		{"line 0", "ab\ncd", Position{0, 2}, 0},
		{"column 0", "ab\ncd", Position{2, 0}, 3},
		{"exact", "ab\ncd", Position{2, 2}, 4},
		{"line end", "ab\ncd", Position{1, 3}, 2},
		{"beyond the line", "ab\ncd", Position{1, 9}, 2},
		{"beyond a line with CRLF", "ab\r\ncd", Position{1, 9}, 2},
		{"beyond the last line", "ab\ncd", Position{2, 9}, 5},
		{"line beyond the file", "ab\ncd", Position{9, 1}, 5},
		{"code points", "é€😀x", Position{1, 4}, 9},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := &File{Bytes: []byte(test.text)}
			if got := f.Offset(test.at); got != test.want {
				t.Errorf("Offset(%v) of %q = %d, want %d", test.at, test.text, got, test.want)
			}
		})
	}
}

func TestLines(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"", []string{""}},
		{"a", []string{"a"}},
		{"a\n", []string{"a", ""}},
		{"a\r\nb\rc\n\nd", []string{"a", "b", "c", "", "d"}},
		{"\n\r\n", []string{"", "", ""}},
	}
	for _, test := range tests {
		f := &File{Bytes: []byte(test.text)}
		var got []string
		for n := range f.Lines() {
			got = append(got, f.Line(n+1))
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("lines of %q:\n%s", test.text, diff)
		}
		if f.Line(0) != "" || f.Line(f.Lines()+1) != "" {
			t.Errorf("%q has lines outside the file", test.text)
		}
	}
}

func TestRange(t *testing.T) {
	f := &File{Path: "a/b.tf", Bytes: []byte("ab\ncd")}
	want := Range{File: "a/b.tf", Start: Position{1, 2}, End: Position{2, 2}}
	if got := f.Range(1, 4); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestPositionOfLongTexts compares the index with counting from the start, in
// texts longer than its steps.
func TestPositionOfLongTexts(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	pieces := []string{"a", "bc", "é", "€", "😀", "\n", "\r\n", "\r"}
	for range 20 {
		var text strings.Builder
		for text.Len() < 5*step {
			text.WriteString(pieces[random.IntN(len(pieces)-random.IntN(2)*3)])
		}
		roundTrip(t, []byte(text.String()))
	}
}

func FuzzPosition(f *testing.F) {
	for _, seed := range []string{"", "a\r\nb\rc\n", "é€😀", "a\u2028b\u0085c", "\r\r\n\n", strings.Repeat("é", 2*step), "\xff\xc3", strings.Repeat("a", step) + "€"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if utf8.Valid(text) {
			roundTrip(t, text)
			return
		}
		// A File is valid UTF-8, but nothing breaks if it is not.
		file := &File{Bytes: text}
		for offset := range len(text) + 1 {
			if back := file.Offset(file.Position(offset)); back < 0 || back > len(text) {
				t.Fatalf("offset %d came back as %d", offset, back)
			}
		}
	})
}

// roundTrip checks every offset of a text against a count of its own.
func roundTrip(t *testing.T, text []byte) {
	t.Helper()
	file := &File{Bytes: text}
	want := Position{1, 1}
	for offset := 0; offset <= len(text); {
		if got := file.Position(offset); got != want {
			t.Fatalf("Position(%d) = %v, want %v in %q", offset, got, want, text)
		}
		if got := file.Offset(want); got != offset {
			t.Fatalf("Offset(%v) = %d, want %d in %q", want, got, offset, text)
		}
		r, size := utf8.DecodeRune(text[offset:])
		crlf := r == '\r' && offset+1 < len(text) && text[offset+1] == '\n'
		if want.Column++; (r == '\n' || r == '\r') && !crlf && size > 0 {
			want = Position{want.Line + 1, 1}
		}
		offset += max(size, 1)
	}
}

func BenchmarkPositionOnOneLongLine(b *testing.B) {
	file := &File{Bytes: []byte(strings.Repeat("é", mebibyte/2))}
	for b.Loop() {
		for offset := 0; offset < len(file.Bytes); offset += 1000 {
			file.Position(offset)
		}
	}
}
