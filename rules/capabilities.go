package rules

import (
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
)

// Capabilities gives what policies may use: the built-in functions of the list
// below, no connection, and not the newer negation, under which a comparison
// with an unknown value would hold.
func Capabilities() *ast.Capabilities {
	all := ast.CapabilitiesForThisVersion()
	return &ast.Capabilities{
		Builtins: slices.DeleteFunc(all.Builtins, func(b *ast.Builtin) bool {
			_, found := slices.BinarySearch(allowedBuiltins, b.Name)
			return !found
		}),
		Features: slices.DeleteFunc(all.Features, func(feature string) bool {
			return feature == ast.FeatureRegoV2 || feature == ast.FeatureRegoV2Import
		}),
		// Empty, not nil: nil allows every host.
		AllowNet: []string{},
	}
}
