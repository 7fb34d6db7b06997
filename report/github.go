package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/rules"
)

// githubShown is how many annotations of one level GitHub shows for one step.
// The limit is each level's own, so that putting the worst first would change
// nothing: the order is that of all reports.
const githubShown = 10

var githubLevels = map[rules.Severity]string{rules.Error: "error", rules.Warning: "warning", rules.Info: "notice"}

// writeGitHub writes workflow commands, each of which GitHub makes an
// annotation of, and at the end text for people.
func writeGitHub(w io.Writer, r *clean, _ Options) error {
	b := bufio.NewWriter(w) // keeps the first error, which Flush gives
	levels := map[string]int{}
	for _, e := range entries(r) {
		level := githubLevels[e.severity]
		levels[level]++
		// The log of a step shows neither the title nor the place.
		message := at(e.at) + ": " + e.check + ": " + strings.Join(e.sentences, "\n")
		fmt.Fprintf(b, "::%s %s::%s\n", level, githubProperties(e.at, e.title), githubData.Replace(message))
	}
	if text := inText(r, (*textWriter).notes); text != "" {
		fmt.Fprintln(b, text)
	}
	fmt.Fprintf(b, "gatelint: %s\n", inText(r, (*textWriter).summary))
	if max(levels["error"], levels["warning"], levels["notice"]) > githubShown {
		fmt.Fprintf(b, "GitHub shows %d annotations of each level for a step; this log has all of them.\n", githubShown)
	}
	return b.Flush()
}

// githubProperties gives the place and title of an annotation. Columns are left
// out where a range has several lines, because GitHub refuses them there. Both
// ends are inclusive.
func githubProperties(at source.Range, title string) string {
	var b strings.Builder
	add := func(name string, value any) {
		fmt.Fprintf(&b, "%s=%s,", name, githubProperty.Replace(fmt.Sprint(value)))
	}
	if at.File != "" {
		add("file", at.File)
	}
	if start := at.Start; at.File != "" && start.Line > 0 {
		end := lastPosition(at)
		add("line", start.Line)
		add("endLine", end.Line)
		if start.Line == end.Line {
			add("col", start.Column)
			add("endColumn", end.Column)
		}
	}
	add("title", title)
	return strings.TrimSuffix(b.String(), ",")
}

// lastPosition gives the last position that is inside of a range, or its start
// if it is empty. Of a range that ends where a line begins it knows the line
// only.
func lastPosition(at source.Range) source.Position {
	end := at.End
	switch {
	case !at.Start.Before(end):
		return at.Start
	case end.Column > 1:
		return source.Position{Line: end.Line, Column: end.Column - 1}
	case end.Line-1 == at.Start.Line:
		return at.Start
	}
	return source.Position{Line: end.Line - 1, Column: 1}
}

// What the runner undoes, in a message and in a property of a command.
var (
	githubData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
