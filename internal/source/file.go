package source

import (
	"bytes"
	"sort"
	"sync"
	"unicode/utf8"
)

// File is a text in memory. A File made as a literal from a path and valid
// UTF-8 works like one that was read.
type File struct {
	// Path is relative to the root, with forward slashes.
	Path string
	// Bytes are without a byte order mark; line ends are left as they are.
	Bytes []byte

	once  sync.Once
	index index
}

// Same reports whether both are one file on disk, read under two names.
func (f *File) Same(other *File) bool {
	return len(f.Bytes) > 0 && len(f.Bytes) == len(other.Bytes) && &f.Bytes[0] == &other.Bytes[0]
}

// MayBePlan reports whether the file is a JSON document that may be a plan of
// Terraform's. Plans hold secrets in clear, so that their lines are not shown.
func (f *File) MayBePlan() bool {
	return bytes.HasPrefix(bytes.TrimLeft(f.Bytes, " \t\r\n"), []byte("{")) && looksLikePlan(head(f.Bytes))
}

// index finds lines and columns. Counts of code points are kept at regular
// steps, so that a place on a very long line costs no more than any other.
type index struct {
	lines []int // offsets at which lines start; the first is 0
	runes []int // code points that start before each multiple of step; nil in ASCII
}

const step = 512

func (f *File) lookup() *index {
	f.once.Do(func() { f.index = newIndex(f.Bytes) })
	return &f.index
}

func newIndex(text []byte) index {
	lines := make([]int, 1, 1+bytes.Count(text, []byte{'\n'}))
	ascii := true
	for i, b := range text {
		switch {
		case b == '\n', b == '\r' && (i+1 == len(text) || text[i+1] != '\n'):
			lines = append(lines, i+1)
		case b >= utf8.RuneSelf:
			ascii = false
		}
	}
	if ascii {
		return index{lines: lines}
	}
	runes := make([]int, 1, 1+len(text)/step)
	for i := step; i <= len(text); i += step {
		runes = append(runes, runes[len(runes)-1]+starts(text[i-step:i]))
	}
	return index{lines: lines, runes: runes}
}

// starts counts the code points that start in text, which need not be whole
// at its ends.
func starts(text []byte) int {
	count := 0
	for _, b := range text {
		if utf8.RuneStart(b) {
			count++
		}
	}
	return count
}

// before counts the code points that start before the offset.
func (x *index) before(text []byte, offset int) int {
	if x.runes == nil {
		return offset
	}
	return x.runes[offset/step] + starts(text[offset/step*step:offset])
}

// Position gives the line and column of an offset. An offset inside a code
// point counts as its start; one outside the file as the nearest end.
func (f *File) Position(offset int) Position {
	x := f.lookup()
	offset = max(0, min(offset, len(f.Bytes)))
	for offset > 0 && offset < len(f.Bytes) && !utf8.RuneStart(f.Bytes[offset]) {
		offset--
	}
	line := sort.SearchInts(x.lines, offset+1)
	start := x.lines[line-1]
	return Position{Line: line, Column: 1 + x.before(f.Bytes, offset) - x.before(f.Bytes, start)}
}

// Range gives the range between two offsets.
func (f *File) Range(start, end int) Range {
	return Range{File: f.Path, Start: f.Position(start), End: f.Position(end)}
}

// Lines gives the number of lines. What follows the last line end is a line,
// even if it is empty, so every Position is on one of them.
func (f *File) Lines() int { return len(f.lookup().lines) }

// Line gives the text of line n, counted from 1, without its line end; "" if
// there is no such line.
func (f *File) Line(n int) string {
	if n < 1 || n > f.Lines() {
		return ""
	}
	start, end := f.span(n)
	return string(bytes.TrimRight(f.Bytes[start:end], "\r\n"))
}

// span gives the offsets of line n with its line end.
func (f *File) span(n int) (start, end int) {
	x := f.lookup()
	end = len(f.Bytes)
	if n < len(x.lines) {
		end = x.lines[n]
	}
	return x.lines[n-1], end
}

// Offset gives the offset of a position. A column beyond the line counts as
// the line's end, a line beyond the file as the file's end, and the zero
// Position as the file's start.
func (f *File) Offset(p Position) int {
	x := f.lookup()
	if p.Line < 1 {
		return 0
	}
	if p.Line > len(x.lines) {
		return len(f.Bytes)
	}
	start, end := f.span(p.Line)
	offset := x.find(f.Bytes, x.before(f.Bytes, start)+max(p.Column, 1)-1)
	if offset >= end {
		return start + len(bytes.TrimRight(f.Bytes[start:end], "\r\n"))
	}
	return offset
}

// find gives the offset of the code point that has count others before it.
func (x *index) find(text []byte, count int) int {
	if x.runes == nil {
		return min(count, len(text))
	}
	block := sort.SearchInts(x.runes, count+1) - 1
	offset := block * step
	for seen := x.runes[block]; offset < len(text); offset++ {
		if !utf8.RuneStart(text[offset]) {
			continue
		}
		if seen == count {
			break
		}
		seen++
	}
	return offset
}
