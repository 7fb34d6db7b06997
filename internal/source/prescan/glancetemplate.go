package prescan

import (
	"bytes"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// quoted steps over the literal part of a quoted template, and over what ends
// it.
func (s *glancer) quoted() bool {
	for s.pos < len(s.text) {
		switch s.text[s.pos] {
		case '"':
			s.pos++
			return s.gauge.close(hclsyntax.TokenOQuote)
		case '\\':
			if s.at(1) == '\n' || s.at(1) == '\r' {
				return false
			}
			s.pos += 2
		case '\n', '\r':
			return false
		case '$', '%':
			if begins, sure := s.sequence(); begins || !sure {
				return sure
			}
		default:
			s.pos++
		}
	}
	return false
}

// wholeTemplate is the opener of a text that is a template as a whole. The lexer
// gives no such token.
const wholeTemplate hclsyntax.TokenType = -1

// literal steps over the literal part of a text that is a template, up to an
// interpolation or directive if there is one.
func (s *glancer) literal() bool {
	for {
		i := bytes.IndexAny(s.text[s.pos:], "$%\r")
		if i < 0 {
			s.pos = len(s.text)
			return true
		}
		if s.pos += i; s.at(0) == '\r' {
			if s.at(1) != '\n' {
				return false
			}
			s.pos += 2
			continue
		}
		if begins, sure := s.sequence(); begins || !sure {
			return sure
		}
	}
}

// sequence begins an interpolation or directive if there is one here, else it
// steps over the "$" or "%". What repeats these bytes is not sure to be either.
func (s *glancer) sequence() (begins, sure bool) {
	next := s.at(1)
	switch next {
	case '{':
	case '$', '%', '\\', '\n', '\r', 0:
		return false, false
	default:
		s.pos++
		return false, true
	}
	opener := hclsyntax.TokenTemplateInterp
	if s.text[s.pos] == '%' {
		opener = hclsyntax.TokenTemplateControl
	}
	if s.pos += 2; s.at(0) == '~' {
		s.pos++
	}
	if opener == hclsyntax.TokenTemplateControl {
		s.gauge.directive(s.wordAhead())
	}
	s.gauge.open(opener, false)
	return true, true
}

// beginHeredoc steps over "<<MARKER", the first "<" of which is behind us.
func (s *glancer) beginHeredoc() bool {
	if s.pos++; s.at(0) == '-' {
		s.pos++
	}
	start := s.pos
	if !isWordStart(s.at(0)) {
		return false
	}
	s.skip(isWord)
	marker := s.text[start:s.pos]
	if s.at(0) == '\r' {
		s.pos++
	}
	if s.at(0) != '\n' {
		return false
	}
	s.pos++
	s.markers = append(s.markers, marker)
	s.gauge.quote(hclsyntax.TokenOHeredoc)
	return true
}

// heredoc steps over the rest of a line of a heredoc, up to an interpolation or
// directive if there is one.
func (s *glancer) heredoc() bool {
	if s.text[s.pos-1] == '\n' {
		if ends, sure := s.endHeredoc(); ends || !sure {
			return sure
		}
	}
	for {
		i := bytes.IndexAny(s.text[s.pos:], "$%\r\n")
		if i < 0 {
			return false
		}
		switch s.pos += i; s.text[s.pos] {
		case '\n':
			s.pos++
			return true
		case '\r':
			sure := s.at(1) == '\n'
			s.pos += 2
			return sure
		}
		if begins, sure := s.sequence(); begins || !sure {
			return sure
		}
	}
}

// endHeredoc steps over the line that ends a heredoc, if this is one. Around
// the marker, only the lexer knows white space that is not ASCII.
func (s *glancer) endHeredoc() (ends, sure bool) {
	const blanks = " \t\v\f"
	last := len(s.markers) - 1
	line := bytes.TrimLeft(s.text[s.pos:], blanks)
	rest, found := bytes.CutPrefix(line, s.markers[last])
	if found {
		rest = bytes.TrimPrefix(bytes.TrimLeft(rest, blanks), []byte{'\r'})
	}
	if len(rest) == 0 || rest[0] >= utf8.RuneSelf {
		return false, false
	}
	if !found || rest[0] != '\n' {
		return false, true
	}
	s.pos = len(s.text) - len(rest) + 1
	s.markers = s.markers[:last]
	s.gauge.close(hclsyntax.TokenOHeredoc)
	s.gauge.newline()
	return true, true
}
