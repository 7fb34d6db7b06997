package tree

import (
	"sort"

	"github.com/gatelint/gatelint/internal/source"
)

// Spread says where the characters of a scalar's text stand in its file, for
// texts that hold a language of their own (JSON, a template).
type Spread struct {
	file   *source.File
	whole  source.Range
	places []place
}

// place is where one character stands.
type place struct{ in, at, end int32 }

// Spread gives the places of a scalar's characters.
func (d *Document) Spread(n *Node) *Spread {
	s := &Spread{file: d.source(n), whole: n.At}
	if n.start == made {
		return s
	}
	s.places = make([]place, 0, len(n.Text))
	spread(s.file.Bytes, n.start, n.style, n.Text, func(in, at, width int) {
		s.places = append(s.places, place{in: int32(in), at: int32(at), end: int32(at + width)}) //nolint:gosec // files end below that
	})
	return s
}

// source gives the file that a node stands in.
func (d *Document) source(n *Node) *source.File {
	for _, part := range d.Parts {
		if part.Path == n.At.File {
			return part
		}
	}
	return d.File
}

// Range gives the range of the characters from start up to, not including, end,
// offsets in the scalar's text. Where it is not known it is that of the scalar.
func (s *Spread) Range(start, end int) source.Range {
	first := sort.Search(len(s.places), func(i int) bool { return int(s.places[i].in) >= start })
	last := sort.Search(len(s.places), func(i int) bool { return int(s.places[i].in) >= end }) - 1
	if first > last {
		return s.whole
	}
	return s.file.Range(int(s.places[first].at), int(s.places[last].end))
}
