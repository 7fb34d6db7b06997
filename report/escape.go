package report

import (
	"fmt"
	"strings"
	"unicode/utf16"
)

// EscapeJSON makes a JSON document safe to print without changing what it
// says: a rune that does not show itself, or that a build server would obey,
// becomes an escape. Outside of strings JSON has none of them.
func EscapeJSON(document []byte) []byte {
	var b strings.Builder
	b.Grow(len(document))
	text := string(document)
	for i, r := range text {
		switch {
		case r == '\n' || r >= ' ' && r <= '~' && r != '#':
			b.WriteRune(r)
		case r == '#' && !strings.HasPrefix(text[i+1:], "#"):
			b.WriteByte('#')
		case r == '#' || show(r) != r:
			for _, unit := range utf16.Encode([]rune{r}) {
				fmt.Fprintf(&b, `\u%04x`, unit)
			}
		default:
			b.WriteRune(r)
		}
	}
	return []byte(b.String())
}
