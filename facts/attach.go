// Package facts fills in what has to be computed from the model: what an
// integration calls, who may invoke a function, what a host is. Each fact is a
// package of pure functions; nothing in them knows a dialect or a rule.
package facts

import (
	"github.com/gatelint/gatelint/facts/arn"
	"github.com/gatelint/gatelint/facts/backend"
	"github.com/gatelint/gatelint/facts/certificate"
	"github.com/gatelint/gatelint/facts/connection"
	"github.com/gatelint/gatelint/facts/forwarding"
	"github.com/gatelint/gatelint/facts/function"
	"github.com/gatelint/gatelint/facts/host"
	"github.com/gatelint/gatelint/facts/iam"
	"github.com/gatelint/gatelint/facts/ingress"
	"github.com/gatelint/gatelint/facts/invocation"
	"github.com/gatelint/gatelint/facts/mock"
	"github.com/gatelint/gatelint/facts/origin"
	"github.com/gatelint/gatelint/facts/preflight"
	"github.com/gatelint/gatelint/facts/selection"
	"github.com/gatelint/gatelint/facts/stagevariable"
	"github.com/gatelint/gatelint/facts/waiting"
	"github.com/gatelint/gatelint/model"
)

// Attach fills all facts of a linked model. It may be called again after a value
// of the model was changed.
func Attach(m *model.Model) {
	scope := arn.NewScope(m)
	index := function.NewIndex(m)
	backend.Attach(m, index)
	mock.Attach(m)
	invocation.Attach(m, scope, index)
	iam.Attach(m, arn.NewScope(m)) // with steps of its own: many statements meet many routes
	ingress.Attach(m)
	host.NewClassifier(m, scope).Attach(m)
	certificate.Attach(m)
	forwarding.Attach(m)
	connection.Attach(m)
	origin.Attach(m)
	stagevariable.Attach(m)
	preflight.Attach(m)
	selection.Attach(m)
	waiting.Attach(m)
}
