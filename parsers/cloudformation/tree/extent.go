package tree

import (
	"bytes"
	"strconv"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// style says how a scalar is written, which decides where it ends.
type style uint8

const (
	plain style = iota
	singleQuoted
	doubleQuoted
	block
)

// scalarEnd gives the offset behind a scalar that starts at an offset.
func scalarEnd(src []byte, start int, how style, text string) int {
	switch how {
	case singleQuoted:
		for i := start + 1; i < len(src); i++ {
			if src[i] != '\'' {
				continue
			}
			if i+1 < len(src) && src[i+1] == '\'' {
				i++
				continue
			}
			return i + 1
		}
		return len(src)
	case doubleQuoted:
		for i := start + 1; i < len(src); i++ {
			switch src[i] {
			case '\\':
				i++
			case '"':
				return i + 1
			}
		}
		return len(src)
	case plain, block:
	}
	end := contentStart(src, start, how)
	if how == block {
		// A block without content ends with its header.
		end = len(bytes.TrimRight(src[:end], " \t\r\n"))
	}
	spread(src, start, how, text, func(_, at, width int) { end = at + width })
	return end
}

// contentStart gives the offset at which a scalar's own characters begin: behind
// the quote, or on the line below a block's header.
func contentStart(src []byte, start int, how style) int {
	switch how {
	case singleQuoted, doubleQuoted:
		return start + 1
	case block:
		if i := bytes.IndexAny(src[start:], "\r\n"); i >= 0 {
			return start + i + 1
		}
		return len(src)
	case plain:
	}
	return start
}

// spread finds where the characters of a scalar's text stand in the source. It
// calls visit with the offset of each character in the text, and the offset and
// width of what stands for it in the source. White space is passed over: folding
// and indentation change it.
func spread(src []byte, start int, how style, text string, visit func(in, at, width int)) {
	pos := contentStart(src, start, how)
	for in, want := range text {
		if unicode.IsSpace(want) {
			continue
		}
		r, width := character(src, pos, how)
		for unicode.IsSpace(r) {
			pos += width
			r, width = character(src, pos, how)
		}
		if r != want {
			return // the end of the source, or not what the text was read from
		}
		visit(in, pos, width)
		pos += width
	}
}

// character gives the character that the source stands for at an offset, and
// its width there.
func character(src []byte, at int, how style) (rune, int) {
	r, width := utf8.DecodeRune(src[min(at, len(src)):])
	switch {
	case how == singleQuoted && r == '\'':
		return r, 2
	case how == doubleQuoted && r == '\\' && at+1 < len(src):
		return escape(src[at+1:])
	}
	return r, width
}

// escapes are the escapes of one letter that do not stand for themselves.
var escapes = map[byte]rune{
	'n': '\n', 't': '\t', 'r': '\r', 'b': '\b', 'f': '\f', '0': 0, 'a': '\a', 'v': '\v', 'e': '\x1b',
	'N': '\u0085', '_': '\u00a0', 'L': '\u2028', 'P': '\u2029',
}

// digits are the escapes that are followed by so many hexadecimal digits.
var digits = map[byte]int{'x': 2, 'u': 4, 'U': 8}

// escape gives the character that an escape stands for, and its width with the
// backslash, which src lacks.
func escape(src []byte) (rune, int) {
	if r, ok := escapes[src[0]]; ok {
		return r, 2
	}
	count := digits[src[0]]
	if count == 0 || len(src) < 1+count {
		r, width := utf8.DecodeRune(src)
		return r, 1 + width
	}
	r := hex(src[1 : 1+count])
	// JSON writes what lies beyond 16 bits as two escapes.
	if count == 4 && len(src) >= 11 && src[5] == '\\' && src[6] == 'u' {
		if pair := utf16.DecodeRune(r, hex(src[7:11])); pair != utf8.RuneError {
			return pair, 12
		}
	}
	return r, 2 + count
}

// hex gives the character of a hexadecimal number, utf8.RuneError if it is none.
func hex(digits []byte) rune {
	n, err := strconv.ParseUint(string(digits), 16, 31)
	if err != nil {
		return utf8.RuneError
	}
	return rune(n)
}
