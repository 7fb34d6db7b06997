// Package policies holds the rules, written in Rego, and the library that they
// are written with.
package policies

import "embed"

// FS holds the library under lib/, its optimistic reading under lib/may/, and
// each rule as GROUP/NAME/policy.rego.
//
//go:embed lib/deployment.rego lib/finding.rego lib/origin.rego lib/permission.rego lib/set.rego lib/value.rego lib/may/permission.rego lib/may/set.rego lib/may/value.rego */*/policy.rego
var FS embed.FS
