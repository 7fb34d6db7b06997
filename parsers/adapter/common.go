package adapter

import (
	"strings"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// routeV2 gives the route of an HTTP or WebSocket API. The verb and the path of
// an HTTP API's key are taken apart; "$default" and WebSocket keys have none.
func routeV2(r reader, owner, key, target, authorization value.Value) *model.Route {
	route := &model.Route{
		Entity: r.entity(""), Owner: owner, Key: key, Target: target,
		Resource: value.Unset(r.At), Authorization: orText(authorization, "NONE"),
		Method: value.Unset(key.At), Path: value.Unset(key.At),
	}
	text, known := key.Text()
	if !known {
		route.Method, route.Path = unknownLike(key), unknownLike(key)
		return route
	}
	if method, path, ok := strings.Cut(text, " "); ok {
		route.Method = value.OfText(strings.ToUpper(method), key.At)
		route.Path = value.OfText(strings.TrimSpace(path), key.At)
	}
	return route
}

func unknownLike(v value.Value) value.Value {
	if v.IsAbsent() {
		return v
	}
	return value.NotKnown(v.Reason(), v.Origin(), v.At)
}

// limits reads the burst and the rate limit of a settings block.
type limits func(block value.Value) (burst, rate value.Value)

func asWritten(burst, rate string) limits {
	return func(block value.Value) (value.Value, value.Value) {
		return value.AsNumber(block.Get(burst)), value.AsNumber(block.Get(rate))
	}
}

func zeroWhereUnset(burst, rate string) limits {
	return func(block value.Value) (value.Value, value.Value) {
		zero := value.OfNumber("0", block.At)
		return value.AsNumber(block.Get(burst)).OrDefault(zero), value.AsNumber(block.Get(rate)).OrDefault(zero)
	}
}

func addThrottle(m *model.Model, r reader, part, scope string, block value.Value, read limits) {
	burst, rate := read(block)
	m.Throttles = append(m.Throttles, &model.Throttle{
		Entity: r.part(part, block), Scope: scope, Burst: burst, Rate: rate,
	})
}

// forAPIGateway reports whether a VPC endpoint's service certainly is the one
// that private APIs are called through.
func forAPIGateway(service value.Value) bool {
	for _, part := range service.Parts() {
		if strings.HasSuffix(part.Literal, ".execute-api") {
			return true
		}
	}
	return false
}
