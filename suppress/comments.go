package suppress

import (
	"bytes"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
)

// comment is a comment of a file, without the marks that it begins and ends
// with: offsets of its text and of all of it.
type comment struct {
	text, textEnd int
	start, end    int
}

// commented is a file with its comments, in order.
type commented struct {
	file     *source.File
	comments []comment
	// thing gives the offset behind the largest thing that begins at an offset:
	// a block, an argument, a property, an item; the same offset if none does.
	thing func(start int) int
	// alone are the lines that hold comments and nothing else.
	alone map[int]bool
}

// directives gives the directives in the comments. One at the end of a line is
// about that line; one on lines of its own is about all of what begins on the
// line below it and the other comments there.
func (c *commented) directives() []Directive {
	c.alone = map[int]bool{}
	for _, found := range c.comments {
		if c.isAlone(found) {
			for line := c.line(found.start); line <= c.lastLine(found); line++ {
				c.alone[line] = true
			}
		}
	}
	var list []Directive
	for _, found := range c.comments {
		for _, d := range c.parse(found) {
			if c.isAlone(found) {
				c.coverBelow(&d, c.lastLine(found)+1)
			} else {
				c.coverLine(&d, found)
			}
			list = append(list, d)
		}
	}
	return list
}

// parse reads the lines of a comment. Those of a block comment may begin with a
// star.
func (c *commented) parse(found comment) []Directive {
	var list []Directive
	start := found.text
	for line := range bytes.Lines(c.file.Bytes[found.text:found.textEnd]) {
		text := strings.TrimLeft(string(line), " \t*")
		skipped := start + len(line) - len(text)
		d, ok := parse(text, func(from, to int) source.Range { return c.file.Range(skipped+from, skipped+to) })
		if ok {
			list = append(list, d)
		}
		start += len(line)
	}
	return list
}

func (c *commented) line(offset int) int { return c.file.Position(offset).Line }

// lastLine is the line that a comment ends on. The line end may be part of it.
func (c *commented) lastLine(found comment) int {
	text := bytes.TrimRight(c.file.Bytes[found.start:found.end], "\r\n")
	return c.line(found.start + len(text))
}

// isAlone reports whether nothing else stands on the lines of a comment.
func (c *commented) isAlone(found comment) bool {
	first, last := c.bounds(c.line(found.start)), c.bounds(c.lastLine(found))
	before := c.file.Bytes[first.start:found.start]
	after := c.file.Bytes[min(found.end, last.end):last.end]
	return len(bytes.TrimSpace(before)) == 0 && len(bytes.TrimSpace(after)) == 0
}

// span is a stretch of a file in offsets.
type span struct{ start, end int }

// bounds gives a line without its line end.
func (c *commented) bounds(line int) span {
	start := c.file.Offset(source.Position{Line: line, Column: 1})
	return span{start, start + len(c.file.Line(line))}
}

// coverLine makes the directive about the line of its comment.
func (c *commented) coverLine(d *Directive, found comment) {
	line := c.bounds(c.line(found.start))
	d.Line = true
	d.Covers = c.file.Range(line.start, line.end)
	d.Subject = normal(c.file.Bytes[line.start:found.start])
}

// coverBelow makes the directive about what begins on a line, or on the next
// one that is not a comment. Above an empty line it is about nothing.
func (c *commented) coverBelow(d *Directive, line int) {
	for c.alone[line] {
		line++
	}
	text := c.file.Line(line)
	if line > c.file.Lines() || strings.TrimSpace(text) == "" {
		return
	}
	bounds := c.bounds(line)
	first := bounds.start + len(text) - len(strings.TrimLeft(text, " \t"))
	d.Covers = c.file.Range(bounds.start, max(bounds.end, c.thing(first)))
	d.Subject = normal([]byte(text))
}

// normal evens out the blanks of a text.
func normal(text []byte) string { return strings.Join(strings.Fields(string(text)), " ") }
