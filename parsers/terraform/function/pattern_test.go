package function

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestPatternIsRegexp compares the search of texts with holes with that of
// regexp, for expressions, texts and holes made at random.
func TestPatternIsRegexp(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	decided, searches := 0, 30_000
	for range searches {
		expression := randomExpression(random, 3)
		text, fills := randomText(random)
		if checkPattern(t, expression, text, fills) {
			decided++
		}
	}
	t.Logf("%d of %d searches were decided", decided, searches)
	if decided < searches/10 {
		t.Errorf("only %d of %d searches were decided", decided, searches)
	}
}

// checkPattern compares one search; "@" in the text stands for a tame hole and
// "?" for one that may hold anything. It reports whether the holes left it open.
func checkPattern(t *testing.T, expression, text string, fills []string) bool {
	t.Helper()
	p, err := compile(expression)
	if err != nil {
		return false
	}
	var items []item
	var filled strings.Builder
	offsets := []int{}
	for _, char := range text {
		offsets = append(offsets, filled.Len())
		switch char {
		case '@', '?':
			items = append(items, item{text: string(char), char: char, hole: true, tame: char == '@'})
			filled.WriteString(fills[0])
			fills = fills[1:]
		default:
			items = append(items, item{text: string(char), char: char})
			filled.WriteRune(char)
		}
	}
	offsets = append(offsets, filled.Len())
	work := oneWork
	found, ok := p.findAll(items, &work)
	if !ok {
		return false
	}
	var got [][]int
	for _, match := range found {
		var at []int
		for _, place := range match {
			if place == none {
				at = append(at, none)
			} else {
				at = append(at, offsets[place])
			}
		}
		got = append(got, at)
	}
	want := regexp.MustCompile(expression).FindAllStringSubmatchIndex(filled.String(), -1)
	if !slices.EqualFunc(got, want, slices.Equal[[]int]) {
		t.Errorf("%q in %q, that is %q: got %v, want %v", expression, text, filled.String(), got, want)
	}
	return true
}

// randomExpression gives an expression whose parts mean something in the texts.
func randomExpression(random *rand.Rand, depth int) string {
	atoms := []string{
		"a", "b", "-", "/", "//", ":", `\.`, ".", "[^/]", "[^:]", "[a-z]", `\w`, `\W`, `[\w-]`, `[-_0-9A-Za-z]`, "^", "$", `\A`, `\z`, `\b`, `\B`,
		"(?i:A)", "(?s:.)", "(?m:^)", "(?m:$)", "", "http", "é",
	}
	if depth == 0 || random.IntN(4) == 0 {
		return atoms[random.IntN(len(atoms))]
	}
	next := func() string { return randomExpression(random, depth-1) }
	switch random.IntN(6) {
	case 0, 1:
		return next() + next() + next()
	case 2:
		return "(" + next() + ")"
	case 3:
		return "(?:" + next() + "|" + next() + ")"
	default:
		quantifiers := []string{"*", "+", "?", "*?", "+?", "??", "{2}", "{1,3}"}
		return "(?:" + next() + ")" + quantifiers[random.IntN(len(quantifiers))]
	}
}

// randomText gives a text with holes, and what fills them: one character or
// more.
func randomText(random *rand.Rand) (text string, fills []string) {
	parts := []string{"a", "b", "-", "/", "//", ":", ".", "http", "\n", "é", "_", "A", "@", "@", "@", "?"}
	wild := []string{"a", "/", "\n", "é", ":", "//", "ab", "-", ".a", "http://"}
	tame := []string{"a", "b", "-", "_", "A", "ab", "aa", "a-b", "http", "a1", "bbb", "a.b", "."}
	for range 1 + random.IntN(6) {
		part := parts[random.IntN(len(parts))]
		switch part {
		case "@":
			fills = append(fills, tame[random.IntN(len(tame))])
		case "?":
			fills = append(fills, wild[random.IntN(len(wild))])
		}
		text += part
	}
	return text, fills
}

// FuzzPattern does what TestPatternIsRegexp does.
func FuzzPattern(f *testing.F) {
	f.Add("^https?://([^/]*).*", "https://@.x.@/y", "abc", "z")
	f.Add("/", "a/@/b?", "x", "y/z")
	f.Add(`(a)|(b)$`, "@a?", "-", "b")
	f.Fuzz(func(t *testing.T, expression, text, first, second string) {
		holes := strings.Count(text, "@") + strings.Count(text, "?")
		if holes > 4 || len(text) > 200 || len(expression) > 100 || first == "" || second == "" {
			return
		}
		fills := make([]string, holes)
		i := 0
		for _, char := range text {
			if char != '@' && char != '?' {
				continue
			}
			fills[i] = []string{first, second}[i%2]
			if char == '@' && strings.Trim(fills[i], tameCharacters) != "" {
				return
			}
			i++
		}
		for _, s := range append([]string{text}, fills...) {
			if strings.ToValidUTF8(s, "") != s {
				return
			}
		}
		checkPattern(t, expression, text, fills)
	})
}
