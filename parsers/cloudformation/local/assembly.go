package local

import (
	"strings"

	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// Manifest is the name of the file in which the CDK says what is in a cloud
// assembly, the folder that it writes.
const Manifest = "manifest.json"

// StackArtifact is what a manifest calls a stack.
const StackArtifact = "aws:cloudformation:stack"

// Deployment is a stack of a cloud assembly.
type Deployment struct {
	// Template is the path of its template from the manifest's directory.
	Template string
	// Account and Region say where it is deployed; "" is not known before.
	Account, Region string
}

// Assembly gives the stacks that a manifest names, without those of assemblies
// inside it, which have manifests of their own; false if it is no manifest of a
// cloud assembly.
func Assembly(manifest *tree.Node) ([]Deployment, bool) {
	artifacts := manifest.Get("artifacts")
	if manifest.Get("version") == nil || artifacts == nil || artifacts.Kind != tree.Mapping {
		return nil, false
	}
	var stacks []Deployment
	for _, artifact := range artifacts.Entries {
		name := artifact.Value.Get("properties").Get("templateFile")
		if typ := artifact.Value.Get("type"); !typ.IsScalar() || typ.Text != StackArtifact || !name.IsScalar() {
			continue
		}
		stack := Deployment{Template: name.Text}
		if place := artifact.Value.Get("environment"); place.IsScalar() {
			stack.Account, stack.Region = environment(place.Text)
		}
		stacks = append(stacks, stack)
	}
	return stacks, true
}

// environment takes "aws://111122223333/eu-west-1" apart.
func environment(text string) (account, region string) {
	rest, ok := strings.CutPrefix(text, "aws://")
	if !ok {
		return "", ""
	}
	account, region, _ = strings.Cut(rest, "/")
	if account == "unknown-account" {
		account = ""
	}
	if region == "unknown-region" {
		region = ""
	}
	return account, region
}
