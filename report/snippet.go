package report

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"github.com/gatelint/gatelint/internal/source"
)

const (
	// tabWidth is how far apart tab stops are.
	tabWidth = 4
	// maxCells is the widest line that is shown whole; of a longer one the
	// part around the range is.
	maxCells = 140
	// lead is how much of a long line is shown ahead of the range.
	lead = 40
)

// laidOut is a source line as a terminal shows it. Widths are in cells.
type laidOut struct {
	text string
	// before is how far from the start of text the range begins, width how
	// wide it is, at least 1.
	before, width int
	// from and to are the range in text, in bytes.
	from, to int
}

// layout expands tabs, measures, and cuts a line so that the range is in it.
// The line is safe already: a control character is a picture of itself. Only a
// tab is still to be told from its picture, since both are one rune.
func layout(line string, at source.Range) laidOut {
	from, to := at.Start.Column-1, at.End.Column-1
	runes := []rune(line)
	if at.End.Line > at.Start.Line {
		to = len([]rune(strings.TrimRight(line, " "+tabPicture)))
	}
	from = max(0, min(from, len(runes)))
	to = max(from, min(to, len(runes)))

	first := 0 // the first rune that is shown
	if len(runes) > maxCells && from > lead {
		first = from - lead
	}
	var b strings.Builder
	var out laidOut
	if first > 0 {
		b.WriteString("…")
		out.before = 1
	}
	cells, cut := 0, false
	out.from, out.to = b.Len(), b.Len()
	for i, r := range runes[first:] {
		wide := cellsOf(r, cells)
		if cut = cells+wide > maxCells; cut {
			break
		}
		cells += wide
		if string(r) == tabPicture {
			b.WriteString(strings.Repeat(" ", wide))
		} else {
			b.WriteRune(r)
		}
		switch i += first; {
		case i < from:
			out.before += wide
			out.from, out.to = b.Len(), b.Len()
		case i < to:
			out.width += wide
			out.to = b.Len()
		}
	}
	if cut {
		b.WriteString("…")
	}
	out.text, out.width = b.String(), max(1, out.width)
	return out
}

// tabPicture is what the sanitiser makes of a tab.
const tabPicture = "\u2409"

// cellsOf gives how many cells a rune takes that begins at the given cell.
func cellsOf(r rune, cell int) int {
	switch {
	case string(r) == tabPicture:
		return tabWidth - cell%tabWidth
	case r < unicode.MaxASCII:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	default:
		return 1
	}
}
