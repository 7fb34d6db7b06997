package rules

import "io/fs"

// EngineFor gives an engine for one rule whose policy is not among the built-in
// ones.
func EngineFor(rule *Rule, files fs.FS) (*Engine, error) {
	return newEngine([]*Rule{rule}, &program{source: files}, Options{})
}
