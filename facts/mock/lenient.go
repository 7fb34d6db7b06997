package mock

import "strings"

// found says what became of the search for the status code in a template.
type found uint8

const (
	unclear found = iota // whether API Gateway accepts the text is not known
	missing              // certainly no status code
	there
)

// statusIn finds the value of the key statusCode in a template, which is read as
// leniently as API Gateway does: keys may be bare or in single quotes, and a
// comma may stand behind the last entry. The token is as written, with its
// quotes.
func statusIn(text string) (token string, result found) {
	r := reader{rest: strings.TrimSpace(text)}
	if !r.accept('{') {
		if strings.Contains(text, "{") {
			return "", unclear
		}
		return "", missing // a template without braces is no object
	}
	for !r.accept('}') {
		key, ok := r.key()
		if !ok || !r.accept(':') {
			return "", r.failure()
		}
		written, ok := r.value()
		if !ok {
			return "", r.failure()
		}
		switch {
		case key == "statusCode" && result != unclear:
			return "", unclear // written twice
		case key == "statusCode":
			token, result = written, there
		case strings.EqualFold(key, "statusCode"):
			return "", unclear
		}
		if !r.accept(',') {
			if !r.accept('}') {
				return "", r.failure()
			}
			break
		}
	}
	if r.rest != "" {
		return "", unclear
	}
	if result == unclear {
		result = missing
	}
	return token, result
}

// reader reads a lenient kind of JSON.
type reader struct {
	rest string
	// torn says that the quote before a key is not closed by one of its kind.
	torn bool
}

// failure says what a text that cannot be read means: a missing brace and torn
// quotes make API Gateway fail, too; of all else that is not known.
func (r *reader) failure() found {
	if r.torn || r.rest == "" {
		return missing
	}
	return unclear
}

func (r *reader) skip() { r.rest = strings.TrimLeft(r.rest, " \t\r\n") }

func (r *reader) accept(c byte) bool {
	r.skip()
	if r.rest == "" || r.rest[0] != c {
		return false
	}
	r.rest = r.rest[1:]
	r.skip()
	return true
}

// key reads a key, bare or in quotes.
func (r *reader) key() (string, bool) {
	if r.rest != "" && (r.rest[0] == '"' || r.rest[0] == '\'') {
		quoted, ok := r.quoted()
		if !ok {
			r.torn = true
			return "", false
		}
		return quoted[1 : len(quoted)-1], true
	}
	end := strings.IndexAny(r.rest, ":,{}[]\"'\n\t ")
	if end <= 0 {
		return "", false
	}
	key := r.rest[:end]
	r.rest = r.rest[end:]
	return key, true
}

// quoted reads a text in quotes and gives it with them.
func (r *reader) quoted() (string, bool) {
	quote := r.rest[0]
	for i := 1; i < len(r.rest); i++ {
		switch r.rest[i] {
		case '\\':
			i++
		case quote:
			text := r.rest[:i+1]
			r.rest = r.rest[i+1:]
			return text, true
		}
	}
	return "", false
}

// value reads a value and gives it as written; objects and lists are read past.
func (r *reader) value() (string, bool) {
	start, depth := r.rest, 0
	for r.rest != "" {
		switch c := r.rest[0]; c {
		case '"', '\'':
			if _, ok := r.quoted(); !ok {
				return "", false
			}
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth == 0 {
				return r.written(start)
			}
			depth--
		case ',':
			if depth == 0 {
				return r.written(start)
			}
		}
		r.rest = r.rest[1:]
	}
	return "", false
}

func (r *reader) written(start string) (string, bool) {
	token := strings.TrimSpace(start[:len(start)-len(r.rest)])
	return token, token != ""
}
