// Package selection tells which answers of a backend match none of the selection
// patterns of a REST API's integration responses.
package selection

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/gatelint/gatelint/facts/backend"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// Attach fills what of the answers to each integration is unmatched. Backends
// must be filled.
func Attach(m *model.Model) {
	for _, integration := range m.Integrations {
		integration.Unmatched = Unmatched(integration)
	}
}

// Successes is what is unmatched of a function that nobody expects to succeed.
const Successes = "successful calls"

// Unmatched names the answers that certainly match no integration response. It
// is absent where each matches one, and where there are no patterns to match.
func Unmatched(i *model.Integration) value.Value {
	none, unknown := value.Unset(i.At), unclear(i)
	switch kind, known := i.Type.Text(); {
	case !known:
		return unknown
	case kind != "AWS" && kind != "HTTP":
		return none
	}
	protocol, _ := i.Protocol.Text()
	service, known := i.Backend.Service.Text()
	if protocol != model.REST || !known || !i.ResponsesSet.Complete {
		return unknown
	}
	var patterns []*regexp.Regexp
	for _, response := range i.Responses {
		text, known := response.SelectionPattern.Text()
		pattern, readable := compile(text)
		switch {
		case response.SelectionPattern.IsAbsent(), known && text == "":
			return none // the default
		case !known || !readable:
			return unknown
		}
		patterns = append(patterns, pattern)
	}
	missing := unmatchedStatuses(patterns, service == backend.HTTP)
	if service == backend.Lambda {
		// The patterns are for the text of an error, and a success has none.
		missing = Successes
		if matches(patterns, "") {
			missing = ""
		}
	}
	if missing == "" || len(patterns) == 0 {
		return none
	}
	return value.OfText(missing, i.At)
}

// unclear says why it cannot be told what is unmatched.
func unclear(i *model.Integration) value.Value {
	causes := []value.Value{i.Type, i.Protocol, i.Backend.Service, i.ResponsesSet.Cause}
	for _, response := range i.Responses {
		causes = append(causes, response.SelectionPattern)
	}
	return value.Because(i.At, causes...)
}

// foreign matches what Java's expressions, which API Gateway's are, take in
// another way than Go's: classes inside classes and their intersections, a class
// that begins with its end, \v, and a repetition without a lower bound.
var foreign = regexp.MustCompile(`&&|\[[^\]]*\[|\[\^?\]|\\v|\{,`)

// compile reads a selection pattern, and reports whether it is certain what it
// matches.
func compile(text string) (*regexp.Regexp, bool) {
	if foreign.MatchString(text) {
		return nil, false
	}
	pattern, err := regexp.Compile(text)
	return pattern, err == nil
}

// matches reports whether a pattern matches part of the text. Whether API
// Gateway wants the whole of it to match is not documented.
func matches(patterns []*regexp.Regexp, text string) bool {
	for _, pattern := range patterns {
		if pattern.MatchString(text) {
			return true
		}
	}
	return false
}

// classes are those of status codes that are looked at, by backend. That a
// failure of the backend ends in 500 is no loss, and which of its own errors an
// AWS service answers with is not the caller's concern.
var classes = map[bool][]int{true: {2, 4}, false: {2}}

// unmatchedStatuses names the classes of which no status code matches.
func unmatchedStatuses(patterns []*regexp.Regexp, isHTTP bool) string {
	var unmatched []string
	for _, class := range classes[isHTTP] {
		if !matchesClass(patterns, class) {
			unmatched = append(unmatched, strconv.Itoa(class)+"xx")
		}
	}
	if len(unmatched) == 0 {
		return ""
	}
	return "answers with " + strings.Join(unmatched, " and ")
}

func matchesClass(patterns []*regexp.Regexp, class int) bool {
	for code := class * 100; code < (class+1)*100; code++ {
		if matches(patterns, strconv.Itoa(code)) {
			return true
		}
	}
	return false
}
