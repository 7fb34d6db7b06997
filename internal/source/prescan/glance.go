package prescan

import (
	"bytes"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/gatelint/gatelint/internal/source"
)

// glance looks over the bytes of a text in HCL, some forty times as fast as the
// lexer. It knows the everyday part of the language and gives up on all else,
// which is then for the lexer to look at. Where it is sure, it says what the
// lexer would.
func glance(file *source.File, g *gauge) (sure bool, err error) {
	if !utf8.Valid(file.Bytes) {
		return false, nil
	}
	s := glancer{text: file.Bytes, gauge: g}
	for s.pos < len(s.text) {
		start := s.pos
		switch g.top().opener {
		case wholeTemplate:
			sure = s.literal()
		case hclsyntax.TokenOQuote:
			sure = s.quoted()
		case hclsyntax.TokenOHeredoc:
			sure = s.heredoc()
		default:
			sure = s.code()
		}
		if !sure {
			return false, nil
		}
		if err := g.check(file, start); err != nil {
			return true, err
		}
	}
	return true, nil
}

type glancer struct {
	text    []byte
	pos     int
	gauge   *gauge
	markers [][]byte // that end the open heredocs
}

// at gives the byte at an offset from here, 0 behind the end.
func (s *glancer) at(offset int) byte {
	if s.pos+offset < len(s.text) {
		return s.text[s.pos+offset]
	}
	return 0
}

// code steps over one token outside templates.
func (s *glancer) code() bool {
	c := s.at(0)
	switch {
	case isWordStart(c):
		s.skip(isWord)
		return true
	case isDigit(c):
		s.number()
		return true
	}
	s.pos++
	switch c {
	case ' ', '\t', ':', '.':
	case '\n':
		s.gauge.newline()
	case '\r':
		return s.at(0) == '\n'
	case ',':
		s.gauge.separate()
	case '"':
		s.gauge.quote(hclsyntax.TokenOQuote)
	case '(':
		s.gauge.open(hclsyntax.TokenOParen, false)
	case '[':
		s.gauge.open(hclsyntax.TokenOBrack, false)
	case '{':
		s.gauge.open(hclsyntax.TokenOBrace, s.wordAhead() != "for")
	case ')':
		return s.gauge.close(hclsyntax.TokenOParen)
	case ']':
		return s.gauge.close(hclsyntax.TokenOBrack)
	case '}':
		return s.gauge.close(hclsyntax.TokenOBrace) || s.endSequence()
	case '~':
		if s.at(0) != '}' {
			return false
		}
		s.pos++
		return s.endSequence()
	case '#':
		return s.lineComment()
	default:
		return s.operator(c)
	}
	return true
}

// endSequence ends an interpolation or directive.
func (s *glancer) endSequence() bool {
	return s.gauge.close(hclsyntax.TokenTemplateInterp) || s.gauge.close(hclsyntax.TokenTemplateControl)
}

// operator takes an operator of which c, behind us, is the first byte.
func (s *glancer) operator(c byte) bool {
	next := s.at(0)
	switch c {
	case '=':
		switch next {
		case '=':
			s.gauge.operate()
			s.pos++
		case '>':
			s.pos++
		}
		return true
	case '/':
		switch next {
		case '/':
			return s.lineComment()
		case '*':
			return s.blockComment()
		}
	case '<':
		if next == '<' {
			return s.beginHeredoc()
		}
	case '&', '|':
		if next != c {
			return false
		}
		s.pos++
	case '!', '>', '+', '-', '*', '%', '?':
	default:
		return false
	}
	if (c == '!' || c == '<' || c == '>') && next == '=' {
		s.pos++
	}
	s.gauge.operate()
	return true
}

// lineComment steps over a comment with its line end.
func (s *glancer) lineComment() bool {
	end := bytes.IndexByte(s.text[s.pos:], '\n')
	if end < 0 {
		s.pos = len(s.text)
		return true
	}
	s.pos += end + 1
	s.gauge.newline()
	return true
}

func (s *glancer) blockComment() bool {
	s.pos++
	end := bytes.Index(s.text[s.pos:], []byte("*/"))
	if end < 0 {
		return false
	}
	s.pos += end + 2
	return true
}

// wordAhead gives the word that follows white space and comments.
func (s *glancer) wordAhead() string {
	ahead := glancer{text: s.text, pos: s.pos, gauge: &gauge{frames: []frame{{}}}}
	for {
		ahead.skip(func(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' && ahead.at(1) == '\n' })
		comment := ahead.at(0) == '#' || ahead.at(0) == '/' && ahead.at(1) == '/'
		block := ahead.at(0) == '/' && ahead.at(1) == '*'
		switch {
		case comment:
			ahead.lineComment()
		case block:
			if ahead.pos++; !ahead.blockComment() {
				return ""
			}
		default:
			start := ahead.pos
			if isWordStart(ahead.at(0)) {
				ahead.skip(isWord)
			}
			if ahead.at(0) >= utf8.RuneSelf {
				return ""
			}
			return string(ahead.text[start:ahead.pos])
		}
	}
}

// number steps over a number, the exponent of which may have a sign.
func (s *glancer) number() {
	for {
		switch c := s.at(0); {
		case isDigit(c), c == '.':
			s.pos++
		case (c == 'e' || c == 'E') && isDigit(s.at(1)):
			s.pos += 2
		case (c == 'e' || c == 'E') && (s.at(1) == '+' || s.at(1) == '-') && isDigit(s.at(2)):
			s.pos += 3
		default:
			return
		}
	}
}

func (s *glancer) skip(all func(c byte) bool) {
	for s.pos < len(s.text) && all(s.text[s.pos]) {
		s.pos++
	}
}

func isWordStart(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' }

func isWord(c byte) bool { return isWordStart(c) || isDigit(c) || c == '-' }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
