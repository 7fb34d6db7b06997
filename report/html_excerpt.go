package report

import (
	"strings"

	"github.com/gatelint/gatelint/internal/source"
)

const (
	// contextLines is how many lines are shown around a range.
	contextLines = 2
	// rangeLines is how many lines of a longer range are shown.
	rangeLines = 6
)

// htmlExcerpt is a range with the lines around it.
type htmlExcerpt struct {
	Lines []htmlLine
	// More counts the lines of the range that are not shown.
	More int
}

// htmlLine is a line in three parts, of which the middle one is in the range.
type htmlLine struct {
	Number                int
	Before, Marked, After string
}

// excerpt gives no lines where there are none that may be shown.
func (r *clean) excerpt(at source.Range) htmlExcerpt {
	var e htmlExcerpt
	first, last := at.Start.Line, lastLine(at)
	if _, ok := r.excerptLine(at, first); !ok {
		return e
	}
	end := last + contextLines
	if shown := first + rangeLines - 1; last > shown {
		e.More = last - shown
		end = shown
	}
	for number := max(1, first-contextLines); number <= end; number++ {
		if line, ok := r.excerptLine(at, number); ok {
			e.Lines = append(e.Lines, line)
		}
	}
	return e
}

// excerptLine gives one line with the part of the range that is in it.
func (r *clean) excerptLine(at source.Range, number int) (htmlLine, bool) {
	text, ok := r.lines(at.File, number)
	if !ok {
		return htmlLine{}, false
	}
	part := source.Range{Start: source.Position{Line: number, Column: 1}, End: source.Position{Line: number, Column: 1}}
	isIn := number >= at.Start.Line && number <= lastLine(at)
	if isIn {
		part.Start.Column = len([]rune(text)) - len([]rune(strings.TrimLeft(text, " "+tabPicture))) + 1
		part.End.Line++ // to the end of the line
	}
	if number == at.Start.Line {
		part.Start.Column = at.Start.Column
	}
	if isIn && number == at.End.Line {
		part.End = at.End
	}
	line := layout(text, part)
	shown := htmlLine{Number: number, Before: line.text[:line.from], Marked: line.text[line.from:line.to], After: line.text[line.to:]}
	if number == at.Start.Line && shown.Marked == "" {
		shown.Marked, shown.After = firstRune(shown.After)
	}
	return shown, true
}

// lastLine gives the last line in which there is something of the range.
func lastLine(at source.Range) int {
	last := at.End.Line
	if at.End.Column == 1 {
		last--
	}
	return max(at.Start.Line, last)
}

// firstRune cuts off what stands for a range without width: the rune that
// follows it, a blank at the end of the line.
func firstRune(text string) (first, rest string) {
	for i := range text {
		if i > 0 {
			return text[:i], text[i:]
		}
	}
	if text == "" {
		return " ", ""
	}
	return text, ""
}
