package expression

import (
	"bytes"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
)

// segment tells from where in its file a literal piece of a text comes.
func (e *Evaluator) segment(start int, s string, rng hcl.Range) Segment {
	segment := Segment{Start: start, End: start + len(s), Source: rng}
	file := e.File(rng.Filename)
	if file == nil || rng.End.Byte > len(file.Bytes) || rng.Start.Byte > rng.End.Byte {
		segment.Whole = true
		return segment
	}
	raw := file.Bytes[rng.Start.Byte:rng.End.Byte]
	if string(raw) == s {
		return segment
	}
	offsets, ok := align(s, raw, true)
	if !ok {
		offsets, ok = align(s, raw, false)
	}
	if !ok {
		segment.Whole = true
		return segment
	}
	for i := range offsets {
		offsets[i] += rng.Start.Byte
	}
	segment.Offsets = offsets
	return segment
}

// interpolation gives the range of an expression in a template with the
// markers around it.
func (e *Evaluator) interpolation(rng hcl.Range) hcl.Range {
	file := e.File(rng.Filename)
	if file == nil || rng.End.Byte > len(file.Bytes) {
		return rng
	}
	before := bytes.TrimRight(file.Bytes[:rng.Start.Byte], " \t\r\n~")
	after := bytes.TrimLeft(file.Bytes[rng.End.Byte:], " \t\r\n~")
	if !bytes.HasSuffix(before, []byte("${")) || !bytes.HasPrefix(after, []byte("}")) {
		return rng
	}
	rng.Start.Byte = len(before) - len("${")
	rng.End.Byte = len(file.Bytes) - len(after) + len("}")
	return rng
}

// align gives the offset in raw of each byte of the text that raw stands for.
// What raw has beyond the text must be white space that was trimmed, doubled
// template markers, or escapes if there may be any.
func align(s string, raw []byte, escapes bool) ([]int, bool) {
	offsets := make([]int, 0, len(s))
	j := 0
	for i := 0; i < len(s); {
		if j >= len(raw) {
			return nil, false
		}
		rest := raw[j:]
		switch {
		case escapes && rest[0] == '\\':
			width, length := escape(rest)
			if width == 0 || i+length > len(s) {
				return nil, false
			}
			for range length {
				offsets = append(offsets, j)
			}
			i += length
			j += width
		case (bytes.HasPrefix(rest, []byte("$${")) || bytes.HasPrefix(rest, []byte("%%{"))) && s[i] == rest[0]:
			offsets = append(offsets, j)
			i++
			j += 2
		case rest[0] == s[i]:
			offsets = append(offsets, j)
			i++
			j++
		case rest[0] == ' ' || rest[0] == '\t' || rest[0] == '\r' || rest[0] == '\n':
			j++
		default:
			return nil, false
		}
	}
	return offsets, true
}

// escape gives the width of an escape sequence in the source and the length of
// the text it stands for; 0 if it is none.
func escape(raw []byte) (width, length int) {
	if len(raw) < 2 {
		return 0, 0
	}
	digits := 0
	switch raw[1] {
	case 'n', 'r', 't', '"', '\\':
		return 2, 1
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	}
	if digits == 0 || len(raw) < 2+digits {
		return 0, 0
	}
	r := rune(0)
	for _, c := range raw[2 : 2+digits] {
		switch {
		case c >= '0' && c <= '9':
			r = r<<4 | rune(c-'0')
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			r = r<<4 | rune(c|0x20-'a'+10)
		default:
			return 0, 0
		}
	}
	return 2 + digits, len(string(r)[:max(1, utf8.RuneLen(r))])
}

// span gives the range of a stretch of a text, zero if it stands nowhere.
func (e *Evaluator) span(segments []Segment, start, end int) hcl.Range {
	first, firstWhole, ok := place(segments, start)
	if !ok {
		return hcl.Range{}
	}
	stop := max(start, end-1)
	last, lastWhole, ok := place(segments, stop)
	if !ok || last.Source.Filename != first.Source.Filename {
		last, lastWhole, stop = first, firstWhole, min(stop, first.End-1)
	}
	rng := hcl.Range{Filename: first.Source.Filename, Start: first.Source.Start, End: last.Source.End}
	if !firstWhole {
		rng.Start = hcl.Pos{Byte: first.offset(start)}
	}
	if !lastWhole {
		rng.End = hcl.Pos{Byte: last.offsetAfter(stop)}
	}
	return rng
}

// place finds the segment that holds an offset of the text, and whether only
// its place as a whole is known.
func place(segments []Segment, offset int) (segment Segment, whole, ok bool) {
	low, high := 0, len(segments)
	for low < high {
		middle := (low + high) / 2
		if segments[middle].End <= offset {
			low = middle + 1
		} else {
			high = middle
		}
	}
	if low == len(segments) || segments[low].Start > offset {
		return Segment{}, true, false
	}
	return segments[low], segments[low].Whole, true
}

// offset gives where in the file the byte at an offset of the text stands.
func (s Segment) offset(offset int) int {
	if s.Offsets != nil {
		return s.Offsets[offset-s.Start]
	}
	return s.Source.Start.Byte + offset - s.Start
}

// offsetAfter gives where in the file what follows that byte stands: an escape
// is longer there than in the text.
func (s Segment) offsetAfter(offset int) int {
	switch {
	case s.Offsets == nil:
		return s.offset(offset) + 1
	case offset+1 == s.End:
		return s.Source.End.Byte
	}
	return s.offset(offset + 1)
}
