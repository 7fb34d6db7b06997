// Package waiting tells how long API Gateway waits for what it calls, and
// whether a function is there for API Gateway alone.
package waiting

import (
	"strconv"
	"strings"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// Attach fills how long API Gateway waits for integrations and authorizers, and
// which functions are shared. The permissions of functions must be joined.
func Attach(m *model.Model) {
	for _, integration := range m.Integrations {
		integration.WaitSeconds = Integration(integration)
	}
	for _, authorizer := range m.Authorizers {
		authorizer.WaitSeconds = Authorizer(authorizer)
	}
	shared(m)
}

// defaults are the timeouts in milliseconds where none is written, by protocol.
var defaults = map[string]string{model.REST: "29000", model.WebSocket: "29000", model.HTTP: "30000"}

// Integration gives the seconds that API Gateway waits for the answer of an
// integration; absent where it does not wait for all of it.
func Integration(i *model.Integration) value.Value {
	unknown := value.Because(i.At, i.Protocol, i.TransferMode, i.RequestParameters)
	protocol, known := i.Protocol.Text()
	if !known {
		return unknown
	}
	if mode, known := i.TransferMode.Text(); known && mode == "STREAM" {
		return value.Unset(i.At)
	}
	if i.TransferMode.IsUnknown() {
		return unknown
	}
	if protocol != model.HTTP {
		switch asynchronous, known := isAsynchronous(i.RequestParameters); {
		case asynchronous:
			return value.Unset(i.At)
		case !known:
			return unknown
		}
	}
	return seconds(i.TimeoutMillis.OrDefault(value.OfNumber(defaults[protocol], i.At)))
}

// asynchronousHeader asks Lambda to answer before the function has run.
const asynchronousHeader = "integration.request.header.x-amz-invocation-type"

// isAsynchronous reports whether the parameters of a request to a backend may
// ask Lambda not to wait for the function, and whether that is certain.
func isAsynchronous(parameters value.Value) (asynchronous, known bool) {
	for _, entry := range parameters.Entries() {
		if strings.EqualFold(entry.Key, asynchronousHeader) {
			return true, true
		}
	}
	return false, !parameters.IsUnknown() && !parameters.Open()
}

// seconds gives milliseconds as seconds.
func seconds(millis value.Value) value.Value {
	text, _ := millis.Text()
	number, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return value.Because(millis.At, millis)
	}
	result := value.OfNumber(strconv.FormatFloat(number/1000, 'f', -1, 64), millis.At)
	return result.WithReason(millis.Reason(), millis.Origin())
}

// authorizerSeconds is how long an HTTP API waits for an authorizer.
const authorizerSeconds = "10"

// Authorizer gives the seconds that API Gateway waits for an authorizer's
// function; unknown for APIs that are not HTTP APIs.
func Authorizer(a *model.Authorizer) value.Value {
	if protocol, _ := a.Protocol.Text(); protocol == model.HTTP {
		return value.OfNumber(authorizerSeconds, a.At)
	}
	if a.Protocol.IsUnknown() {
		return value.Because(a.At, a.Protocol)
	}
	return value.NotKnown(value.Inapplicable, "", a.At)
}
