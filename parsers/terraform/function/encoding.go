package function

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

func encodeBase64(text string) (string, error) {
	return base64.StdEncoding.EncodeToString([]byte(text)), nil
}

func decodeBase64(text string) (string, error) {
	decoded, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return "", errors.New("failed to decode base64 data")
	}
	if !utf8.Valid(decoded) {
		return "", errors.New("the result of decoding the provided string is not valid UTF-8")
	}
	return string(decoded), nil
}

func encodeURL(text string) (string, error) { return url.QueryEscape(text), nil }

// encodings are the character sets that textencodebase64 and textdecodebase64
// know here, by their IANA names in lower case. Terraform knows more; with
// those the result is unknown.
var encodings = map[string]encoding.Encoding{
	"utf-8":        unicode.UTF8,
	"utf-16":       unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
	"utf-16le":     unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM),
	"utf-16be":     unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
	"iso-8859-1":   charmap.ISO8859_1,
	"iso-8859-15":  charmap.ISO8859_15,
	"windows-1252": charmap.Windows1252,
}

var textEncode = define(cty.String, func(args []cty.Value) (cty.Value, error) {
	name := args[1].AsString()
	set, ok := encodings[strings.ToLower(name)]
	if !ok {
		return unsupported(cty.String, "textencodebase64"), nil
	}
	encoded, err := set.NewEncoder().Bytes([]byte(args[0].AsString()))
	if err != nil {
		return cty.NilVal, function.NewArgErrorf(0, "the given string contains characters that cannot be represented in %s", name)
	}
	return cty.StringVal(base64.StdEncoding.EncodeToString(encoded)), nil
}, param("string", cty.String), param("encoding", cty.String))

var textDecode = define(cty.String, func(args []cty.Value) (cty.Value, error) {
	name := args[1].AsString()
	set, ok := encodings[strings.ToLower(name)]
	if !ok {
		return unsupported(cty.String, "textdecodebase64"), nil
	}
	raw, err := base64.StdEncoding.DecodeString(args[0].AsString())
	if err != nil {
		return cty.NilVal, function.NewArgErrorf(0, "invalid base64 text: %w", err)
	}
	decoded, err := set.NewDecoder().Bytes(raw)
	if err != nil || bytes.ContainsRune(decoded, utf8.RuneError) {
		return cty.NilVal, function.NewArgError(0, fmt.Errorf("the given string contains symbols that are not defined for %s", name))
	}
	return cty.StringVal(string(decoded)), nil
}, param("source", cty.String), param("encoding", cty.String))
