package arn

import (
	"regexp"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/facts/symbolic"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// Kind says what a pattern is a pattern over.
type Kind uint8

// The kinds of patterns.
const (
	Undecided Kind = iota // what is not known decides
	Any                   // no pattern was written, which matches everything
	Execution             // an execute-api ARN
	Control               // an ARN of the apigateway service
	Other
)

// Pattern is a text with wildcards over ARNs.
type Pattern struct {
	Kind Kind
	// API is the API of the definition that the pattern certainly names, nil
	// if none.
	API *model.API

	elements []element
	text     symbolic.Text
	// fixed says that the place of the API's id holds the id of an API, by
	// literal or by reference; rest is what follows it. For Execution only.
	fixed bool
	rest  string
}

var (
	executionARNs = regexp.MustCompile(`(?s)^arn:[^:]*:execute-api:[^:]*:[^:]*:([^/*?:]*)(.*)$`)
	controlARNs   = regexp.MustCompile(`(?s)^arn:[^:]*:apigateway:[^:]*:(?:[0-9*]|` + symbolic.Symbol + `)*:(?:/?(?:restapis|apis)/([^/*?]*))?`)
)

// Pattern reads a pattern. A value of which nothing is known may match anything;
// an absent one matches everything.
func (s *Scope) Pattern(v value.Value) Pattern {
	if v.IsAbsent() {
		return Pattern{Kind: Any, elements: []element{star}}
	}
	unknown := Pattern{elements: []element{hole}}
	expanded := value.OfParts(s.expand(v.Parts()), v.At)
	expanded.Sensitive = v.Sensitive
	text, ok := symbolic.Of(expanded)
	if !ok || v.Parts() == nil {
		return unknown
	}
	return s.read(text)
}

func (s *Scope) read(text symbolic.Text) Pattern {
	p := Pattern{text: text}
	if match := executionARNs.FindStringSubmatch(text.String); match != nil {
		p.Kind, p.rest = Execution, match[2]
		p.API, p.fixed = s.named(text, match[1])
	} else if match := controlARNs.FindStringSubmatch(text.String); match != nil {
		p.Kind = Control
		p.API, _ = s.named(text, match[1])
	} else if symbolic.Plain(text.String) {
		p.Kind = Other
	}
	head := strings.TrimSuffix(text.String, p.rest)
	p.elements = s.elements(text, head, wildcard)
	for i, segment := range strings.SplitAfter(p.rest, "/") {
		read := wildcard
		switch name := strings.TrimSuffix(segment, "/"); {
		case i == 0:
		case strings.EqualFold(name, "ANY"):
			// What API Gateway makes of ANY in a permission is told in two
			// ways, so it may match every method.
			p.elements = append(p.elements, anyMethod...)
			segment = segment[len(name):]
		case slices.Contains(methods, name):
			read = method
		}
		p.elements = append(p.elements, s.elements(text, segment, read)...)
	}
	return p
}

var (
	anyMethod = []element{{class: bounded, opaque: true}, {class: bounded, loop: true, opaque: true}}
	methods   = []string{"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"}
)

// named gives the API that a piece of a pattern is the id of, nil if it is none
// of ours, and whether it certainly is an id.
func (s *Scope) named(text symbolic.Text, piece string) (api *model.API, fixed bool) {
	if ref, ok := text.Ref(piece); ok {
		return s.API(ref)
	}
	return nil, piece != "" && symbolic.Plain(piece)
}

// Ending says how much of a request's ARN stands behind the API's id.
type Ending uint8

// The endings of execute-api ARNs.
const (
	Open    Ending = iota // a wildcard, a path, or something unknown follows
	AtID                  // nothing follows
	AtSlash               // a slash follows and nothing else
	AtStage               // a slash and one more segment follow
)

// Ending says how an execute-api pattern ends. Anything but Open is certain, and
// matches no request.
func (p Pattern) Ending() Ending {
	if p.Kind != Execution || !p.fixed {
		return Open
	}
	switch segment, found := strings.CutPrefix(p.rest, "/"); {
	case p.rest == "":
		return AtID
	case p.rest == "/":
		return AtSlash
	case found && symbolic.Plain(segment) && !strings.ContainsAny(segment, "*?/"):
		return AtStage
	}
	return Open
}

// Segments gives the stage, the verb and the path that an execute-api pattern
// names, as written; "" where it does not reach so far.
func (p Pattern) Segments() (stage, verb, path string) {
	pieces := strings.SplitN(p.rest, "/", 4)
	if len(pieces) == 0 || pieces[0] != "" {
		return "", "", ""
	}
	pieces = append(pieces[1:], "", "", "")
	return pieces[0], pieces[1], pieces[2]
}

// Show gives a piece of the pattern as people write it.
func (p Pattern) Show(piece string) string { return p.text.Show(piece) }

// Tail gives what follows the API's id, for Execution only.
func (p Pattern) Tail() string { return p.rest }

// Whole gives all of the pattern.
func (p Pattern) Whole() string { return p.text.String }

// Literal reports whether a piece of the pattern is plain text without
// wildcards.
func Literal(piece string) bool {
	return piece != "" && symbolic.Plain(piece) && !strings.ContainsAny(piece, "*?")
}
