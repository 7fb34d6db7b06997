package source

import (
	"errors"
	"strings"
	"testing"
)

func TestNewFileStripsTheByteOrderMark(t *testing.T) {
	for _, text := range []string{"a = 1\n", "a = 1\r\n", ""} {
		f, err := NewFile("x.tf", []byte("\uFEFF"+text))
		if err != nil || string(f.Bytes) != text {
			t.Errorf("got %v, %v, want %q", f, err, text)
		}
	}
}

func TestNewFileRefuses(t *testing.T) {
	tests := []struct {
		name, raw, reason string
		at                Position
	}{
		{"UTF-16 little endian", "\xff\xfea\x00", "UTF-16", Position{}},
		{"UTF-16 big endian", "\xfe\xff\x00a", "UTF-16", Position{}},
		{"UTF-32 little endian", "\xff\xfe\x00\x00a\x00\x00\x00", "UTF-32", Position{}},
		{"UTF-32 big endian", "\x00\x00\xfe\xff\x00\x00\x00a", "UTF-32", Position{}},
		{"UTF-16 without a mark", "a\x00b\x00", "NUL", Position{1, 2}},
		{"NUL", "é\nab\x00", "NUL", Position{2, 3}},
		{"Latin-1", "a\n# caf\xe9\n", "UTF-8", Position{2, 6}},
		{"overlong", "\xc0\xaf", "UTF-8", Position{1, 1}},
		{"surrogate", "\xed\xa0\x80", "UTF-8", Position{1, 1}},
		{"cut off", "ab\xe2\x82", "UTF-8", Position{1, 3}},
		{"behind a byte order mark", "\uFEFFab\x00", "NUL", Position{1, 3}},
		{"NUL behind a replacement character", "\uFFFD\x00", "NUL", Position{1, 2}},
		{"zip archive", "PK\x03\x04\x14\x00", "NUL", Position{1, 6}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := NewFile("x.tf", []byte(test.raw))
			var refused *ReadError
			if !errors.As(err, &refused) {
				t.Fatalf("got %v, want a ReadError", err)
			}
			if refused.Kind != Unreadable || refused.Path != "x.tf" || !strings.Contains(refused.Reason, test.reason) || refused.At != test.at {
				t.Errorf("got %v %v at %v", refused.Kind, refused, refused.At)
			}
			if string(refused.Head) != test.raw {
				t.Errorf("head is %q", refused.Head)
			}
			problem := refused.Problem()
			if problem.At.File != "x.tf" || problem.At.Start != test.at || !problem.Incomplete() {
				t.Errorf("problem is %+v", problem)
			}
		})
	}
}

func TestNewFileAccepts(t *testing.T) {
	for _, text := range []string{"", "a", "é€😀", "\uFFFD", "a\u2028\u202Eb", "\x01\x1b[0m"} {
		f, err := NewFile("x.tf", []byte(text))
		if err != nil || string(f.Bytes) != text {
			t.Errorf("%q: got %v, %v", text, f, err)
		}
	}
}
