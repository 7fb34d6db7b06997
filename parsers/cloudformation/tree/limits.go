package tree

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"regexp"
	"strconv"

	"github.com/gatelint/gatelint/internal/source"
)

// Parse reads a document in the syntax that its content shows. The error, if
// any, says where; nothing of the document is used then.
func Parse(file *source.File, limits source.Limits) (*Document, *source.Problem) {
	text := bytes.TrimLeft(file.Bytes, " \t\r\n")
	if len(text) > 0 && (text[0] == '{' || text[0] == '[') {
		document, problem := JSON(file, limits)
		if problem == nil || problem.Kind == source.Limit || path.Ext(file.Path) == ".json" {
			return document, problem
		}
		// A flow mapping is YAML. The JSON parser's words are the better ones
		// where neither can read it.
		if document, failed := YAML(file, limits); failed == nil {
			return document, nil
		}
		return nil, problem
	}
	return YAML(file, limits)
}

// tooMany says that a document is larger than anything that can be deployed.
func tooMany(at source.Range, limit int) *source.Problem {
	return &source.Problem{
		Kind:    source.Limit,
		At:      at,
		Message: fmt.Sprintf("the document comes to more than %d values after its aliases are expanded; split it or use fewer aliases", limit),
	}
}

// tooDeep says that a document is nested deeper than the limit.
func tooDeep(at source.Range, limit int) *source.Problem {
	return &source.Problem{
		Kind:    source.Limit,
		At:      at,
		Message: fmt.Sprintf("the document is nested deeper than %d levels; flatten it", limit),
	}
}

// refused makes a problem of what a parser said.
func refused(file *source.File, syntax string, err error) *source.Problem {
	message := err.Error()
	at := source.Range{File: file.Path}
	if place := placePattern.FindStringSubmatch(message); place != nil {
		line, lineErr := strconv.Atoi(place[1])
		column, columnErr := strconv.Atoi(place[2])
		if lineErr == nil {
			offset := file.Offset(source.Position{Line: line, Column: 1})
			if columnErr == nil {
				offset += column - 1 // the JSON parser counts bytes
			}
			at = file.Range(offset, offset)
		}
		message = message[len(place[0]):]
	}
	if anchor := anchorPattern.FindStringSubmatch(message); anchor != nil {
		if offset := bytes.Index(file.Bytes, []byte("*"+anchor[1])); offset >= 0 {
			at = file.Range(offset, offset+1+len(anchor[1]))
		}
	}
	message = prefixPattern.ReplaceAllString(message, "")
	return &source.Problem{Kind: source.Unreadable, At: at, Message: fmt.Sprintf("it is no valid %s: %s", syntax, clip(message))}
}

var (
	placePattern = regexp.MustCompile(`^(?:yaml|hujson): line (\d+)(?:, column (\d+))?: `)
	// anchorPattern is the one thing that the parser says without a line.
	anchorPattern = regexp.MustCompile(`^yaml: unknown anchor '([^']+)' referenced`)
	prefixPattern = regexp.MustCompile(`^(?:yaml|hujson): `)
)

// clip bounds a message that may quote the input.
func clip(message string) string {
	const most = 200
	if runes := []rune(message); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return message
}

// errEmpty is what reading a file without any content gives.
var errEmpty = errors.New("there is nothing in it")
