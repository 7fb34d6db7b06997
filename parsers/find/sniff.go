package find

import (
	"bytes"
	"encoding/json"
	"path"
	"strings"
)

// dialect says what a document is.
type dialect int

const (
	foreign dialect = iota
	template
	openAPI
	plan
)

// sniffed is what the bytes of a document tell.
type sniffed struct {
	dialect dialect
	sam     bool
	json    bool
	// passed says why a document that resembles a definition is none.
	passed string
}

// markers are the words of which a definition has at least one.
var markers = [][]byte{
	[]byte("Resources"), []byte("AWSTemplateFormatVersion"), []byte("AWS::Serverless"),
	[]byte("openapi"), []byte("swagger"),
	[]byte("planned_values"), []byte("resource_changes"), []byte("format_version"),
}

// sniff tells what a document is by its top-level keys. It never fails: what is
// not a definition is foreign, and a definition with errors is what it was
// meant to be, for its parser to report.
func sniff(name string, text []byte) sniffed {
	if !containsAny(text, markers) {
		return sniffed{}
	}
	result := classify(outline(text))
	result.json = isJSON(name, text)
	if result.dialect == foreign && result.json && brokenTemplate(text) {
		result.dialect = template
		result.sam = bytes.Contains(text, []byte(samPrefix))
	}
	if result.dialect != foreign {
		if reason := passedOver(text); reason != "" {
			return sniffed{passed: reason}
		}
	}
	return result
}

const (
	samTransform = "AWS::Serverless-2016-10-31"
	samPrefix    = "AWS::Serverless::"
)

func classify(sections []section) sniffed {
	var (
		result                  sniffed
		version, planned, state bool
	)
	for _, s := range sections {
		switch s.key {
		case "AWSTemplateFormatVersion":
			result.dialect = template
		case "Transform":
			if bytes.Contains(s.text, []byte(samTransform)) {
				result.dialect = template
				result.sam = true
			}
		case "Resources":
			if isSequence(s.text) {
				continue // a deployment's AppSpec, not a template
			}
			if hasResourceType(s.text) {
				result.dialect = template
				result.sam = result.sam || hasSAMResource(s.text)
			}
		case "openapi", "swagger":
			if version := s.scalar(); result.dialect == foreign && version != "" && version[0] >= '1' && version[0] <= '9' {
				result.dialect = openAPI
			}
		case "format_version":
			version = true
		case "planned_values", "resource_changes":
			planned = true
		case "values":
			state = bytes.Contains(s.text, []byte(`"root_module"`))
		}
	}
	switch {
	case !version || result.dialect != foreign:
	case planned:
		result.dialect = plan
	case state:
		result.passed = stateOfTerraform
	}
	return result
}

// stateOfTerraform is why what "terraform show" says of a state is passed over.
const stateOfTerraform = "a state of Terraform, not a plan"

// isSequence reports whether the value of a section is a list.
func isSequence(text []byte) bool {
	for line := range bytes.Lines(text) {
		line = bytes.TrimSpace(line)
		if len(line) > 0 && line[0] != '#' {
			return line[0] == '[' || bytes.HasPrefix(line, []byte("- ")) || len(line) == 1 && line[0] == '-'
		}
	}
	return false
}

// hasResourceType reports whether any Type in the text, however deep, is
// written like that of a resource: loops and macros have resources inside.
func hasResourceType(text []byte) bool {
	for {
		i := bytes.Index(text, []byte("Type"))
		if i < 0 {
			return false
		}
		whole := i == 0 || strings.IndexByte(" \t\n\"'{,", text[i-1]) >= 0
		text = text[i+len("Type"):]
		value, colon := bytes.CutPrefix(bytes.TrimLeft(text, `"' `), []byte(":"))
		if whole && colon && isResourceType(bytes.TrimLeft(value, "\"' \t\r\n")) {
			return true
		}
	}
}

// hasSAMResource reports whether the Type of a resource belongs to SAM. What
// SAM has expanded still has its types in the metadata of resources.
func hasSAMResource(text []byte) bool {
	if !bytes.Contains(text, []byte(samPrefix)) {
		return false
	}
	for _, resource := range outline(text) {
		for _, attribute := range outline(resource.text) {
			if attribute.key == "Type" && strings.HasPrefix(attribute.scalar(), samPrefix) {
				return true
			}
		}
	}
	return false
}

// isResourceType reports whether text begins like "AWS::" or "Custom::".
func isResourceType(text []byte) bool {
	name, _, found := bytes.Cut(text[:min(len(text), 64)], []byte("::"))
	if !found || len(name) == 0 {
		return false
	}
	for _, c := range name {
		if (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// isJSON reports whether a document is to be parsed as JSON: by its name if it
// says so and the first character agrees, else by the whole.
func isJSON(name string, text []byte) bool {
	return startsObject(text) && (path.Ext(name) == ".json" || json.Valid(text))
}

// brokenTemplate reports whether JSON that does not parse, so that its outline
// may be wrong, was meant to be a template.
func brokenTemplate(text []byte) bool {
	named := bytes.Contains(text, []byte(`"AWSTemplateFormatVersion"`)) ||
		bytes.Contains(text, []byte(`"Resources"`)) && bytes.Contains(text, []byte(`"AWS::`))
	return named && !json.Valid(text)
}

// generators are the marks of files that another program turns into
// definitions: what stands in them is not what is deployed.
var generators = []struct {
	tool string
	// unless is a word that shows that the file is deployed as it stands, and
	// has the marks for another reason.
	unless string
	marks  [][]byte
}{
	{"Serverless Framework", "AWSTemplateFormatVersion", [][]byte{[]byte("${self:"), []byte("${opt:"), []byte("${sls:")}},
	{"Cookiecutter", "", [][]byte{[]byte("{{cookiecutter."), []byte("{{ cookiecutter."), []byte("{%- if cookiecutter."), []byte("{% if cookiecutter.")}},
}

// passedOver says why a document that looks like a definition is none, ""
// where it is one.
func passedOver(text []byte) string {
	for _, g := range generators {
		deployed := g.unless != "" && bytes.Contains(text, []byte(g.unless))
		if !deployed && containsAny(text, g.marks) {
			return "an input of " + g.tool + ", not a definition yet"
		}
	}
	return ""
}

func containsAny(text []byte, words [][]byte) bool {
	for _, word := range words {
		if bytes.Contains(text, word) {
			return true
		}
	}
	return false
}

// sniffHead tells what a document is of which only the beginning is known, and
// that perhaps in another encoding.
func sniffHead(head []byte) dialect {
	text := bytes.ReplaceAll(head, []byte{0}, nil)
	for _, mark := range []string{"\xFF\xFE", "\xFE\xFF", "\uFEFF"} {
		text = bytes.TrimPrefix(text, []byte(mark))
	}
	return classify(outline(text)).dialect
}
