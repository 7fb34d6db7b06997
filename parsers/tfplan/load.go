// Package tfplan reads a Terraform plan in the form of "terraform show -json":
// the resources with the values that are planned for them. What is known after
// apply only keeps the references that the plan tells of it, and where the
// configuration that was planned lies beside, all that its expressions say.
package tfplan

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
)

// Options are what a plan may leave open.
type Options struct {
	// Region and Account are those of the default provider where the plan does
	// not say.
	Region, Account string
}

// Load reads the plan at a path. It gives no definition where the file is no
// plan of a version that is known; that is a problem if there is an API in it.
func Load(root *source.Root, path string, opts Options) ([]*resource.Definition, []source.Problem) {
	file, err := root.Read(path)
	if err != nil {
		return nil, []source.Problem{source.ProblemOf(err)}
	}
	doc, err := parse(file, root.Limits())
	if err == nil {
		err = check(file, doc)
	}
	switch {
	case err != nil && doc.v != nil && !mentionsAPI(file):
		return nil, nil
	case err != nil:
		return nil, []source.Problem{source.ProblemOf(err)}
	}
	p := newPlan(root, file, doc, opts)
	p.read()
	return []*resource.Definition{p.definition}, p.problems
}

// mentionsAPI reports whether a file names a type of API Gateway's.
func mentionsAPI(file *source.File) bool {
	return bytes.Contains(file.Bytes, []byte("aws_api_gateway_")) || bytes.Contains(file.Bytes, []byte("aws_apigatewayv2_"))
}

// check refuses what is no plan, and plans that were written in another format.
func check(file *source.File, doc node) error {
	version, _ := doc.get("format_version").text()
	major, _, _ := strings.Cut(version, ".")
	switch {
	case version == "":
		return refused(file, "has no format_version; a plan is written with \"terraform show -json PLANFILE\"")
	case major == "0":
		return refused(file, fmt.Sprintf("has format version %s, of Terraform before 1.1; show the plan with a later version", version))
	case major != "1":
		return refused(file, fmt.Sprintf("has format version %s, and gatelint knows version 1; look for a newer gatelint", version))
	case doc.get("planned_values").isObject():
		return nil
	case doc.get("values").isObject():
		return refused(file, "is a state, not a plan; show the file that \"terraform plan -out\" writes")
	}
	return refused(file, "has no planned_values; show the whole plan with \"terraform show -json\"")
}
