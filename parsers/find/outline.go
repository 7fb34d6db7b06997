package find

import (
	"bytes"
	"strings"
)

// section is one top-level key of a document, and the text of its value.
type section struct {
	key  string
	text []byte
}

// scalar gives the value as a plain scalar, without quotes and comments.
func (s section) scalar() string {
	text, _, _ := strings.Cut(strings.TrimSpace(string(s.text)), "\n")
	text, _, _ = strings.Cut(text, " #")
	return strings.Trim(strings.TrimSpace(text), `"'`)
}

// outline lists the top-level keys of a document as far as they can be told
// without parsing it, so that a document with errors has an outline, too.
func outline(text []byte) []section {
	o := outliner{text: text}
	if startsObject(text) {
		o.json()
	} else {
		o.yaml()
	}
	o.end(len(text))
	return o.sections
}

// startsObject reports whether the document begins with a brace, as JSON
// objects do.
func startsObject(text []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(text, " \t\r\n"), []byte("{"))
}

type outliner struct {
	text     []byte
	sections []section
	// open says that the last section goes on, from the offset from.
	open bool
	from int
}

func (o *outliner) begin(key string, from int) {
	o.sections = append(o.sections, section{key: key})
	o.open, o.from = true, from
}

func (o *outliner) end(to int) {
	if o.open {
		o.sections[len(o.sections)-1].text = o.text[o.from:max(o.from, to)]
		o.open = false
	}
}

// json follows strings and brackets, up to the end of the object.
func (o *outliner) json() {
	depth := 0
	for i := 0; i < len(o.text); i++ {
		switch c := o.text[i]; c {
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth <= 0 {
				o.end(i)
				return
			}
		case ',':
			if depth == 1 {
				o.end(i)
			}
		case '"':
			end := stringEnd(o.text, i)
			if depth == 1 && !o.open {
				colon := end + len(o.text[end:]) - len(bytes.TrimLeft(o.text[end:], " \t\r\n:"))
				o.begin(strings.Trim(string(o.text[i:end]), `"`), colon)
			}
			i = end - 1
		}
	}
}

// stringEnd gives the offset behind the string that starts at start. One that
// is not closed ends with its line.
func stringEnd(text []byte, start int) int {
	for i := start + 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		case '\n':
			return i
		}
	}
	return len(text)
}

// yaml looks at the lines that stand as far left as the first one does. The
// sections of all documents of a stream come one after the other.
func (o *outliner) yaml() {
	indent := -1
	for start := 0; start < len(o.text); {
		end := lineEnd(o.text, start)
		line := bytes.TrimRight(o.text[start:end], " \t\r\n")
		content := bytes.TrimLeft(line, " ")
		column := len(line) - len(content)
		switch {
		case isMarker(line):
			o.end(start)
			indent = -1
		case len(content) == 0, content[0] == '#', content[0] == '%' && indent < 0:
		case indent < 0 || column <= indent:
			indent = column
			if key, length := yamlKey(content); length > 0 {
				o.end(start)
				o.begin(key, start+column+length)
			}
		}
		start = end
	}
}

// isMarker reports whether a line separates documents.
func isMarker(line []byte) bool {
	return bytes.Equal(line, []byte("---")) || bytes.Equal(line, []byte("...")) || bytes.HasPrefix(line, []byte("--- "))
}

// yamlKey gives the key that a line begins with, and its length with the colon.
// The length is 0 where there is no key.
func yamlKey(line []byte) (key string, length int) {
	if strings.ContainsRune("-?[]{},#&*!|>%@`", rune(line[0])) {
		return "", 0
	}
	for i, c := range line {
		if c == ':' && (i+1 == len(line) || line[i+1] == ' ' || line[i+1] == '\t') {
			return strings.Trim(strings.TrimSpace(string(line[:i])), `"'`), i + 1
		}
	}
	return "", 0
}

func lineEnd(text []byte, start int) int {
	if i := bytes.IndexByte(text[start:], '\n'); i >= 0 {
		return start + i + 1
	}
	return len(text)
}
