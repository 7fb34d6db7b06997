package report

import (
	"fmt"
	"io"
	"net/url"
	"path"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/rules"
)

const (
	// sarifResults is the most results in one log: code scanning shows no
	// more, and refuses a log of many more.
	sarifResults = 5000
	// sarifRelated is the most related places of one result.
	sarifRelated = 1000

	srcRoot = "%SRCROOT%"
)

func writeSARIF(w io.Writer, r *clean, o Options) error {
	s := sarifWriter{base: o.Base, index: map[string]int{}}
	shown := Worst(r.Findings, sarifResults)
	results := make([]sarifResult, len(shown))
	for i := range shown {
		results[i] = s.result(&shown[i])
	}
	run := sarifRun{
		Tool: sarifTool{Driver: sarifDriver{
			Name:            "gatelint",
			Version:         r.Version,
			SemanticVersion: r.Version,
			InformationURI:  repository,
			Rules:           s.rules,
		}},
		Invocations: []sarifInvocation{{
			ExecutionSuccessful: r.Complete,
			Notifications:       s.notifications(r, r.Summary.Findings()-len(shown)),
		}},
		OriginalURIBaseIDs: map[string]sarifBase{srcRoot: {sarifMessage{"The root of the repository."}}},
		ColumnKind:         "unicodeCodePoints",
		Results:            results,
	}
	return encode(w, sarifLog{Schema: sarifSchema, Version: "2.1.0", Runs: []sarifRun{run}})
}

// sarifWriter collects the rules that results refer to.
type sarifWriter struct {
	base  string
	rules []sarifRule
	index map[string]int // rule id → index in rules
}

func (s *sarifWriter) result(f *rules.Finding) sarifResult {
	index, ok := s.index[f.Rule.ID]
	if !ok {
		index = len(s.rules)
		s.index[f.Rule.ID] = index
		s.rules = append(s.rules, sarifRuleOf(f.Rule))
	}
	related := make([]sarifLocation, 0, min(len(f.Related), sarifRelated))
	for i, other := range f.Related[:cap(related)] {
		related = append(related, sarifLocation{
			ID:               i + 1,
			PhysicalLocation: s.place(other.At),
			Message:          &sarifMessage{other.Message},
		})
	}
	result := sarifResult{
		RuleID:           f.Rule.ID,
		RuleIndex:        index,
		Level:            sarifLevel(f.Severity),
		Message:          sarifMessage{sarifText(f)},
		Locations:        []sarifLocation{{PhysicalLocation: s.place(f.At)}},
		RelatedLocations: related,
	}
	if f.Fingerprint != "" {
		result.PartialFingerprints = map[string]string{"gatelint/v1": f.Fingerprint}
	}
	return result
}

// sarifText is the message with all that a reader of an alert needs: SARIF has
// no place for a fix in words. Nothing in it reads as a link.
func sarifText(f *rules.Finding) string {
	var text strings.Builder
	text.WriteString(sentence(f.Message))
	if len(f.When) > 0 {
		text.WriteString(" This holds when " + sentence(strings.Join(f.When, " and ")))
	}
	if len(f.Symptoms) > 0 {
		text.WriteString(" Callers see: " + sentence(strings.Join(f.Symptoms, ", or ")))
	}
	if f.Fix != "" {
		text.WriteString(" Fix: " + sentence(f.Fix))
	}
	return strings.ReplaceAll(text.String(), "](", "] (")
}

// sentence ends a text with a full stop if nothing ends it.
func sentence(s string) string {
	if strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") {
		return s
	}
	return s + "."
}

// notifications says what was not read, and how many findings are left out.
func (s *sarifWriter) notifications(r *clean, leftOut int) []sarifNotification {
	list := make([]sarifNotification, 0, len(r.Problems)+1)
	for _, p := range r.Problems {
		note := sarifNotification{
			Level:      "note",
			Message:    sarifMessage{p.Message},
			Descriptor: &sarifReference{ID: string(p.Kind)},
		}
		if p.Incomplete() {
			note.Level = "error"
		}
		if p.At.File != "" {
			note.Locations = []sarifLocation{{PhysicalLocation: s.place(p.At)}}
		}
		list = append(list, note)
	}
	for _, n := range r.Narrowed {
		list = append(list, sarifNotification{
			Level:      "note",
			Message:    sarifMessage{"The configuration lets more pass: " + sentence(n.Message)},
			Descriptor: &sarifReference{ID: "narrowed"},
			Locations:  []sarifLocation{{PhysicalLocation: s.place(n.At)}},
		})
	}
	if leftOut > 0 {
		text := fmt.Sprintf("%d more findings are not in this log, which holds the worst ones only.", leftOut)
		list = append(list, sarifNotification{Level: "warning", Message: sarifMessage{text}})
	}
	return list
}

// place gives a location, nil for one that no file shows.
func (s *sarifWriter) place(at source.Range) *sarifPlace {
	if at.File == "" {
		return nil
	}
	place := &sarifPlace{Artifact: sarifArtifact{URI: relativeURI(path.Join(s.base, at.File)), URIBaseID: srcRoot}}
	if at.Start.Line > 0 {
		end := at.End
		if end.Before(at.Start) {
			end = at.Start
		}
		place.Region = &sarifRegion{at.Start.Line, at.Start.Column, end.Line, end.Column}
	}
	return place
}

// relativeURI encodes a slash path so that nothing in it is taken for a scheme,
// a query or a way elsewhere.
func relativeURI(file string) string {
	segments := strings.Split(strings.TrimLeft(file, "/"), "/")
	for i, segment := range segments {
		segments[i] = strings.ReplaceAll(url.PathEscape(segment), ":", "%3A")
	}
	return strings.Join(segments, "/")
}

func sarifLevel(s rules.Severity) string {
	if s == rules.Info {
		return "note"
	}
	return string(s)
}
