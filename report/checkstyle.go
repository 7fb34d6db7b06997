package report

import (
	"encoding/xml"
	"io"
	"slices"
	"strings"
)

// The layout of Checkstyle 4.3, which all that read Checkstyle understand.

type checkstyleReport struct {
	XMLName xml.Name         `xml:"checkstyle"`
	Version string           `xml:"version,attr"`
	Files   []checkstyleFile `xml:"file"`
}

type checkstyleFile struct {
	Name   string            `xml:"name,attr"`
	Errors []checkstyleError `xml:"error"`
}

type checkstyleError struct {
	Line     int    `xml:"line,attr,omitempty"`
	Column   int    `xml:"column,attr,omitempty"`
	Severity string `xml:"severity,attr"`
	Message  string `xml:"message,attr"`
	Source   string `xml:"source,attr"`
}

func writeCheckstyle(w io.Writer, r *clean, _ Options) error {
	report := checkstyleReport{Version: "4.3"}
	list := entries(r)
	slices.SortStableFunc(list, func(a, b entry) int { return strings.Compare(a.at.File, b.at.File) })
	for _, e := range list {
		last := len(report.Files) - 1
		if last < 0 || report.Files[last].Name != e.at.File {
			report.Files = append(report.Files, checkstyleFile{Name: e.at.File})
			last++
		}
		file := &report.Files[last]
		file.Errors = append(file.Errors, checkstyleError{
			Line:     e.at.Start.Line,
			Column:   e.at.Start.Column,
			Severity: string(e.severity),
			Message:  strings.Join(e.sentences, " "),
			Source:   "gatelint." + e.check,
		})
	}
	return encodeXML(w, report)
}

// encodeXML writes an indented document. The sanitiser has replaced what XML
// cannot hold.
func encodeXML(w io.Writer, v any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(v); err != nil {
		return err
	}
	if err := e.Close(); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
