package tree

import "unicode/utf8"

// lines turns the YAML parser's lines and columns into offsets. Its notion of a
// line end is wider than an editor's.
type lines struct {
	text   []byte
	starts []int
	// The place that was asked for last: on long lines the next is not far.
	line, column, offset int
}

func newLines(text []byte) *lines {
	l := &lines{text: text, starts: []int{0}}
	for i := 0; i < len(text); {
		r, width := utf8.DecodeRune(text[i:])
		i += width
		switch r {
		case '\r':
			if i < len(text) && text[i] == '\n' {
				i++
			}
			l.starts = append(l.starts, i)
		case '\n', '\u0085', '\u2028', '\u2029':
			l.starts = append(l.starts, i)
		}
	}
	return l
}

// at gives the offset of a line and column, both counted from 1.
func (l *lines) at(line, column int) int {
	line = max(1, min(line, len(l.starts)))
	if line != l.line || column < l.column {
		l.line, l.column, l.offset = line, 1, l.starts[line-1]
	}
	for l.column < column && l.offset < len(l.text) {
		_, width := utf8.DecodeRune(l.text[l.offset:])
		l.offset += width
		l.column++
	}
	return l.offset
}
