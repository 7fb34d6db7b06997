// Package backend tells what an integration calls, from the pieces of its URI
// that are known.
package backend

import (
	"regexp"
	"strings"

	"github.com/gatelint/gatelint/facts/function"
	"github.com/gatelint/gatelint/facts/symbolic"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// The services that are no AWS service, and Lambda.
const (
	Lambda = "lambda"
	HTTP   = "http"
	Mock   = "mock"
)

// The forms in which a URI names a Lambda function.
const (
	Invocation = "invocation"
	Function   = "function"
)

// Attach fills the backends of all integrations and authorizers.
func Attach(m *model.Model, index *function.Index) {
	for _, integration := range m.Integrations {
		integration.Backend = Of(integration, index)
	}
	for _, authorizer := range m.Authorizers {
		authorizer.Backend = fromURI(authorizer.URI, index)
	}
}

// Of gives the backend of an integration.
func Of(integration *model.Integration, index *function.Index) model.Backend {
	kind := integration.Type
	name, known := kind.Text()
	if !known {
		return unknown(kind)
	}
	switch strings.ToUpper(name) {
	case "MOCK":
		return plain(Mock, kind)
	case "HTTP", "HTTP_PROXY":
		return plain(HTTP, kind)
	case "AWS", "AWS_PROXY":
		if name, _ := integration.Subtype.Text(); name != "" || integration.Subtype.IsUnknown() {
			return subtype(integration.Subtype)
		}
		return fromURI(integration.URI, index)
	}
	return unknown(kind)
}

// unknown is the backend of which nothing can be told.
func unknown(v value.Value) model.Backend {
	nothing := value.Because(v.At, v)
	return model.Backend{Service: nothing, Form: nothing, Qualifier: nothing}
}

// plain is a backend that has a service and no function.
func plain(service string, from value.Value) model.Backend {
	unset := value.Unset(from.At)
	return model.Backend{Service: value.OfText(service, from.At), Form: unset, Qualifier: unset}
}

// none is the backend of a URI that calls nothing.
func none(from value.Value) model.Backend {
	unset := value.Unset(from.At)
	return model.Backend{Service: unset, Form: unset, Qualifier: unset}
}

// subtypes maps the services in the names of v2 subtypes ("SQS-SendMessage") to
// the names that ARNs have for them, where these differ.
var subtypes = map[string]string{"eventbridge": "events", "stepfunctions": "states"}

func subtype(v value.Value) model.Backend {
	text, known := v.Text()
	if !known {
		return unknown(v)
	}
	service, _, _ := strings.Cut(strings.ToLower(text), "-")
	if name, ok := subtypes[service]; ok {
		service = name
	}
	return plain(service, v)
}

// The forms of URIs. A double slash behind "path" is how AWS's guide prints it,
// and works.
var (
	invocations = regexp.MustCompile(`(?s)^(.*):lambda:path/{1,2}(?:2015-03-31/functions/(.*)/invocations|2021-11-15/functions/(.*)/response-streaming-invocations)$`)
	services    = regexp.MustCompile(`(?s)^arn:[^:]*:apigateway:[^:]*:([^:/]*):(?:path|action)/`)
	functions   = regexp.MustCompile(`(?s)^arn:[^:]*:lambda:[^:]*:[^:]*:function:.+$`)
	prefixes    = regexp.MustCompile(`^arn:[^:]*:apigateway:[^:]*$`)
)

func fromURI(uri value.Value, index *function.Index) model.Backend {
	if uri.IsAbsent() {
		return none(uri)
	}
	text, ok := symbolic.Of(uri)
	if !ok {
		return unknown(uri)
	}
	if match := invocations.FindStringSubmatch(text.String); match != nil {
		// A prefix that is not known as a whole cannot be called wrong.
		if prefixes.MatchString(match[1]) || !symbolic.Plain(match[1]) {
			return lambda(Invocation, text.Value(match[2]+match[3]).WithRefs(uri.Refs()...), uri, index)
		}
	}
	if functions.MatchString(text.String) {
		return lambda(Function, uri, uri, index)
	}
	if ref, ok := text.Ref(head(text.String)); ok && (ref.Attr == "arn" || ref.Attr == "qualified_arn") {
		if backend := lambda(Function, uri, uri, index); backend.Function != nil {
			return backend
		}
	}
	return fromService(text, uri)
}

// head gives what stands before the first colon.
func head(text string) string {
	before, _, _ := strings.Cut(text, ":")
	return before
}

// fromService gives the backend of a URI that names no function in one of the
// right forms.
func fromService(text symbolic.Text, uri value.Value) model.Backend {
	if strings.Contains(text.String, ":lambda:path/") && strings.Contains(text.String, "/functions/") {
		backend := plain(Lambda, uri)
		backend.Qualifier = value.NotKnown(value.Computed, "", uri.At)
		if !symbolic.Plain(text.String) {
			backend.Form = value.NotKnown(value.Computed, "", uri.At)
		}
		return backend
	}
	if match := services.FindStringSubmatch(text.String); match != nil {
		// "bucket.s3" stands for a bucket's own host of the service s3.
		labels := strings.Split(match[1], ".")
		if service := labels[len(labels)-1]; service != "" && symbolic.Plain(service) {
			return plain(strings.ToLower(service), uri)
		}
	}
	lower := strings.ToLower(text.String)
	switch {
	case strings.HasPrefix(lower, "http://"), strings.HasPrefix(lower, "https://"):
		return plain(HTTP, uri)
	case symbolic.Plain(text.String):
		return none(uri)
	}
	return unknown(uri)
}

// lambda gives the backend that is a function, called by a URI in a form.
func lambda(form string, name, uri value.Value, index *function.Index) model.Backend {
	target := index.Resolve(name)
	backend := model.Backend{
		Service:   value.OfText(Lambda, uri.At),
		Form:      value.OfText(form, uri.At),
		Function:  target.Function,
		Qualifier: target.Qualifier,
	}
	if target.Function != nil {
		backend.FunctionID = target.Function.ID
	}
	return backend
}

// Named gives the piece of a URI that names the function, and whether there is
// one.
func Named(uri value.Value) (value.Value, bool) {
	text, ok := symbolic.Of(uri)
	if !ok {
		return value.Value{}, false
	}
	if match := invocations.FindStringSubmatch(text.String); match != nil {
		return text.Value(match[2] + match[3]).WithRefs(uri.Refs()...), true
	}
	return uri, true
}
