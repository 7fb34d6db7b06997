package report_test

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/tally"
	"github.com/gatelint/gatelint/report"
	"github.com/gatelint/gatelint/rules"
)

// parseHTML reads a page as a browser does.
func parseHTML(t *testing.T, page string) *html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// elements gives those with a tag, and with a class or id, "" for any.
func elements(root *html.Node, tag, class string) []*html.Node {
	var list []*html.Node
	for n := range root.Descendants() {
		isNamed := class == "" || attribute(n, "id") == class || slices.Contains(strings.Fields(attribute(n, "class")), class)
		if n.Type == html.ElementNode && n.Data == tag && isNamed {
			list = append(list, n)
		}
	}
	return list
}

func textOf(nodes ...*html.Node) string {
	var b strings.Builder
	for _, node := range nodes {
		for n := range node.Descendants() {
			if n.Type == html.TextNode {
				b.WriteString(n.Data)
			}
		}
	}
	return b.String()
}

// shape lists the elements of a page with the names of their attributes.
func shape(root *html.Node) string {
	var b strings.Builder
	for n := range root.Descendants() {
		switch n.Type {
		case html.ElementNode:
			b.WriteString("\n" + n.Data)
			for _, a := range n.Attr {
				b.WriteString(" " + a.Key)
			}
		case html.CommentNode:
			b.WriteString("\n<!-- -->")
		default:
		}
	}
	return b.String()
}

// A payload changes nothing in a page but texts.
func TestHTMLHoldsPayloadsAsText(t *testing.T) {
	page := func(payload string) *html.Node {
		return parseHTML(t, write(t, "html", hostile(payload), report.Options{Lines: func(string, int) (string, bool) { return payload, true }}))
	}
	want := shape(page("xx"))
	for _, payload := range payloads {
		root := page(payload)
		if diff := cmp.Diff(want, shape(root)); diff != "" {
			t.Errorf("%.40q makes elements or attributes: %s", payload, diff)
		}
		if got := textOf(elements(root, "h4", "")...); got != report.Text(payload) {
			t.Errorf("%.40q became %.40q", payload, got)
		}
		for n := range root.Descendants() {
			for _, a := range n.Attr {
				if a.Key == "href" && !strings.HasPrefix(a.Val, "#") && !strings.HasPrefix(a.Val, "https://github.com/") &&
					!strings.HasPrefix(a.Val, "https://docs.aws.amazon.com/") {
					t.Errorf("%.40q: a link leads to %.80q", payload, a.Val)
				}
			}
		}
	}
	tally.Count(t, "T54", "payloads in html", len(payloads))
}

// Everything of a report is in the page, once.
func TestHTML(t *testing.T) {
	root := parseHTML(t, write(t, "html", fixture(), report.Options{Lines: lines}))
	findings := elements(root, "article", "finding")
	if len(findings) != 2 || len(elements(root, "section", "file")) != 1 || len(elements(elements(root, "section", "rules")[0], "details", "about")) != 2 {
		t.Fatalf("not two findings in one file by two rules:%s", shape(root))
	}
	if n := len(elements(root, "article", "problem")); n != 2 {
		t.Errorf("%d problems", n)
	}
	first := findings[0]
	if attribute(first, "id") != "finding-5f2a" || attribute(first, "data-severity") != "error" || attribute(first, "data-group") != "integration" {
		t.Error(first.Attr)
	}
	pre := elements(first, "pre", "")[0]
	if got := textOf(elements(pre, "mark", "")...); got != `"GET"` {
		t.Errorf("marked is %s", got)
	}
	if got := textOf(elements(pre, "i", "")...); got != "12345" {
		t.Errorf("the lines shown are %s", got)
	}
	if got := textOf(elements(pre, "code", "")[0]); got != strings.Split(mainTF, "\n")[0] {
		t.Errorf("line 1 is %s", got)
	}
	said := textOf(root)
	for _, want := range []string{
		"gatelint: 1 error, 1 warning", "12 files, 2 APIs, 80 resources read.", "Incomplete: 2 problems kept something from being read.",
		"POST /orders calls Lambda with GET", "api/main.tf:3:28", "INT001 lambda-integration-not-post",
		"aws_api_gateway_integration.orders and 2 others made of the same lines", "500 Internal server error",
		`var.env == "prod"`, "the stage is deployed", "api/main.tf:1:1 the integration", "other.tf:7:1 the function it calls",
		"set integration_http_method to POST", post.Description, "It deploys cleanly and fails when called.", post.Remedy, post.Sources[0],
		"an argument is missing; write it", "big.json is larger than 2 MiB", "1 unresolved module", "module.vpc is not here",
		"1 finding that someone asked not to see", "api/main.tf:9:3", "known", "inline", "gatelint 0.1.0",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

func TestHTMLWithoutFindings(t *testing.T) {
	r := &report.Report{Complete: true, Summary: report.Summary{Files: 1, Definitions: 1}}
	root := parseHTML(t, write(t, "html", r, report.Options{}))
	if said := textOf(root); !strings.Contains(said, "No findings.") || !strings.Contains(said, "Complete: everything that is there was read.") {
		t.Error(said)
	}
	if len(elements(root, "form", "")) != 0 {
		t.Error("there is a filter, and nothing to filter")
	}
	if said := textOf(parseHTML(t, write(t, "html", &report.Report{Complete: true}, report.Options{}))); !strings.Contains(said, "nothing to lint") {
		t.Error(said)
	}
}

// The policy lets the page's own style and script pass, and nothing else.
func TestHTMLPolicy(t *testing.T) {
	root := parseHTML(t, write(t, "html", fixture(), report.Options{Lines: lines}))
	hash := func(tag string) string {
		found := elements(root, tag, "")
		if len(found) != 1 {
			t.Fatalf("%d elements %s", len(found), tag)
		}
		sum := sha256.Sum256([]byte(textOf(found[0])))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	want := "default-src 'none'; style-src " + hash("style") + "; script-src " + hash("script") + "; base-uri 'none'; form-action 'none'"
	if got := attribute(elements(root, "meta", "")[1], "content"); got != want {
		t.Errorf("the policy is\n%s, not\n%s", got, want)
	}
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if a.Key == "src" || a.Key == "style" || strings.HasPrefix(a.Key, "on") || n.Data == "link" {
				t.Errorf("the policy forbids <%s %s>", n.Data, a.Key)
			}
		}
	}
}

//nolint:gosmopolitan // wide characters are what is tested
func TestHTMLExcerpts(t *testing.T) {
	text := "one\n  two\n\tthree 注\nfour\n  five\nsix\nseven\neight\nnine\nten\n" + strings.Repeat("long ", 100) + "HERE" + strings.Repeat(" tail", 100)
	all := strings.Split(text, "\n")
	cases := []struct {
		name string
		at   source.Range
		want string
	}{
		{"one value", place("f", 4, 1, 4, 3), "2   two\n3     three 注\n4 [fo]ur\n5   five\n6 six\n"},
		{"at the start", place("f", 1, 2, 1, 3), "1 o[n]e\n2   two\n3     three 注\n"},
		{"several lines", place("f", 2, 4, 4, 3), "1 one\n2   t[wo]\n3     [three 注]\n4 [fo]ur\n5   five\n6 six\n"},
		{"to the start of a line", place("f", 6, 2, 7, 1), "4 four\n5   five\n6 s[ix]\n7 seven\n8 eight\n"},
		{"more lines than are shown", place("f", 2, 3, 9, 2), "1 one\n2   [two]\n3     [three 注]\n4 [four]\n5   [five]\n6 [six]\n7 [seven]\n… 2 more lines\n"},
		{"no width", place("f", 4, 2, 4, 2), "2   two\n3     three 注\n4 f[o]ur\n5   five\n6 six\n"},
		{"the end of a line", place("f", 10, 4, 10, 4), "8 eight\n9 nine\n10 ten[ ]\n11 " + strings.Repeat("long ", 28) + "…\n"},
		{"a long line", place("f", 11, 501, 11, 505), "9 nine\n10 ten\n11 …" + strings.Repeat("long ", 8) + "[HERE]" + strings.Repeat(" tail", 19) + " …\n"},
		{"beyond the file", place("f", 40, 1, 40, 2), ""},
		{"no line", source.Range{File: "f"}, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := &report.Report{Findings: []rules.Finding{{Rule: post, Severity: rules.Error, At: c.at}}}
			page := write(t, "html", r, report.Options{Lines: func(_ string, line int) (string, bool) {
				if line < 1 || line > len(all) {
					return "", false
				}
				return all[line-1], true
			}})
			var got strings.Builder
			for _, line := range elements(parseHTML(t, page), "span", "l") {
				number := textOf(line.FirstChild)
				for _, mark := range elements(line, "mark", "") {
					mark.FirstChild.Data = "[" + mark.FirstChild.Data + "]"
				}
				fmt.Fprintf(&got, "%s %s\n", number, strings.TrimPrefix(textOf(line), number))
			}
			if diff := cmp.Diff(c.want, got.String()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Findings with one fingerprint, or with one that is no name, have ids of their
// own.
func TestHTMLAnchorsAreUnique(t *testing.T) {
	r := &report.Report{Findings: many(5)}
	for i, fingerprint := range []string{"aa", "aa", "", "a b", "a\"b"} {
		r.Findings[i].Fingerprint = fingerprint
	}
	page := write(t, "html", r, report.Options{})
	ids := map[string]bool{}
	for _, id := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if ids[id[1]] {
			t.Errorf("two elements are called %s", id[1])
		}
		ids[id[1]] = true
	}
	if !ids["finding-aa"] || !ids["finding-aa-2"] {
		t.Error(ids)
	}
}

// A large report stays a page that a browser opens, and says what is not on it.
func TestHTMLLimits(t *testing.T) {
	r := thousands(5001)
	for range 1001 {
		r.Problems = append(r.Problems, source.Problem{Kind: source.UnresolvedModule, Message: "not here"})
	}
	for range 2002 {
		r.Suppressed = append(r.Suppressed, rules.Suppressed{Finding: r.Findings[0]})
	}
	for i := range r.Findings[0].Related {
		r.Findings[0].Related[i].Message = "end"
	}
	r.Findings[0].Related = slices.Repeat(r.Findings[0].Related, 60)
	page := write(t, "html", r, report.Options{Lines: func(string, int) (string, bool) { return strings.Repeat("x", 80), true }})
	if len(page) > 10<<20 {
		t.Errorf("the page has %d bytes", len(page))
	}
	said := textOf(parseHTML(t, page))
	for _, want := range []string{
		"1 more finding is not listed here; the worst are.", "1 more not listed here.", "2 more not listed here.",
		"2002 findings that someone asked not to see", "and 20 that are not listed here",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if again := write(t, "html", r, report.Options{Lines: func(string, int) (string, bool) { return strings.Repeat("x", 80), true }}); again != page {
		t.Error("the same report gave another page")
	}
}
