package openapi

import (
	"strings"

	"github.com/gatelint/gatelint/internal/value"
)

// methodResponses gives the responses that an operation declares. What a key
// that is no status code becomes ("default", "4XX") is not known.
func (x *expansion) methodResponses(o operation) value.Value {
	all := x.follow(o.body.Get("responses"))
	if !all.IsKnown() || all.Kind() != value.Map {
		return unlessAbsent(all)
	}
	var items []value.Value
	for _, entry := range all.Entries() {
		if strings.HasPrefix(entry.Key, "x-") {
			continue
		}
		if !x.spend(entry.KeyAt) {
			return value.OfList(items, true, all.At)
		}
		status := value.OfText(entry.Key, entry.KeyAt)
		if !isStatus(entry.Key) {
			status = value.NotKnown(value.Unsupported, "", entry.KeyAt)
		}
		var attrs properties
		attrs.setAt("StatusCode", status, entry.KeyAt)
		attrs.set("ResponseParameters", x.declaredHeaders(x.follow(entry.Value)))
		items = append(items, value.OfMap(attrs, false, spanning(entry)))
	}
	return value.OfList(items, all.Open(), all.At)
}

func isStatus(key string) bool {
	return len(key) == 3 && strings.Trim(key, "0123456789") == ""
}

// declaredHeaders gives the parameters of a method response.
func (x *expansion) declaredHeaders(response value.Value) value.Value {
	headers := response.Get("headers")
	if !headers.IsKnown() || headers.Kind() != value.Map {
		return unlessAbsent(headers)
	}
	var parameters properties
	for _, entry := range headers.Entries() {
		name := "method.response.header." + entry.Key
		parameters.setAt(name, value.OfBool(false, entry.KeyAt), entry.KeyAt)
	}
	return value.OfMap(parameters, headers.Open(), headers.At)
}

// responseProperties are the keys of an integration's response that become
// properties as they are.
var responseProperties = []name{
	{"statusCode", "StatusCode"},
	{"responseParameters", "ResponseParameters"},
	{"responseTemplates", "ResponseTemplates"},
	{"contentHandling", "ContentHandling"},
}

// integrationResponses gives the responses of an integration. The key is the
// pattern that selects one; "default" marks the one without.
func (x *expansion) integrationResponses(all value.Value) value.Value {
	if !all.IsKnown() || all.Kind() != value.Map {
		return unlessAbsent(all)
	}
	var items []value.Value
	for _, entry := range all.Entries() {
		if !x.spend(entry.KeyAt) {
			return value.OfList(items, true, all.At)
		}
		response := x.follow(entry.Value)
		var attrs properties
		attrs.take(response, responseProperties)
		if response.Get("statusCode").IsAbsent() {
			attrs.setAt("StatusCode", value.NotKnown(value.Unsupported, "", entry.KeyAt), entry.KeyAt)
		}
		if entry.Key != "default" {
			attrs.setAt("SelectionPattern", value.OfText(entry.Key, entry.KeyAt), entry.KeyAt)
		}
		items = append(items, value.OfMap(attrs, response.Open(), spanning(entry)))
	}
	return value.OfList(items, all.Open(), all.At)
}
