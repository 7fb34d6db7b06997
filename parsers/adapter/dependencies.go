package adapter

import (
	"maps"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
)

// dependencies gives what each resource waits for or mentions. Who waits for a
// nested stack waits for all in it, and what is in it for all that the stack
// waits for.
func dependencies(resources []*resource.Resource) map[string][]string {
	found := make(map[string][]string, len(resources))
	for _, r := range resources {
		found[r.Address] = slices.Concat(found[r.Address], r.References, r.DependsOn)
	}
	own := maps.Clone(found)
	for _, r := range resources {
		if _, nested := own[r.Module]; nested {
			found[r.Module] = append(found[r.Module], r.Address)
		}
		for stack := r.Module; stack != ""; stack = outside(stack) {
			found[r.Address] = append(found[r.Address], own[stack]...)
		}
	}
	return found
}

// actions gives what a plan does with each resource.
func actions(resources []*resource.Resource) map[string][]string {
	found := map[string][]string{}
	for _, r := range resources {
		if r.Actions != nil {
			found[r.Address] = r.Actions
		}
	}
	return found
}

// outside gives the path of what a nested stack stands in.
func outside(stack string) string {
	return stack[:max(0, strings.LastIndexByte(stack, '/'))]
}

// types gives the types of all resources, by address.
func types(resources []*resource.Resource) map[string]string {
	found := make(map[string]string, len(resources))
	for _, r := range resources {
		found[r.Address] = r.Type
	}
	return found
}

// written gives the headers of the resources that someone wrote, by address.
func written(resources []*resource.Resource) map[string]source.Range {
	found := make(map[string]source.Range, len(resources))
	for _, r := range resources {
		if r.Origin == "" {
			found[r.Address] = r.At
		}
	}
	return found
}
