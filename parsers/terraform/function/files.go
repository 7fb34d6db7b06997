package function

import (
	"errors"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform/symbol"
)

// ofFile gives a function from the content of a file to a text.
func (e *Env) ofFile(name string, run func(content string) (string, error)) function.Function {
	return define(cty.String, func(args []cty.Value) (cty.Value, error) {
		content, missing := e.read(args[0].AsString())
		if missing != nil {
			return missing.text(), nil
		}
		result, err := run(content)
		if err != nil {
			return cty.NilVal, function.NewArgErrorf(0, "%s(): %w", name, err)
		}
		return cty.StringVal(result), nil
	}, param("path", cty.String))
}

// unread says why a file is not known.
type unread struct {
	reason value.Reason
	path   string
}

func (u unread) text() cty.Value { return symbol.Unknown(cty.String, u.reason, u.path) }

// read gives the content of a file, or why it is not known.
func (e *Env) read(name string) (string, *unread) {
	if e.Read == nil {
		return "", &unread{value.Unsupported, name}
	}
	content, err := e.Read(name)
	if err != nil {
		return "", &unread{symbol.Unread(err), name}
	}
	return string(content), nil
}

// utf8Text refuses what is no text, as Terraform does.
func utf8Text(content string) (string, error) {
	if !utf8.ValidString(content) {
		return "", errors.New("the file does not hold valid UTF-8")
	}
	return content, nil
}

// fileExists knows of files that are there. One that is not may be made before
// Terraform runs.
func (e *Env) fileExists() function.Function {
	return define(cty.Bool, func(args []cty.Value) (cty.Value, error) {
		name := args[0].AsString()
		if e.Exists == nil {
			return symbol.Unknown(cty.Bool, value.Unsupported, name), nil
		}
		exists, err := e.Exists(name)
		switch {
		case err != nil:
			return symbol.Unknown(cty.Bool, symbol.Unread(err), name), nil
		case !exists:
			return symbol.Unknown(cty.Bool, value.Missing, name), nil
		}
		return cty.True, nil
	}, param("path", cty.String))
}

// fileSet gives the files that match a pattern. None at all are taken for files
// that are yet to be made.
func (e *Env) fileSet() function.Function {
	return define(cty.Set(cty.String), func(args []cty.Value) (cty.Value, error) {
		dir, pattern := args[0].AsString(), path.Clean(args[1].AsString())
		unknown := func(reason value.Reason) cty.Value { return symbol.Unknown(cty.Set(cty.String), reason, dir) }
		if !doublestar.ValidatePattern(pattern) {
			return cty.NilVal, function.NewArgErrorf(1, "the pattern is malformed")
		}
		if e.List == nil || strings.HasPrefix(pattern, "..") {
			return unknown(value.Unsupported), nil
		}
		files, err := e.List(dir)
		if err != nil {
			return unknown(symbol.Unread(err)), nil
		}
		var found []cty.Value
		for _, file := range files {
			if doublestar.MatchUnvalidated(pattern, file) {
				found = append(found, cty.StringVal(file))
			}
		}
		if len(found) == 0 {
			return unknown(value.Missing), nil
		}
		return cty.SetVal(found), nil
	}, param("path", cty.String), param("pattern", cty.String))
}

// baseName gives the last part of a path.
func baseName(name string) (string, error) { return path.Base(name), nil }

// dirName gives all but the last part of a path.
func dirName(name string) (string, error) { return path.Dir(name), nil }

// absolutePath knows paths that are absolute already. Others depend on where
// Terraform runs.
var absolutePath = define(cty.String, func(args []cty.Value) (cty.Value, error) {
	if name := args[0].AsString(); path.IsAbs(name) {
		return cty.StringVal(path.Clean(name)), nil
	}
	return unsupported(cty.String, "abspath"), nil
}, param("path", cty.String))

// pathExpand knows paths that do not start with the home directory.
var pathExpand = define(cty.String, func(args []cty.Value) (cty.Value, error) {
	if strings.HasPrefix(args[0].AsString(), "~") {
		return unsupported(cty.String, "pathexpand"), nil
	}
	return args[0], nil
}, param("path", cty.String))
