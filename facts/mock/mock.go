// Package mock tells the status code that the request template of a mock
// integration sets.
package mock

import (
	"regexp"
	"strings"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// Attach fills the status codes of all mock integrations.
func Attach(m *model.Model) {
	for _, integration := range m.Integrations {
		integration.MockStatus = Status(integration)
	}
}

// Status gives the status code that an integration's request template sets. It
// is absent where certainly none is set, and for what certainly is no mock.
func Status(integration *model.Integration) value.Value {
	templates := integration.RequestTemplates
	if kind, known := integration.Type.Text(); known && !strings.EqualFold(kind, "MOCK") || templates.IsAbsent() {
		return value.Unset(templates.At)
	}
	if !templates.IsKnown() || templates.Kind() != value.Map {
		return unknown(templates)
	}
	protocol, _ := integration.Protocol.Text()
	if protocol != model.REST {
		// The keys of a WebSocket API's templates are chosen by an expression.
		return agreed(templates)
	}
	for _, key := range []string{"application/json", "$default"} {
		if template := templates.Get(key); !template.IsAbsent() {
			return Template(template)
		}
	}
	if agreed := agreed(templates); !agreed.IsAbsent() {
		// Another content type sets one: whether JSON is ever asked for is
		// not known.
		return unknown(agreed)
	}
	return value.Unset(templates.At)
}

func unknown(v value.Value) value.Value { return value.NotKnown(value.Unsupported, "", v.At) }

// agreed gives what all templates of a map set.
func agreed(templates value.Value) value.Value {
	if templates.Open() {
		return unknown(templates)
	}
	result := value.Unset(templates.At)
	for i, entry := range templates.Entries() {
		status := Template(entry.Value)
		switch {
		case i == 0:
			result = status
		case result.IsAbsent() && status.IsAbsent(), value.Same(result, status):
		default:
			return unknown(templates)
		}
	}
	return result
}

// Template gives the status code that one template sets.
func Template(template value.Value) value.Value {
	text, known := template.Text()
	if !known {
		return encoded(template)
	}
	mentions := strings.Contains(strings.ToLower(text), "statuscode")
	switch {
	case strings.Contains(text, "$input"), strings.Contains(text, "$stageVariables"), strings.Contains(text, "$util"):
		// The request, the stage or a computation may bring the key.
		return unknown(template)
	case !mentions:
		return value.Unset(template.At)
	case strings.ContainsAny(text, "#$"):
		return unknown(template)
	}
	token, found := statusIn(text)
	switch {
	case found == unclear:
		return unknown(template)
	case found == missing || !number.MatchString(token):
		return value.Unset(template.At)
	case !integer.MatchString(token):
		return unknown(template)
	}
	status := value.OfNumber(token, template.At)
	status.Sensitive = template.Sensitive
	return status
}

var (
	number  = regexp.MustCompile(`^[-+]?[0-9.]`)
	integer = regexp.MustCompile(`^(?:0|-?[1-9][0-9]*)$`)
)

// encoded gives the status code in the structure that a template encodes, where
// the template is not known as a text because some other part of it is not.
func encoded(template value.Value) value.Value {
	inner := template.Inner()
	if inner == nil || !inner.IsKnown() || inner.Kind() != value.Map {
		return unknown(template)
	}
	status := inner.Get("statusCode")
	text, known := status.Text()
	switch {
	case !known:
		return unknown(template)
	case status.Kind() == value.Number && integer.MatchString(text):
		return value.OfNumber(text, template.At)
	case status.Kind() == value.Text && !strings.ContainsAny(text, "#$"):
		return value.Unset(template.At)
	}
	return unknown(template)
}
