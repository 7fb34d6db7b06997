package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/rules"
)

// Undecided is what the rules could not decide, for reports that are asked for
// it.
type Undecided struct {
	Checks []rules.Undecided
	// Inputs propose what to set, each choice holding the one before it.
	Inputs []rules.InputChoice
}

// sanitizeUndecided makes what comes from definitions safe to show; at does so
// for places.
func sanitizeUndecided(u *Undecided, at func(source.Range) source.Range) *Undecided {
	if u == nil {
		return nil
	}
	input := func(i rules.Input) rules.Input { return rules.Input{Flag: Text(i.Flag), Name: Text(i.Name)} }
	return &Undecided{
		Checks: each(u.Checks, func(check rules.Undecided) rules.Undecided {
			check.Resource, check.At, check.Body = Text(check.Resource), at(check.At), at(check.Body)
			check.Reasons = each(check.Reasons, func(r rules.Reason) rules.Reason {
				r.Resource, r.Path, r.Detail, r.At = Text(r.Resource), Text(r.Path), Text(r.Detail), at(r.At)
				r.Input = input(r.Input)
				return r
			})
			return check
		}),
		Inputs: each(u.Inputs, func(choice rules.InputChoice) rules.InputChoice {
			return rules.InputChoice{Inputs: each(choice.Inputs, input), Decides: choice.Decides}
		}),
	}
}

// shownReasons is how many reasons of one check are shown if the text is not
// verbose.
const shownReasons = 3

// undecided shows first which inputs would decide the most, then the checks
// that wait for inputs alone, and counts the others by what they wait for.
func (t *textWriter) undecided() {
	u := t.report.Undecided
	if u == nil {
		return
	}
	t.print(t.paint.strong("Undecided:"), " ")
	if len(u.Checks) == 0 {
		t.print("none\n\n")
		return
	}
	t.print(count(len(u.Checks), "check"), "\n")
	t.inputs(u)
	var others []rules.Undecided
	for _, check := range u.Checks {
		if _, only := check.Inputs(); only || t.verbose {
			t.check(&check)
		} else {
			others = append(others, check)
		}
	}
	t.others(others)
	t.print("\n")
}

// enough is the part of the checks that an input alone could decide, in
// percent, which the proposal is to reach; maxProposed is how many inputs it
// names.
const (
	enough      = 80
	maxProposed = 4
)

// inputs proposes what to set.
func (t *textWriter) inputs(u *Undecided) {
	if len(u.Inputs) == 0 {
		t.print("  no input decides any of them\n")
		return
	}
	most := u.Inputs[len(u.Inputs)-1].Decides
	choice := u.Inputs[0]
	for _, next := range u.Inputs[1:] {
		if choice.Decides*100 >= most*enough || len(next.Inputs) > maxProposed {
			break
		}
		choice = next
	}
	names, flags := make([]string, len(choice.Inputs)), make([]string, len(choice.Inputs))
	for i, input := range choice.Inputs {
		names[i], flags[i] = input.String(), flagOf(input)
	}
	t.print("  set ", t.paint.strong(enumerate(names)), " to decide up to ",
		fmt.Sprintf("%d of %d", choice.Decides, len(u.Checks)), " (", strings.Join(flags, " "), ")\n")
}

// flagOf gives the option that sets an input.
func flagOf(i rules.Input) string {
	if i.Name == "" {
		return "--" + i.Flag + " …"
	}
	return "--" + i.Flag + " " + i.Name + "=…"
}

func enumerate(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// check shows one check on one line, and why it was not decided.
func (t *textWriter) check(u *rules.Undecided) {
	p := &t.paint
	resource := u.Resource
	if u.Instances > 1 {
		resource += " and " + count(u.Instances-1, "other")
	}
	shown := []string{}
	for _, reason := range u.Reasons {
		if text := reasonText(reason, u.Resource); !slices.Contains(shown, text) {
			shown = append(shown, text)
		}
	}
	if more := len(shown) - shownReasons; more > 0 && !t.verbose {
		shown = append(shown[:shownReasons], fmt.Sprintf("%d more", more))
	}
	t.print("  ", p.place(at(u.At)), ": ", resource, " ", p.faint("["+u.Rule.ID+" "+u.Rule.Name+"]"), ": ", strings.Join(shown, "; "), "\n")
}

// reasonText says what is not known, and why.
func reasonText(r rules.Reason, resource string) string {
	what := r.Path
	if r.Resource != "" && r.Resource != resource {
		what = r.Resource + " " + r.Path
	}
	why := r.Detail
	if why == "" {
		why = kindText[r.Kind]
	}
	return what + " (" + why + ")"
}

// kindText says of each kind what hides a value.
var kindText = map[rules.ReasonKind]string{
	rules.OfInput:      "an input",
	rules.OfData:       "looked up at deployment",
	rules.OfComputed:   "decided at deployment",
	rules.OfCondition:  "a condition chooses it",
	rules.OfElsewhere:  "in another stack",
	rules.OfModule:     "in a module that is not here",
	rules.OfFile:       "in a file that is not here",
	rules.OfSet:        "there may be more than is seen",
	rules.OfLanguage:   "not evaluated",
	rules.OfDefinition: "not valid",
	rules.OfNothing:    "not known",
}

// others counts the checks that no input decides, by what they wait for.
func (t *textWriter) others(list []rules.Undecided) {
	if len(list) == 0 {
		return
	}
	counts := map[rules.ReasonKind]int{}
	for i := range list {
		counts[blockingKind(&list[i])]++
	}
	kinds := make([]rules.ReasonKind, 0, len(counts))
	for kind := range counts {
		kinds = append(kinds, kind)
	}
	slices.SortFunc(kinds, func(a, b rules.ReasonKind) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), strings.Compare(string(a), string(b)))
	})
	parts := make([]string, len(kinds))
	for i, kind := range kinds {
		parts[i] = fmt.Sprintf("%d %s", counts[kind], kindText[kind])
	}
	t.print("  ", count(len(list), "check"), " that no input decides: ", strings.Join(parts, ", "), "; --verbose lists them\n")
}

// blockingKind is the kind of the first reason that is no input.
func blockingKind(u *rules.Undecided) rules.ReasonKind {
	for _, reason := range u.Reasons {
		if reason.Input == (rules.Input{}) {
			return reason.Kind
		}
	}
	return rules.OfInput
}
