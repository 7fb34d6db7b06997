package source

import (
	"path"
	"strings"
)

const (
	kibibyte = 1 << 10
	mebibyte = 1 << 20
)

// Limits bound what one run reads. They protect against hostile input; no
// definition that a service accepts comes near them.
type Limits struct {
	// ConfigBytes, DocumentBytes and PlanBytes are the largest sizes of one
	// file: Terraform configuration and variables; templates, OpenAPI
	// documents and all else; plans as JSON.
	ConfigBytes, DocumentBytes, PlanBytes int64
	// Files and TotalBytes bound what all reads of a run amount to.
	Files      int
	TotalBytes int64
	// Depth is how deep anything may be nested: brackets, templates,
	// collections, folders.
	Depth int
	// Operators is how many operators one expression may chain without a
	// separator.
	Operators int
}

// DefaultLimits gives the limits that hold unless the command line says
// otherwise.
func DefaultLimits() Limits {
	return Limits{
		ConfigBytes:   1 * mebibyte,
		DocumentBytes: 2 * mebibyte,
		PlanBytes:     64 * mebibyte,
		Files:         50_000,
		TotalBytes:    512 * mebibyte,
		Depth:         250,
		Operators:     1000,
	}
}

// bytesFor gives the largest size of the file name. A JSON document may turn
// out to be a plan, which its first bytes tell.
func (l Limits) bytesFor(name string, head []byte) int64 {
	switch {
	case IsTerraformFile(name):
		return l.ConfigBytes
	case path.Ext(name) == ".json" && looksLikePlan(head):
		return max(l.PlanBytes, l.DocumentBytes)
	}
	return l.DocumentBytes
}

// IsTerraformFile reports whether a file of that name holds Terraform
// configuration or variables, in either syntax.
func IsTerraformFile(name string) bool {
	name = strings.TrimSuffix(name, ".json")
	switch path.Ext(name) {
	case ".tf", ".tofu", ".tfvars":
		return true
	}
	return false
}

// looksLikePlan reports whether a JSON document of which head is the beginning
// may be a plan: Terraform writes its format_version first.
func looksLikePlan(head []byte) bool {
	return strings.Contains(string(head), `"format_version"`)
}
