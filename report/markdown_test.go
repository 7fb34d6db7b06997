package report_test

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	goldmarkhtml "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/report"
	"github.com/gatelint/gatelint/rules"
)

// markdownElements are those that a summary may be rendered to.
const markdownElements = " html head body h2 p details summary b pre code table thead tbody tr th td a "

// live matches what GitHub makes a mention, a reference or a link of outside of
// code.
var live = regexp.MustCompile(`@\w|#\d|\bGH-\d|https?:|www\.|\w@\w`)

// readMarkdown renders a summary with raw HTML let through, and looks at every
// element and at all text that is not code.
func readMarkdown(t *testing.T, out string, r *report.Report) {
	t.Helper()
	var rendered bytes.Buffer
	engine := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(goldmarkhtml.WithUnsafe()))
	if err := engine.Convert([]byte(out), &rendered); err != nil {
		t.Fatal(err)
	}
	document, err := html.Parse(&rendered)
	if err != nil {
		t.Fatal(err)
	}
	folds, fences, code := 0, 0, strings.Builder{}
	for node := range document.Descendants() {
		switch node.Type {
		case html.ElementNode:
			if !strings.Contains(markdownElements, " "+node.Data+" ") {
				t.Errorf("there is an element %s", node.Data)
			}
			switch node.Data {
			case "details":
				folds++
			case "pre":
				fences++
			}
			for _, attribute := range node.Attr {
				if !allowed(node.Data, attribute) {
					t.Errorf("%s has %s=%q", node.Data, attribute.Key, attribute.Val)
				}
			}
		case html.TextNode:
			if within(node, "code") {
				code.WriteString(node.Data)
			} else if found := live.FindString(node.Data); found != "" {
				t.Errorf("%q is live in %q", found, node.Data)
			}
		case html.DoctypeNode, html.CommentNode, html.RawNode:
			t.Errorf("there is a %v: %q", node.Type, node.Data)
		case html.ErrorNode, html.DocumentNode:
		}
	}
	want := len(r.Findings)
	if broken(r) > 0 {
		want++
	}
	if broken(r) < len(r.Problems) {
		want++
	}
	if folds != want || fences != want {
		t.Errorf("%d folds with %d fences instead of %d", folds, fences, want)
	}
	for _, f := range r.Findings {
		if message := report.Text(f.Message); len(message) < 1000 && !strings.Contains(code.String(), message) {
			t.Errorf("the message %q is missing", message)
		}
	}
	if len(out) > 65_536 {
		t.Errorf("%d bytes", len(out))
	}
}

// allowed attributes are the language of a fence, alignment in a table, and
// links to rules.
func allowed(element string, a html.Attribute) bool {
	switch element + " " + a.Key {
	case "code class", "th style", "td style":
		return a.Val == "language-text" || a.Val == "text-align:right"
	case "a href":
		return a.Val == "https://github.com/gatelint/gatelint/blob/main/"+post.Help() ||
			a.Val == "https://github.com/gatelint/gatelint/blob/main/"+stale.Help()
	}
	return false
}

func within(node *html.Node, element string) bool {
	for ; node != nil; node = node.Parent {
		if node.Data == element {
			return true
		}
	}
	return false
}

func TestMarkdown(t *testing.T) {
	out := write(t, "markdown", fixture(), report.Options{Base: "infra", Lines: lines})
	golden(t, "report.md", out)
	readMarkdown(t, out, fixture())
}

func TestMarkdownOfARulesAuthor(t *testing.T) {
	rule := *post
	rule.Title = "a | b <img src=x> *c* `d` [e](https://evil.example) ![f](g) ~~h~~ &amp; \\"
	r := &report.Report{Findings: []rules.Finding{{Rule: &rule, Severity: rules.Error, Message: "m"}}}
	var rendered bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.Table)).Convert([]byte(write(t, "markdown", r, report.Options{})), &rendered); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(rendered.String(), "<td>"+html.EscapeString(rule.Title)+"</td>") {
		t.Error(rendered.String())
	}
}

// TestMarkdownIsNotTooLong holds that the worst findings are shown, and the
// rest is counted.
func TestMarkdownIsNotTooLong(t *testing.T) {
	r := &report.Report{Findings: many(3000)}
	for i := range r.Findings {
		r.Findings[i].Message += strings.Repeat(" long", 30)
	}
	r.Summary.Count(r.Findings)
	out := write(t, "markdown", r, report.Options{})
	shown := strings.Count(out, "<details>")
	if len(out) > 65_536 || len(out) < 50_000 {
		t.Errorf("%d bytes", len(out))
	}
	if strings.Count(out, "<summary>error ") != shown {
		t.Error("not the worst are shown")
	}
	if !strings.Contains(out, fmt.Sprintf("… and %d more findings", 3000-shown)) || !strings.Contains(out, "Found 1000 errors, 1000 warnings, 1000 notes") {
		t.Errorf("the rest is not counted: %s", out[len(out)-200:])
	}
}

func TestMarkdownCountsProblems(t *testing.T) {
	r := &report.Report{}
	for range 30 {
		r.Problems = append(r.Problems, source.Problem{Kind: source.Unreadable, At: source.Range{File: "a.tf"}, Message: strings.Repeat("long ", 1000)})
	}
	out := write(t, "markdown", r, report.Options{})
	if strings.Count(out, "a.tf: not read") != 20 || !strings.Contains(out, "… and 10 more\n") || len(out) > 20_000 {
		t.Errorf("%d bytes: %s", len(out), out[max(0, len(out)-300):])
	}
}
