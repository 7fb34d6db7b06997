package function

import (
	"io"
	"regexp"
	"unicode/utf8"
)

// Finding one match takes time in proportion to what is looked at, but each of
// many may look at all that follows it. mostSearched is how many characters may
// be looked at in all; texts of up to alwaysSearched cannot come to more.
const (
	mostSearched   = 1 << 24
	alwaysSearched = 1 << 12
)

// searchable reports whether finding all matches in a text is affordable.
func searchable(re *regexp.Regexp, text string) bool {
	if len(text) <= alwaysSearched {
		return true
	}
	r := counter{text: text, left: mostSearched}
	for start := 0; start <= len(text); {
		r.at = start
		found := re.FindReaderIndex(&r)
		switch {
		case r.left < 0:
			return false
		case found == nil:
			return true
		}
		start += max(found[1], 1)
	}
	return true
}

// counter reads the characters of a text, until it has read too many.
type counter struct {
	text     string
	at, left int
}

func (c *counter) ReadRune() (r rune, size int, err error) {
	if c.left--; c.left < 0 || c.at >= len(c.text) {
		return 0, 0, io.EOF
	}
	r, size = utf8.DecodeRuneInString(c.text[c.at:])
	c.at += size
	return r, size, nil
}
