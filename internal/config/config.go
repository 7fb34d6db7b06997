// Package config reads .gatelint.yaml, and says what of it counts when nobody
// vouches for it. It opens no file itself.
package config

import (
	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/rules"
)

// Name is the file's name.
const Name = ".gatelint.yaml"

// Text is a text with its place in the file.
type Text struct {
	Value string
	At    source.Range
}

// Pair gives something to a name.
type Pair struct {
	Name, Value string
	At          source.Range
}

// Config is what a file says. What it does not say is empty.
type Config struct {
	// Path is the file's name as its errors show it.
	Path string
	// FailOn is a severity or "never".
	FailOn Text
	// Select and Ignore name rules by id, name, group or start of an id.
	Select, Ignore []Text
	// Severity gives severities to rules by id.
	Severity []Severity
	// Exclude are globs, relative to the file's folder.
	Exclude []Text
	// Variables and Parameters have values as the command line takes them.
	Variables, Parameters []Pair
	// VarFiles, Baseline and the files of Formats are named from the file's
	// folder.
	VarFiles []Text
	Regions  []Text
	Account  Text
	Policies []Text
	External []External
	Baseline Text
	// Formats are FORMAT or FORMAT=FILE.
	Formats []Text
}

// Severity is the severity that a rule is given.
type Severity struct {
	Rule  *rules.Rule
	Level rules.Severity
	At    source.Range
}

// External declares something that is managed elsewhere.
type External struct {
	resource.External
	At source.Range
}
