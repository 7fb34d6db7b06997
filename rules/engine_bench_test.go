package rules

import (
	"fmt"
	"testing"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// generated gives a model of n integrations with their routes, functions and
// permissions, one in ten of them wrong.
func generated(n int) *model.Model {
	m := &model.Model{}
	for i := range n {
		method := "POST"
		if i%10 == 0 {
			method = "GET"
		}
		one := lambdaModel(value.OfText(method, at(i)))
		integration := one.Integrations[0]
		integration.ID = fmt.Sprintf("i%d", i)
		integration.Protocol = value.OfText(model.REST, at(i))
		route := &model.Route{Entity: model.Entity{ID: fmt.Sprintf("r%d", i)}}
		integration.Routes = []*model.Route{route}
		f := &model.Function{Entity: model.Entity{ID: fmt.Sprintf("f%d", i)}}
		p := &model.Permission{Entity: model.Entity{ID: fmt.Sprintf("p%d", i)}, Function: f}
		m.Integrations = append(m.Integrations, integration)
		m.Routes = append(m.Routes, route)
		m.Functions = append(m.Functions, f)
		m.Permissions = append(m.Permissions, p)
	}
	return m
}

// The first model pays for the compilation of the policies that it needs.
func BenchmarkFirstModel(b *testing.B) {
	m := generated(10)
	for b.Loop() {
		engine, err := New(Options{})
		if err != nil {
			b.Fatal(err)
		}
		engine.Evaluate(b.Context(), m)
	}
}

// Cost must grow with the number of resources, not faster.
func BenchmarkEvaluate(b *testing.B) {
	for _, n := range []int{10, 100, 1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			engine, err := New(Options{})
			if err != nil {
				b.Fatal(err)
			}
			m := generated(n)
			for b.Loop() {
				if findings, _ := engine.Evaluate(b.Context(), m); len(findings) != max(1, n/10) {
					b.Fatal(len(findings))
				}
			}
		})
	}
}
