package prescan

import (
	"bytes"

	"github.com/gatelint/gatelint/internal/source"
)

// YAML looks over a stream of YAML documents. Of text that is not YAML it says
// nothing, or too much; parsers have limits of their own against the rest.
func YAML(file *source.File, limits source.Limits) error {
	s := yamlScanner{text: file.Bytes, limit: limits.Depth}
	for s.pos < len(s.text) && !s.exceeded {
		s.line()
	}
	if s.exceeded {
		return tooDeep(file, s.pos, limits.Depth)
	}
	return nil
}

// level is one block collection: the column it starts at, and whether it is a
// sequence. A sequence may start at the column of the mapping it belongs to.
type level struct {
	column   int
	sequence bool
}

// yamlScanner measures nesting: block collections by their columns, flow
// collections by their brackets.
type yamlScanner struct {
	text      []byte
	pos       int
	lineStart int
	levels    []level
	limit     int
	exceeded  bool // at pos
}

// line scans from the start of a line in block context to the start of another.
func (s *yamlScanner) line() {
	s.lineStart = s.pos
	s.spaces()
	if s.documentMarker() {
		s.levels = s.levels[:0]
		s.pos += 3
		s.spaces()
		s.value()
		return
	}
	for s.indicator() {
		s.enter(level{s.column(), true})
		s.pos++
		s.spaces()
	}
	column := s.column()
	s.properties()
	if s.key() {
		s.enter(level{column, false})
		s.spaces()
		s.properties()
	}
	s.value()
}

func (s *yamlScanner) column() int { return s.pos - s.lineStart }

func (s *yamlScanner) at(offset int) byte {
	if s.pos+offset < len(s.text) {
		return s.text[s.pos+offset]
	}
	return '\n'
}

func (s *yamlScanner) spaces() {
	for s.pos < len(s.text) && (s.text[s.pos] == ' ' || s.text[s.pos] == '\t') {
		s.pos++
	}
}

// documentMarker reports whether "---" or "..." begins the line.
func (s *yamlScanner) documentMarker() bool {
	rest := s.text[s.pos:]
	return s.column() == 0 && isBlank(s.at(3)) && (bytes.HasPrefix(rest, []byte("---")) || bytes.HasPrefix(rest, []byte("...")))
}

// indicator reports whether an entry of a sequence or an explicit key begins.
func (s *yamlScanner) indicator() bool {
	return (s.at(0) == '-' || s.at(0) == '?') && isBlank(s.at(1)) && s.pos < len(s.text) && !s.exceeded
}

// enter leaves the collections that end ahead of one, and adds it.
func (s *yamlScanner) enter(l level) {
	for n := len(s.levels); n > 0; n-- {
		top := s.levels[n-1]
		if top.column < l.column || top.column == l.column && (l.sequence || !top.sequence) {
			break
		}
		s.levels = s.levels[:n-1]
	}
	if n := len(s.levels); n == 0 || s.levels[n-1] != l {
		s.levels = append(s.levels, l)
	}
	s.exceeded = s.exceeded || len(s.levels) > s.limit
}

// properties skips tags and anchors.
func (s *yamlScanner) properties() {
	for s.at(0) == '!' || s.at(0) == '&' {
		for !isBlank(s.at(0)) && !isFlow(s.at(0)) {
			s.pos++
		}
		s.spaces()
	}
}

// key skips a key with its colon, if there is one on the line.
func (s *yamlScanner) key() bool {
	start := s.pos
	switch s.at(0) {
	case '"', '\'':
		s.quoted()
		s.spaces()
		if s.at(0) == ':' {
			s.pos++
			return true
		}
	case '[', '{', '#', '|', '>':
	default:
		for i := s.pos; i < len(s.text) && s.text[i] != '\n' && s.text[i] != '\r'; i++ {
			if s.text[i] == '#' && i > s.pos && isBlank(s.text[i-1]) {
				break
			}
			if s.text[i] == ':' && (i+1 == len(s.text) || isBlank(s.text[i+1])) {
				s.pos = i + 1
				return true
			}
		}
	}
	s.pos = start
	return false
}

// value skips the value that begins here, through the end of its last line.
func (s *yamlScanner) value() {
	switch s.at(0) {
	case '"', '\'':
		s.quoted()
	case '[', '{':
		s.flow()
	case '|', '>':
		s.endLine()
		s.blockScalar()
		return
	}
	if !s.exceeded {
		s.endLine()
	}
}

// endLine goes to the start of the next line.
func (s *yamlScanner) endLine() {
	for s.pos < len(s.text) {
		c := s.text[s.pos]
		s.pos++
		if c == '\n' || c == '\r' {
			return
		}
	}
}

// blockScalar skips the lines that are blank or stand deeper than the
// collection they belong to.
func (s *yamlScanner) blockScalar() {
	parent := -1
	if n := len(s.levels); n > 0 {
		parent = s.levels[n-1].column
	}
	for s.pos < len(s.text) {
		s.lineStart = s.pos
		for s.pos < len(s.text) && s.text[s.pos] == ' ' {
			s.pos++
		}
		if s.column() <= parent && s.at(0) != '\n' && s.at(0) != '\r' || s.documentMarker() {
			s.pos = s.lineStart
			return
		}
		s.endLine()
	}
}

// quoted skips a quoted scalar, which may span lines.
func (s *yamlScanner) quoted() {
	quote := s.text[s.pos]
	for s.pos++; s.pos < len(s.text); s.pos++ {
		switch c := s.text[s.pos]; {
		case c == '\\' && quote == '"':
			s.pos++
		case c == quote && quote == '\'' && s.at(1) == '\'':
			s.pos++
		case c == quote:
			s.pos++
			return
		}
	}
	s.pos = min(s.pos, len(s.text))
}

// flow skips a flow collection, which may span lines.
func (s *yamlScanner) flow() {
	depth := 0
	fresh := true // a scalar may begin here
	for s.pos < len(s.text) {
		switch c := s.text[s.pos]; {
		case c == '[' || c == '{':
			depth++
			fresh = true
			if len(s.levels)+depth > s.limit {
				s.exceeded = true
				return
			}
		case c == ']' || c == '}':
			if depth--; depth == 0 {
				s.pos++
				return
			}
			fresh = false
		case c == ',' || c == ':':
			fresh = true
		case (c == '"' || c == '\'') && fresh:
			s.quoted()
			fresh = false
			continue
		case (c == '!' || c == '&') && fresh:
			s.properties()
			continue
		case c == '#' && isBlank(s.text[s.pos-1]):
			s.endLine()
			continue
		case !isBlank(c):
			fresh = false
		}
		s.pos++
	}
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

func isFlow(c byte) bool { return c == '[' || c == ']' || c == '{' || c == '}' || c == ',' }
