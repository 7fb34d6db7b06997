package iam_test

import (
	"fmt"
	"testing"

	"github.com/gatelint/gatelint/facts/arn"
	"github.com/gatelint/gatelint/facts/iam"
	"github.com/gatelint/gatelint/facts/internal/build"
	"github.com/gatelint/gatelint/model"
)

// BenchmarkAttach measures a policy with a statement for each route, as the
// serverless transform makes one.
func BenchmarkAttach(b *testing.B) {
	for _, size := range []int{10, 100, 1000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			m := &model.Model{}
			api := build.API(m, "api", model.REST, "prod")
			api.EndpointType = build.Value("REGIONAL")
			var statements []string
			for i := range size {
				path := fmt.Sprintf("/orders/%d", i)
				build.Route(m, api, "GET "+path, nil).Authorization = build.Value("NONE")
				statements = append(statements, allow("execute-api:/prod/GET"+path, "{}"))
				if i%2 == 1 {
					statements[i] = accounts
				}
			}
			build.Policy(m, api, statements...)
			for b.Loop() {
				iam.Attach(m, arn.NewScope(m))
			}
		})
	}
}
