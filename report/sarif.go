package report

import (
	"fmt"
	"io"
	"net/url"
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

func writeSARIF(w io.Writer, r *clean, _ Options) error {
	s := sarifWriter{index: map[string]int{}}
	shown := Worst(r.Findings, sarifResults)
	results := make([]sarifResult, 0, len(shown)+len(r.Suppressed))
	for i := range shown {
		result := s.result(&shown[i])
		if len(r.Suppressed) > 0 {
			result.Suppressions = []sarifSuppression{}
		}
		results = append(results, result)
	}
	suppressed := r.Suppressed[:min(len(r.Suppressed), sarifResults-len(shown))]
	for i := range suppressed {
		result := s.result(&suppressed[i].Finding)
		result.Suppressions = []sarifSuppression{{suppressionKinds[suppressed[i].By], "accepted", suppressed[i].Reason}}
		results = append(results, result)
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
			Notifications:       s.notifications(r, r.Summary.Findings()-len(shown), len(r.Suppressed)-len(suppressed)),
		}},
		OriginalURIBaseIDs: map[string]sarifBase{srcRoot: {sarifMessage{"The root of the repository."}}},
		ColumnKind:         "unicodeCodePoints",
		Results:            results,
	}
	return encode(w, sarifLog{Schema: sarifSchema, Version: "2.1.0", Runs: []sarifRun{run}})
}

// sarifWriter collects the rules that results refer to.
type sarifWriter struct {
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
	for _, other := range f.Related[:cap(related)] {
		if place := s.place(other.At); place != nil {
			related = append(related, sarifLocation{ID: len(related) + 1, PhysicalLocation: place, Message: plainMessage(other.Message)})
		}
	}
	// The message has all that a reader of an alert needs: SARIF has no place for
	// a fix in words.
	result := sarifResult{
		RuleID:           f.Rule.ID,
		RuleIndex:        index,
		Level:            sarifLevel(f.Severity),
		Message:          *plainMessage(strings.Join(sentences(f), " ")),
		Locations:        []sarifLocation{{PhysicalLocation: s.place(somewhere(f.At))}},
		RelatedLocations: related,
	}
	if f.Fingerprint != "" {
		result.PartialFingerprints = map[string]string{"gatelint/v1": f.Fingerprint}
	}
	return result
}

// plainMessage is a text in which nothing reads as a link: SARIF has links in
// messages that are plain otherwise.
func plainMessage(text string) *sarifMessage {
	return &sarifMessage{strings.ReplaceAll(text, "](", "] (")}
}

// suppressionKinds are the names that SARIF has for the ways of suppressing.
var suppressionKinds = map[rules.SuppressedBy]string{rules.Inline: "inSource", rules.Baseline: "external"}

// notifications says what was not read, and how many findings, suppressed or
// not, are left out.
func (s *sarifWriter) notifications(r *clean, leftOut, suppressedLeftOut int) []sarifNotification {
	list := make([]sarifNotification, 0, len(r.Problems)+2)
	for _, p := range r.Problems {
		note := sarifNotification{
			Level:      "note",
			Message:    *plainMessage(p.Message),
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
			Message:    *plainMessage(narrowing(n)),
			Descriptor: &sarifReference{ID: "narrowed"},
			Locations:  []sarifLocation{{PhysicalLocation: s.place(n.At)}},
		})
	}
	if leftOut > 0 {
		text := fmt.Sprintf("%d more findings are not in this log, which holds the worst ones only.", leftOut)
		list = append(list, sarifNotification{Level: "warning", Message: sarifMessage{text}})
	}
	if suppressedLeftOut > 0 {
		text := fmt.Sprintf("%d more suppressed findings are not in this log.", suppressedLeftOut)
		list = append(list, sarifNotification{Level: "note", Message: sarifMessage{text}})
	}
	return list
}

// somewhere makes a place of one that is not known: code scanning refuses a log
// as a whole for one result without a file or a line.
func somewhere(at source.Range) source.Range {
	if at.File == "" {
		at.File = "."
	}
	if at.Start.Line == 0 {
		at.Start = source.Position{Line: 1, Column: 1}
		at.End = at.Start
	}
	return at
}

// place gives a location, nil for one that no file shows.
func (s *sarifWriter) place(at source.Range) *sarifPlace {
	if at.File == "" {
		return nil
	}
	place := &sarifPlace{Artifact: sarifArtifact{URI: relativeURI(at.File), URIBaseID: srcRoot}}
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
