package config

import _ "embed"

//go:embed starter.yaml
var starter string

// Starter gives a file to begin with, in which everything but the version is a
// comment.
func Starter() string { return starter }
