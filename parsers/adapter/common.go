package adapter

import (
	"strings"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// splitKey takes the verb and the path out of an HTTP API's route key.
// "$default" and the keys of WebSocket APIs have none.
func splitKey(key value.Value) (method, path value.Value) {
	text, known := key.Text()
	if !known {
		return unknownLike(key), unknownLike(key)
	}
	verb, rest, found := strings.Cut(text, " ")
	if !found {
		return value.Unset(key.At), value.Unset(key.At)
	}
	return value.OfText(strings.ToUpper(verb), key.At), value.OfText(strings.TrimSpace(rest), key.At)
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

// scopeOf names what the settings of a method limit, for people. Paths have "~1"
// for the slashes inside them, and in Terraform no slash in front.
func scopeOf(verb, path string) string {
	path = strings.ReplaceAll(path, "~1", "/")
	path = "/" + strings.TrimLeft(path, "/")
	if verb == "*" && path == "/*" {
		return "all routes"
	}
	return verb + " " + path
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
