package expression

import (
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// yamlSpan is the stretch of a text that a YAML node stands in.
type yamlSpan struct{ start, end int }

// yamlSpans finds the stretches of the nodes of a document, in the order in
// which they stand there, so that no line is gone over twice.
type yamlSpans struct {
	text  string
	lines []int // offsets at which lines start
	found map[*yaml.Node]yamlSpan
	// line, column and offset are the place that was last asked for.
	line, column, offset int
}

func newYAMLSpans(text string, found map[*yaml.Node]yamlSpan) *yamlSpans {
	s := &yamlSpans{text: text, lines: []int{0}, found: found}
	for i, r := range text {
		switch r {
		case '\r':
			if !strings.HasPrefix(text[i:], "\r\n") {
				s.lines = append(s.lines, i+1)
			}
		case '\n', '\u0085', '\u2028', '\u2029':
			s.lines = append(s.lines, i+utf8.RuneLen(r))
		}
	}
	return s
}

// measure finds the stretch of a node and of all in it. A collection ends with
// its last item: of one in flow style, the bracket is left out.
func (s *yamlSpans) measure(node *yaml.Node) yamlSpan {
	start := s.at(node.Line, node.Column)
	span := yamlSpan{start: start, end: start + 1}
	for _, child := range node.Content {
		span.end = s.measure(child).end
	}
	if node.Kind == yaml.ScalarNode {
		span.end = s.scalarEnd(start, node.Value)
	}
	span.end = min(max(span.end, start+1), len(s.text))
	s.found[node] = span
	return span
}

// scalarEnd gives where a scalar ends: behind its text if that stands there as
// it is, else with the line.
func (s *yamlSpans) scalarEnd(start int, text string) int {
	rest := s.text[min(start, len(s.text)):]
	switch {
	case strings.HasPrefix(rest, text):
		return start + len(text)
	case len(rest) > 1 && (rest[0] == '"' || rest[0] == '\'') && strings.HasPrefix(rest[1:], text):
		return start + len(text) + 2
	}
	if line := strings.IndexByte(rest, '\n'); line > 0 {
		return start + line
	}
	return start
}

// at gives the offset of a line and a column, which count from 1 and in code
// points.
func (s *yamlSpans) at(line, column int) int {
	line = max(1, min(line, len(s.lines)))
	if line != s.line || column < s.column {
		s.line, s.column, s.offset = line, 1, s.lines[line-1]
	}
	for s.column < column && s.offset < len(s.text) {
		_, width := utf8.DecodeRuneInString(s.text[s.offset:])
		s.offset += width
		s.column++
	}
	return s.offset
}
