package cloudformation

import (
	"github.com/gatelint/gatelint/internal/source"
)

// unread says that a template defines an API in SAM's words, which are not read
// yet: a run over it must not end as if it had been looked at. One problem
// speaks for the template.
func (t *template) unread() []source.Problem {
	for _, declared := range t.resources {
		if definesServerlessAPI(declared) {
			return []source.Problem{{
				Kind: source.Unsupported, At: declared.idAt,
				Message: "the APIs that SAM makes of " + declared.typ + " are not read yet; nothing is said of them",
			}}
		}
	}
	return nil
}

// definesServerlessAPI reports whether SAM makes an API, or routes of one, out
// of a resource.
func definesServerlessAPI(declared *declaration) bool {
	switch declared.typ {
	case "AWS::Serverless::Api", "AWS::Serverless::HttpApi", "AWS::Serverless::WebSocketApi":
		return true
	case "AWS::Serverless::Function":
	default:
		return false
	}
	events := declared.body.Get("Properties").Get("Events")
	if events == nil {
		return false
	}
	for _, event := range events.Entries {
		switch textOf(event.Value.Get("Type")) {
		case "Api", "HttpApi":
			return true
		}
	}
	return false
}
