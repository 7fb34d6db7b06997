package prescan

import (
	"bytes"
	"encoding/json"
	"errors"

	"github.com/gatelint/gatelint/internal/source"
)

// JSON looks over a JSON document: a template, a plan, an OpenAPI document, a
// text for jsondecode(). Comments, which some readers of JSON pass over, may
// hold brackets and quotes.
func JSON(file *source.File, limits source.Limits) error {
	return scanJSON(file, limits, func(_, _ int) error { return nil })
}

// TerraformJSON looks over Terraform's JSON syntax, in which texts are
// templates that HCL parses.
func TerraformJSON(file *source.File, limits source.Limits) error {
	return scanJSON(file, limits, func(start, end int) error {
		literal := file.Bytes[start:end]
		if !bytes.Contains(literal, []byte("{")) && !bytes.Contains(literal, []byte(`\u`)) {
			return nil
		}
		var text string
		if json.Unmarshal(literal, &text) != nil {
			return nil //nolint:nilerr // the parser refuses it, with a better word
		}
		return at(file, start, HCLTemplate(&source.File{Path: file.Path, Bytes: []byte(text)}, limits))
	})
}

// at moves an error about a text inside the file to where the text stands.
func at(file *source.File, offset int, err error) error {
	if refused, ok := errors.AsType[*source.ReadError](err); ok {
		refused.At = file.Position(offset)
	}
	return err
}

// scanJSON measures the nesting outside strings, and hands on the offsets of
// every string with its quotes.
func scanJSON(file *source.File, limits source.Limits, visit func(start, end int) error) error {
	depth := 0
	for i := 0; i < len(file.Bytes); i++ {
		switch file.Bytes[i] {
		case '{', '[':
			if depth++; depth > limits.Depth {
				return tooDeep(file, i, limits.Depth)
			}
		case '}', ']':
			depth = max(depth-1, 0)
		case '"':
			end := jsonStringEnd(file.Bytes, i)
			if err := visit(i, end); err != nil {
				return err
			}
			i = end - 1
		case '/':
			i += comment(file.Bytes[i:])
		}
	}
	return nil
}

// comment gives how many bytes after the first belong to a comment; 0 if none
// starts here.
func comment(text []byte) int {
	begin, end := "//", "\n"
	switch {
	case bytes.HasPrefix(text, []byte("//")):
	case bytes.HasPrefix(text, []byte("/*")):
		begin, end = "/*", "*/"
	default:
		return 0
	}
	length := bytes.Index(text[len(begin):], []byte(end))
	if length < 0 {
		return len(text) - 1
	}
	return len(begin) + length + len(end) - 1
}

// jsonStringEnd gives the offset behind the string that starts at start.
func jsonStringEnd(text []byte, start int) int {
	for i := start + 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(text)
}
