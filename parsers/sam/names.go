package sam

import (
	"crypto/sha1"
	"encoding/hex"
	"encoding/json"
	"sort"
	"strings"

	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// suffixed gives a logical id that ends in a suffix of letters and digits, or in
// a digest of any other.
func suffixed(id, suffix string) string {
	if isAlphanumeric(suffix) {
		return id + suffix
	}
	return id + digest(suffix)
}

// isAlphanumeric reports whether a text has letters and digits only, and some.
func isAlphanumeric(s string) bool { return s != "" && s == alphanumeric(s) }

// alphanumeric gives the letters and digits of a text.
func alphanumeric(s string) string {
	return strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' {
			return c
		}
		return -1
	}, s)
}

// digest gives the ten digits by which the transform tells names apart, "" for
// the empty text.
func digest(s string) string {
	if s == "" {
		return ""
	}
	sum := sha1.Sum([]byte(s))
	return hex.EncodeToString(sum[:])[:10]
}

// digestOf gives the digest of a value: of a text as it is, of all else as
// compact JSON with sorted keys.
func (e *expander) digestOf(n *tree.Node) string {
	n = e.resolved(n)
	if isText(n) {
		return digest(n.Text)
	}
	var b strings.Builder
	writeJSON(&b, n)
	return digest(b.String())
}

// writeJSON writes a node as the transform does to name a resource by it.
func writeJSON(b *strings.Builder, n *tree.Node) {
	if name, arg := intrinsic(n); name != "" {
		b.WriteString(`{"` + name + `":`)
		if name == "Fn::GetAtt" && arg.IsScalar() {
			id, attribute, _ := strings.Cut(arg.Text, ".")
			arg = at(n.At).List(at(n.At).Text(id), at(n.At).Text(attribute))
		}
		writeJSON(b, arg)
		b.WriteString("}")
		return
	}
	switch {
	case n == nil || n.Kind == tree.Null:
		b.WriteString("null")
	case n.Kind == tree.Text:
		quoted, _ := json.Marshal(n.Text) //nolint:errchkjson // a text can always be written
		b.Write(quoted)
	case n.Kind == tree.Sequence:
		b.WriteString("[")
		for i, item := range n.Items {
			if i > 0 {
				b.WriteString(",")
			}
			writeJSON(b, item)
		}
		b.WriteString("]")
	case n.Kind == tree.Mapping:
		entries := append([]tree.Entry(nil), n.Entries...)
		sort.Slice(entries, func(i, j int) bool { return entries[i].Key < entries[j].Key })
		b.WriteString("{")
		for i, entry := range entries {
			if i > 0 {
				b.WriteString(",")
			}
			writeJSON(b, at(entry.KeyAt).Text(entry.Key))
			b.WriteString(":")
			writeJSON(b, entry.Value)
		}
		b.WriteString("}")
	default:
		b.WriteString(n.Text)
	}
}
