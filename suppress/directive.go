package suppress

import (
	"strings"
	"time"
	"unicode"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/rules"
)

// Directive is one suppression that stands in a file: which rules, where, why
// and how long.
type Directive struct {
	// At is where it stands itself.
	At    source.Range
	Names []Name
	// Reason is what is given as one, on one line; "" if none is.
	Reason string
	// Expires is nil for one that stays.
	Expires *Expiry
	// Covers is the stretch of the file that it is about; the zero Range for
	// one that stands above nothing.
	Covers source.Range
	// Line says that it ends a line, and so covers what points at that line but
	// not the resource that begins on it.
	Line bool
	// Subject is the text of the line that it is about, which stays the same
	// when lines move.
	Subject string
}

// Name is one word that should name a rule.
type Name struct {
	Text string
	At   source.Range
	// Rule is nil for a word that names none.
	Rule *rules.Rule
}

// Expiry is the last day on which a directive holds.
type Expiry struct {
	Text string
	At   source.Range
	// Day is zero if the text is no date.
	Day time.Time
}

// passed reports whether the day lies before today, or cannot be told. Without
// a today no day has passed.
func (e *Expiry) passed(today time.Time) bool {
	return e != nil && (e.Day.IsZero() || !today.IsZero() && e.Day.Before(today))
}

const (
	command    = "gatelint:ignore"
	expiresKey = "expires="
)

// places gives the place of the characters from start up to, not including, end
// of a text.
type places func(start, end int) source.Range

// parse reads one line of a comment, and reports whether it is a directive:
//
//	gatelint:ignore RULE[,RULE...] [expires=YYYY-MM-DD] reason
//
// What it covers is left open.
func parse(text string, at places) (Directive, bool) {
	words := split(text)
	if len(words) == 0 || !strings.HasPrefix(words[0].text, command) {
		return Directive{}, false
	}
	d := Directive{At: at(words[0].start, words[len(words)-1].end)}
	if rest := words[0].text[len(command):]; rest != "" {
		// "gatelint:ignore:INT001" and the like look like one, and are none.
		d.Names = []Name{{Text: words[0].text, At: at(words[0].start, words[0].end)}}
		return d, true
	}
	words = words[1:]
	for more := true; more && len(words) > 0 && !strings.HasPrefix(words[0].text, expiresKey); words = words[1:] {
		d.addNames(words[0], at)
		more = strings.HasSuffix(words[0].text, ",")
	}
	var reason []string
	for _, w := range words {
		day, isDate := strings.CutPrefix(w.text, expiresKey)
		switch {
		case isDate && d.Expires == nil:
			d.Expires = expiry(day, at(w.start, w.end))
		case len(reason) == 0 && strings.Trim(w.text, "-–—:") == "":
			// a dash in front of the reason, as other linters have it
		default:
			reason = append(reason, w.text)
		}
	}
	d.Reason = legible(strings.Join(reason, " "))
	return d, true
}

// legible gives a reason if there is something to read in it: a letter or a
// number that shows itself.
func legible(reason string) string {
	if strings.ContainsFunc(reason, func(r rune) bool {
		return (unicode.IsLetter(r) || unicode.IsNumber(r)) && !unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r)
	}) {
		return reason
	}
	return ""
}

// addNames adds the names in a word, which commas separate.
func (d *Directive) addNames(w word, at places) {
	start := w.start
	for text := range strings.SplitSeq(w.text, ",") {
		if text != "" {
			d.Names = append(d.Names, nameOf(text, at(start, start+len(text))))
		}
		start += len(text) + len(",")
	}
}

func nameOf(text string, at source.Range) Name {
	return Name{Text: text, At: at, Rule: rules.Find(text)}
}

func expiry(text string, at source.Range) *Expiry {
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		day = time.Time{}
	}
	return &Expiry{Text: text, At: at, Day: day}
}

// word is a run of characters between blanks, and its offsets.
type word struct {
	text       string
	start, end int
}

func split(text string) []word {
	var words []word
	start := 0
	for field := range strings.FieldsSeq(text) {
		start += strings.Index(text[start:], field)
		words = append(words, word{field, start, start + len(field)})
		start += len(field)
	}
	return words
}
