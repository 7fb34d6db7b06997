// Package rules evaluates the policies over the model: it makes the catalogue
// out of their metadata, loads the ones that can apply, guards that nothing
// rests on what is not known, and turns violations into findings.
package rules

import (
	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
)

// Severity says how bad a finding is.
type Severity string

// The severities, worst first.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Info    Severity = "info"
)

// Phase says when a fault bites.
type Phase string

// The phases.
const (
	Run     Phase = "run"     // deploys cleanly, fails when called
	Stale   Phase = "stale"   // the stage keeps serving the old API
	Deploy  Phase = "deploy"  // the control plane refuses it
	Destroy Phase = "destroy" // breaks on delete or replace
)

// Rule is what a policy's metadata says of it.
type Rule struct {
	// ID ("INT001") and Name ("lambda-integration-not-post") are public and
	// stable; Group is the folder ("integration").
	ID, Name, Group string
	Title           string
	// Description says in a few sentences what happens and why.
	Description string
	Severity    Severity
	// Worst is the severity of some of its findings, "" if all have the rule's.
	// For these a rule that only informs is evaluated in any case.
	Worst Severity
	Phase Phase
	// Symptoms are statuses and exact texts that a caller or a log shows.
	Symptoms []string
	// Remedy says what to do.
	Remedy string
	// Articles and Sources say where the facts come from.
	Articles, Sources []string
	// Needs are the kinds of entities without which the rule cannot apply.
	Needs []string
	// Absence says that the rule claims that something is missing.
	Absence bool
	// FixSafe says that the fix can be applied without a reader.
	FixSafe     bool
	Limitations []string
	Since       string
	// Package is the Rego package, Path the policy's folder.
	Package, Path string
}

// HasPolicy reports whether a policy stands behind the rule. Those about
// suppressions have none.
func (r *Rule) HasPolicy() bool { return r.Package != "" }

// Help gives the path of the rule's page in the repository.
func (r *Rule) Help() string { return "docs/rules/" + r.Group + "/" + r.Name + ".md" }

// Related is another end of a finding.
type Related struct {
	At      source.Range
	Message string
}

// Finding is one fault at one place.
type Finding struct {
	Rule     *Rule
	Severity Severity
	Message  string
	At       source.Range
	// Resource is the address; Instances counts how many resources made of
	// the same lines have the same fault, and Addresses lists them, sorted, if
	// they are more than one.
	Resource  string
	Instances int
	Addresses []string
	Dialect   resource.Dialect
	// When lists the assumptions under which it holds.
	When     []string
	Symptoms []string
	Related  []Related
	// Calls are the module calls and nested stacks on the way to the resource,
	// outermost first. Owners are the places of the part that the finding is
	// about, of its resource, and of the one that this was made of.
	Calls, Owners []source.Range
	// Fix is what to do, in words.
	Fix string
	// Fingerprint holds across moved lines.
	Fingerprint string
	// Also are other fingerprints of what it stands for: instances, and variants
	// of the definition. Of many the least ones, so that it is mostly the same
	// when one is added.
	Also []string

	// variants is how many entries of When, the first ones, are those of the
	// definition's variant.
	variants int
}

// Suppressed is a finding that is not reported because someone said so.
type Suppressed struct {
	Finding Finding
	// Reason is what they gave as theirs, "" if none.
	Reason string
	// By says where they said it.
	By SuppressedBy
}

// SuppressedBy is a way of suppressing findings.
type SuppressedBy string

// The ways.
const (
	Inline   SuppressedBy = "inline"   // a comment or metadata at the definition
	Baseline SuppressedBy = "baseline" // an entry of the baseline file
)
