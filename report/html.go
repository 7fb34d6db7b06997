package report

import (
	"bufio"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
)

//go:embed html
var htmlFiles embed.FS

// writeHTML writes one page that needs nothing else: no network, and for
// reading no JavaScript. Whatever comes from a definition reaches the page
// through html/template, and should something pass it, the page's policy runs
// no script and takes no style but the two that are in it, by their hash.
func writeHTML(w io.Writer, r *clean, _ Options) error {
	layout, err := template.ParseFS(htmlFiles, "html/*.tmpl")
	if err != nil {
		return fmt.Errorf("the layout of the page: %w", err)
	}
	style, err := htmlFiles.ReadFile("html/page.css")
	if err != nil {
		return fmt.Errorf("the style of the page: %w", err)
	}
	script, err := htmlFiles.ReadFile("html/page.js")
	if err != nil {
		return fmt.Errorf("the script of the page: %w", err)
	}
	page := newHTMLPage(r)
	page.Style = template.CSS(style)  //nolint:gosec // our own file
	page.Script = template.JS(script) //nolint:gosec // our own file
	page.Policy = fmt.Sprintf("default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'",
		hashSource(style), hashSource(script))
	out := bufio.NewWriter(w)
	if err := layout.ExecuteTemplate(out, "page.tmpl", page); err != nil {
		return fmt.Errorf("the page: %w", err)
	}
	return out.Flush()
}

// hashSource names the content of an element as a content security policy does.
func hashSource(content []byte) string {
	sum := sha256.Sum256(content)
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
