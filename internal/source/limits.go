package source

import (
	"path"
	"strings"
	"time"
)

const (
	kibibyte = 1 << 10
	mebibyte = 1 << 20
	gibibyte = 1 << 30
)

// MostDepth and MostElements are as high as the limits of those names may be
// set: above them, values could exhaust the stack.
const (
	MostDepth    = 250
	MostElements = 100_000
)

// Limits bound what one run reads and works out. They protect against hostile
// input; no definition that a service accepts comes near them. LimitTable says
// what each bounds.
type Limits struct {
	// ConfigBytes, DocumentBytes and PlanBytes are the largest sizes of one
	// file: Terraform configuration and variables; templates, OpenAPI
	// documents and all else; plans as JSON.
	ConfigBytes, DocumentBytes, PlanBytes int64
	// Files and TotalBytes bound what all reads of a run amount to, Listed what
	// one call of fileset() looks through.
	Files      int
	TotalBytes int64
	Listed     int
	// Depth is how deep anything may be nested: brackets, templates,
	// collections, folders.
	Depth int
	// Operators is how many operators one expression may chain without a
	// separator.
	Operators int
	// Nodes is how many values a document may come to after its aliases are
	// expanded; includes and loops may each add as many. The largest template
	// that can be deployed has a fifth of that. ServerlessNodes is what the
	// serverless transform may make.
	Nodes, ServerlessNodes int

	// Text is the length of one text that is made, AllText of all that one
	// definition makes, in bytes; Elements is the size of one collection.
	Text, AllText, Elements int

	// Steps is the number of syntax nodes that one call of a module may visit,
	// AllSteps that of all calls together, Rounds those of all for expressions
	// and dynamic blocks,
	// and Expressions how far expressions may lead to one another.
	Steps, AllSteps, Rounds, Expressions int
	// Instances is what one count or for_each makes, Modules the instances of
	// all modules, and ModuleDepth how deep they may call one another.
	Instances, Modules, ModuleDepth int

	// TemplateSteps is the number of values that resolving a template may visit,
	// over all its variants.
	TemplateSteps int
	// Conditions is how many conditions of a template are looked at, Variants
	// how many of their outcomes.
	Conditions, Variants int
	// StackDepth is how deep stacks may nest one another, Stacks and
	// StackResources are how many of them one template may come to.
	StackDepth, Stacks, StackResources int

	// Imported is what the import of one OpenAPI document may make, ImportSteps
	// the keys that are looked at on the way.
	Imported, ImportSteps int

	// RuleTime is how long one rule may take over one definition, RunTime how
	// long a run may take in all.
	RuleTime, RunTime time.Duration
	// Memory is from where on the garbage collector works harder. It is not a
	// bound: the others see to that.
	Memory int64
}

// DefaultLimits gives the limits that hold unless the command line says
// otherwise.
func DefaultLimits() Limits {
	return Limits{
		ConfigBytes:     1 * mebibyte,
		DocumentBytes:   2 * mebibyte,
		PlanBytes:       64 * mebibyte,
		Files:           50_000,
		TotalBytes:      512 * mebibyte,
		Listed:          10_000,
		Depth:           MostDepth,
		Operators:       1000,
		Nodes:           250_000,
		ServerlessNodes: 500_000,
		Text:            1 * mebibyte,
		AllText:         64 * mebibyte,
		Elements:        MostElements,
		Steps:           1_000_000,
		AllSteps:        20_000_000,
		Rounds:          100_000,
		Expressions:     4_000,
		Instances:       1024,
		Modules:         10_000,
		ModuleDepth:     32,
		TemplateSteps:   2_000_000,
		Conditions:      500,
		Variants:        32,
		StackDepth:      16,
		Stacks:          200,
		StackResources:  20_000,
		Imported:        50_000,
		ImportSteps:     1 << 24,
		RuleTime:        10 * time.Second,
		RunTime:         2 * time.Minute,
		Memory:          1 * gibibyte,
	}
}

// bytesFor gives the largest size of the file name. A JSON document may turn
// out to be a plan, which its first bytes tell.
func (l *Limits) bytesFor(name string, head []byte) int64 {
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
