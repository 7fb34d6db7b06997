package injection

import (
	"fmt"
	"regexp"
	"unicode"
	"unicode/utf8"
)

// command matches what build servers obey: a line that begins with "::" after
// blanks, and "##[command]" or "##name[command]" anywhere.
var command = regexp.MustCompile(`(?m)^[\s\pZ]*::|##[A-Za-z]*\[`)

// Find gives what a terminal or a build server obeys in an output, or what
// hides there, and "" if all of it shows itself. An output is UTF-8; of what
// does not show itself it has line feeds, and the joiners that scripts and
// emoji need.
func Find(output string) string {
	if !utf8.ValidString(output) {
		return "bytes that are not UTF-8"
	}
	if found := command.FindString(output); found != "" {
		return fmt.Sprintf("a command: %q", found)
	}
	for i, r := range output {
		if r != '\n' && r != '\u200D' && r != '\u200C' && unicode.In(r, unicode.C, unicode.Zl, unicode.Zp) {
			return fmt.Sprintf("%U after %q", r, output[max(0, i-40):i])
		}
	}
	return ""
}
