package report_test

import (
	"encoding/xml"
	"os/exec"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/report"
)

// parseXML reads a document into v, all of it, and demands that it is one that
// other parsers take: UTF-8, one root, no entity of its own.
func parseXML(t *testing.T, out string, v any) {
	t.Helper()
	if !strings.HasPrefix(out, `<?xml version="1.0" encoding="UTF-8"?>`) {
		t.Errorf("begins with %.60q", out)
	}
	decoder := xml.NewDecoder(strings.NewReader(out))
	decoder.Strict = true
	depth, roots := 0, 0
	for {
		token, err := decoder.RawToken()
		if token == nil {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token.(type) {
		case xml.StartElement:
			if depth == 0 {
				roots++
			}
			depth++
		case xml.EndElement:
			depth--
		case xml.Comment, xml.Directive:
			t.Errorf("holds %T", token)
		}
	}
	if depth != 0 || roots != 1 {
		t.Errorf("%d roots, %d elements are open", roots, depth)
	}
	if err := xml.Unmarshal([]byte(out), v); err != nil {
		t.Fatal(err)
	}
}

func readCheckstyle(t *testing.T, out string, r *report.Report) {
	t.Helper()
	var read struct {
		XMLName xml.Name `xml:"checkstyle"`
		Version string   `xml:"version,attr"`
		Files   []struct {
			Name   string `xml:"name,attr"`
			Errors []struct {
				Line     int    `xml:"line,attr"`
				Severity string `xml:"severity,attr"`
				Message  string `xml:"message,attr"`
				Source   string `xml:"source,attr"`
			} `xml:"error"`
		} `xml:"file"`
	}
	parseXML(t, out, &read)
	if read.Version != "4.3" {
		t.Errorf("version %s", read.Version)
	}
	left := map[string]int{}
	for _, f := range r.Findings {
		left[string(f.Severity)+" gatelint.INT001 "+report.Text(f.Message)]++
	}
	names, problems := map[string]bool{}, 0
	for _, file := range read.Files {
		if names[file.Name] {
			t.Errorf("the file %q is there twice", file.Name)
		}
		names[file.Name] = true
		for _, e := range file.Errors {
			if e.Source != "gatelint.INT001" {
				problems++
				continue
			}
			for key := range left {
				if left[key] > 0 && strings.HasPrefix(e.Severity+" "+e.Source+" "+e.Message, key) {
					left[key]--
					break
				}
			}
		}
	}
	for key, n := range left {
		if n > 0 {
			t.Errorf("%q is missing", key)
		}
	}
	if want := broken(r) + len(r.Narrowed); problems != want {
		t.Errorf("%d problems and narrowings instead of %d", problems, want)
	}
}

func TestCheckstyle(t *testing.T) {
	golden(t, "report.checkstyle.xml", write(t, "checkstyle", fixture(), report.Options{Base: "infra"}))
}

// TestXMLByLibxml has the parser that most others are made of read the formats
// that are XML.
func TestXMLByLibxml(t *testing.T) {
	xmllint, err := exec.LookPath("xmllint")
	if err != nil {
		t.Skip("xmllint is not installed")
	}
	for _, format := range []string{"junit", "checkstyle"} {
		for _, payload := range payloads {
			lines := func(string, int) (string, bool) { return payload, true }
			command := exec.Command(xmllint, "--noout", "--nonet", "-")
			command.Stdin = strings.NewReader(write(t, format, hostile(payload), report.Options{Lines: lines}))
			if said, err := command.CombinedOutput(); err != nil || len(said) > 0 {
				t.Errorf("%s of %.60q: %v: %s", format, payload, err, said)
			}
		}
	}
}
