package lint

import (
	"bytes"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/model"
	"github.com/gatelint/gatelint/parsers/find"
)

// unread says which APIs are defined by a document that is there and is not
// read yet: a run over them must not end as if they had been looked at.
func unread(m *model.Model) []source.Problem {
	var problems []source.Problem
	for _, api := range m.APIs {
		if len(api.Body.Parts()) == 0 && api.Body.Inner() == nil && !api.Body.IsKnown() {
			continue // not there, or nobody knows what it is
		}
		problems = append(problems, source.Problem{
			Kind: source.Unsupported, At: api.Body.At,
			Message: "the OpenAPI document of this API is not read yet; nothing is said of the routes in it",
		})
	}
	return problems
}

// unreadPlans says the same of Terraform plans that have an API in them.
func unreadPlans(root *source.Root, plans []find.Document) []source.Problem {
	var problems []source.Problem
	for _, plan := range plans {
		file, err := root.Read(plan.Path)
		if err != nil {
			problems = append(problems, source.ProblemOf(err))
			continue
		}
		if bytes.Contains(file.Bytes, []byte("aws_api_gateway_")) || bytes.Contains(file.Bytes, []byte("aws_apigatewayv2_")) {
			problems = append(problems, source.Problem{
				Kind: source.Unsupported, At: source.Range{File: plan.Path},
				Message: "Terraform plans are not read yet; nothing is said of the APIs in it",
			})
		}
	}
	return problems
}
