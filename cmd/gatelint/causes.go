package main

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/gatelint/gatelint/rules"
)

// cause is a rule that can be behind a text, with the symptom that fits best.
type cause struct {
	rule    *rules.Rule
	symptom string
	// place is where the symptom stands in the rule's list, which begins with
	// the usual ones.
	place int
	score float64
}

// How much a word counts by where a rule has it, and how much it adds that a
// symptom is the text or one holds the other.
const (
	inSymptom, inTitle, inDescription = 3, 2, 1
	isSymptom, holdsSymptom           = 2, 1
	// fair is the least score, and the least part of the best one.
	fair, fairPart = 0.3, 0.5
)

// rankCauses gives the rules that can cause what a text says, likeliest first:
// those whose symptoms are in the text or hold it, then those that share its
// rarer words.
func rankCauses(list []*rules.Rule, text string) []cause {
	wanted := words(asked(text))
	if len(wanted) == 0 {
		return nil
	}
	telling := slices.DeleteFunc(slices.Clone(wanted), func(word string) bool { return fillers[word] })
	if len(telling) == 0 {
		return nil
	}
	weights := rarity(list)
	causes := make([]cause, 0, len(list))
	for _, rule := range list {
		c := cause{rule: rule, score: shared(rule, telling, weights)}
		best := 0.0
		for place, symptom := range rule.Symptoms {
			if fit := overlap(words(symptom), wanted); place == 0 || fit > best {
				c.symptom, c.place, best = symptom, place, fit
			}
		}
		c.score += best
		causes = append(causes, c)
	}
	slices.SortStableFunc(causes, func(a, b cause) int {
		return cmp.Or(
			cmp.Compare(b.score, a.score),
			cmp.Compare(a.place, b.place),
			cmp.Compare(levels[a.rule.Severity], levels[b.rule.Severity]),
			strings.Compare(a.rule.ID, b.rule.ID),
		)
	})
	least := fair
	if len(causes) > 0 {
		least = max(fair, fairPart*causes[0].score)
	}
	return slices.DeleteFunc(causes, func(c cause) bool { return c.score < least })
}

// fillers are words that tell nothing of a fault.
var fillers = map[string]bool{
	"a": true, "an": true, "and": true, "are": true, "as": true, "at": true, "be": true, "by": true, "for": true, "from": true,
	"in": true, "http": true, "is": true, "it": true, "message": true, "null": true, "of": true, "on": true, "or": true, "out": true, "that": true, "the": true, "this": true,
	"to": true, "was": true, "with": true,
}

// words are the runs of letters and digits of a text, in lower case.
func words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

// overlap says how well a symptom and a text fit as wholes; between 0 and 1 by
// the words they share where neither holds the other.
func overlap(symptom, text []string) float64 {
	a, b := " "+strings.Join(symptom, " ")+" ", " "+strings.Join(text, " ")+" "
	switch {
	case len(symptom) == 0:
		return 0
	case a == b:
		return isSymptom
	case strings.Contains(a, b), strings.Contains(b, a) && len(symptom) > 1:
		return holdsSymptom
	}
	common := 0
	for _, word := range symptom {
		if !fillers[word] && slices.Contains(text, word) {
			common++
		}
	}
	return float64(common) / float64(len(symptom)+len(text))
}

// rarity weighs words: the fewer rules mention one, the more it says.
func rarity(list []*rules.Rule) func(word string) float64 {
	count := map[string]int{}
	for _, rule := range list {
		for word := range places(rule) {
			count[word]++
		}
	}
	return func(word string) float64 { return math.Log(1 + float64(len(list)+1)/float64(count[word]+1)) }
}

// shared is between 0 and 1: how much of the text's words a rule has.
func shared(rule *rules.Rule, text []string, weight func(string) float64) float64 {
	has := places(rule)
	var sum, all float64
	for _, word := range text {
		sum += weight(word) * float64(has[word])
		all += weight(word) * inSymptom
	}
	return sum / all
}

// places gives the best place of each word that a rule has.
func places(rule *rules.Rule) map[string]int {
	best := map[string]int{}
	add := func(place int, texts ...string) {
		for _, text := range texts {
			for _, word := range words(text) {
				best[word] = max(best[word], place)
			}
		}
	}
	add(inSymptom, rule.Symptoms...)
	add(inTitle, rule.Title, rule.Name)
	add(inDescription, rule.Description)
	add(inDescription, rule.Articles...)
	return best
}
