// Package preflight tells which authorizers refuse the preflight requests of
// browsers, which never carry a caller's credentials.
package preflight

import (
	"regexp"
	"strconv"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// Attach fills which authorizers refuse preflight requests.
func Attach(m *model.Model) {
	for _, authorizer := range m.Authorizers {
		authorizer.RefusesPreflight = Refuses(authorizer)
	}
}

// Refuses gives true if API Gateway certainly answers preflight requests with
// 401 before it asks the authorizer's function, because an identity source that
// is a caller's credential is missing. Otherwise the function decides, and the
// answer is unknown.
//
// API Gateway verifies that the identity sources are there for a token, and for
// requests if answers are kept; whether it does if they are not is not documented.
func Refuses(a *model.Authorizer) value.Value {
	kind, _ := a.Kind.Text()
	verified := kind == "TOKEN"
	if kind == "REQUEST" {
		text, _ := a.TTLSeconds.Text()
		seconds, err := strconv.ParseFloat(text, 64)
		verified = err == nil && seconds > 0
	}
	for _, item := range a.IdentitySources.Items() {
		if text, known := item.Text(); verified && known && credential.MatchString(text) {
			return value.OfBool(true, item.At)
		}
	}
	unknown := value.Because(a.At, append([]value.Value{a.Kind, a.TTLSeconds, a.IdentitySources}, a.IdentitySources.Items()...)...)
	if unknown.Origin() == "" {
		return unknown.WithReason(value.Inapplicable, "")
	}
	return unknown
}

// credential matches an identity source that is a header with a caller's
// credential. Headers of other names may be added on the way by a content
// delivery network.
var credential = regexp.MustCompile(
	`(?i)^(?:method\.request|\$request)\.header\.(?:.*authorization.*|.*token.*|(?:x-)?auth|cookie|x-api-key)$`)
