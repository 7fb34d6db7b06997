package tfplan

import "strings"

// step is one name of an address or reference with the index behind it:
// aws_x, y["k"], id.
type step struct {
	name string
	// index is as it is written, with its brackets; "" where there is none.
	index string
}

// split takes an address or a reference apart at its dots. Quoted keys may hold
// dots and brackets.
func split(address string) []step {
	var steps []step
	for address != "" {
		end := strings.IndexAny(address, ".[")
		if end < 0 {
			return append(steps, step{name: address})
		}
		s := step{name: address[:end]}
		address = address[end:]
		for strings.HasPrefix(address, "[") {
			end := indexEnd(address)
			s.index += address[:end]
			address = address[end:]
		}
		steps = append(steps, s)
		address = strings.TrimPrefix(address, ".")
	}
	return steps
}

// indexEnd gives the offset behind the index that an address begins with.
func indexEnd(address string) int {
	quoted := false
	for i := 1; i < len(address); i++ {
		switch c := address[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case c == ']' && !quoted:
			return i + 1
		}
	}
	return len(address)
}

// names joins the names of steps, without their indexes.
func names(steps []step) string {
	parts := make([]string, len(steps))
	for i, s := range steps {
		parts[i] = s.name
	}
	return strings.Join(parts, ".")
}

// plain gives an address without indexes: that of the block which makes it.
func plain(address string) string { return names(split(address)) }

// prefixed puts a module's address in front of an address inside it.
func prefixed(module, address string) string {
	if module == "" {
		return address
	}
	return module + "." + address
}
