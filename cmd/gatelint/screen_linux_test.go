package main

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// screen is a terminal, as far as it takes to see what a program does to one:
// the parser of the DEC terminals with the controls of ECMA-48, 7-bit and 8-bit,
// in UTF-8. It keeps the lines that a person sees, and notes everything that a
// program may do to a terminal but printing, colours and rewriting its own line.
type screen struct {
	lines []string
	// column is where the cursor stands in the last line.
	column int
	// colours is how often one was set.
	colours int
	// misdeeds are what was done beside, in words.
	misdeeds []string

	state  func(*screen, rune)
	params strings.Builder
	// text is that of a control string, such as a title.
	text strings.Builder
}

func newScreen() *screen { return &screen{lines: []string{""}, state: (*screen).ground} }

func (s *screen) feed(output string) {
	for _, r := range output {
		switch r {
		case '\x18', '\x1a': // cancel whatever was begun
			s.misdeedf("cancels with %U", r)
			s.state = (*screen).ground
		case '\x1b':
			if s.inString() {
				s.end()
			}
			s.state = (*screen).escape
		default:
			s.state(s, r)
		}
	}
}

func (s *screen) misdeedf(format string, args ...any) {
	s.misdeeds = append(s.misdeeds, fmt.Sprintf(format, args...))
}

func (s *screen) ground(r rune) {
	last := len(s.lines) - 1
	switch {
	case r == '\n':
		s.lines, s.column = append(s.lines, ""), 0
	case r == '\r':
		s.column = 0
	case r == '\u200C' || r == '\u200D':
		s.put(last, r)
	case unicode.IsControl(r):
		s.control(r)
	case unicode.In(r, unicode.C, unicode.Zl, unicode.Zp):
		s.misdeedf("hides or reorders text with %U", r)
	default:
		s.put(last, r)
	}
}

// put writes a rune over what stands there.
func (s *screen) put(line int, r rune) {
	runes := []rune(s.lines[line])
	if s.column < len(runes) {
		runes[s.column] = r
	} else {
		runes = append(runes, r)
	}
	s.lines[line] = string(runes)
	s.column++
}

// control is one of C0 or C1.
func (s *screen) control(r rune) {
	switch r {
	case '\u009B':
		s.params.Reset()
		s.state = (*screen).csi
	case '\u0090', '\u0098', '\u009D', '\u009E', '\u009F':
		s.begin(r)
	default:
		s.misdeedf("sends the control %U", r)
	}
}

func (s *screen) escape(r rune) {
	switch r {
	case '[':
		s.params.Reset()
		s.state = (*screen).csi
	case 'P', 'X', ']', '^', '_':
		s.begin(r)
	case '\\': // the end of a string, or of nothing
		s.state = (*screen).ground
	default:
		if r < ' ' || r > '/' { // intermediates are followed by more
			s.misdeedf("sends ESC %q", r)
			s.state = (*screen).ground
		}
	}
}

// csi reads up to the final byte. Only colours are no misdeed.
func (s *screen) csi(r rune) {
	if r < '@' || r > '~' {
		s.params.WriteRune(r)
		return
	}
	s.state = (*screen).ground
	allowed := []string{"", "0", "1", "2", "22", "31", "32", "33", "34", "36"}
	for param := range strings.SplitSeq(s.params.String(), ";") {
		if r != 'm' || !slices.Contains(allowed, param) {
			s.misdeedf("sends CSI %s %c", s.params.String(), r)
			return
		}
	}
	s.colours++
}

// begin begins a control string: a title, a link, a clipboard, an image.
func (s *screen) begin(kind rune) {
	s.text.Reset()
	s.text.WriteRune(kind)
	s.state = (*screen).inside
}

func (s *screen) inString() bool { return s.text.Len() > 0 }

func (s *screen) inside(r rune) {
	if r == '\a' || r == '\u009C' {
		s.end()
		s.state = (*screen).ground
		return
	}
	s.text.WriteRune(r)
}

func (s *screen) end() {
	s.misdeedf("sends the string %q", s.text.String())
	s.text.Reset()
}
