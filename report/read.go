package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/rules"
)

// Read reads a report that the JSON format wrote. It takes reports of the given
// version of gatelint only: another one may have other rules, or say something
// else with the same keys.
func Read(document []byte, version string) (*Report, error) {
	var header struct {
		Schema  string `json:"schema"`
		Version string `json:"version"`
	}
	if err := json.Unmarshal(document, &header); err != nil {
		return nil, located(document, err)
	}
	switch {
	case header.Schema != jsonSchema:
		return nil, fmt.Errorf("it is no JSON report of gatelint: its schema is %q, not %q", Text(header.Schema), jsonSchema)
	case header.Version != version:
		return nil, fmt.Errorf("gatelint %s made it, and this is gatelint %s; use one version for all", Text(header.Version), version)
	}
	var written jsonReport
	decoder := json.NewDecoder(bytes.NewReader(document))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&written); err != nil {
		return nil, located(document, err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("there is something after the end of the report")
	}
	return written.report()
}

// located puts the place of an error in JSON in front of it, if it has one.
func located(document []byte, err error) error {
	var offset int64
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		offset = syntax.Offset
	} else if other, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		offset = other.Offset
	} else {
		return errors.New(Text(strings.TrimPrefix(err.Error(), "json: ")))
	}
	before := document[:min(max(offset-1, 0), int64(len(document)))]
	line := 1 + bytes.Count(before, []byte("\n"))
	column := 1 + len([]rune(string(before[bytes.LastIndexByte(before, '\n')+1:])))
	return fmt.Errorf("line %d, column %d: %s", line, column, Text(strings.TrimPrefix(err.Error(), "json: ")))
}

// report checks what was read and makes a report of it.
func (j *jsonReport) report() (*Report, error) {
	r := &Report{Version: j.Version, Complete: j.Complete, Summary: j.Summary}
	var err error
	if r.Findings, err = findingsOf("findings", j.Findings); err != nil {
		return nil, err
	}
	for i, p := range j.Problems {
		at, err := p.Range.at(p.File)
		if err == nil && !slices.Contains(source.ProblemKinds, source.ProblemKind(p.Kind)) {
			err = fmt.Errorf("there is no kind of problem %q", p.Kind)
		}
		if err != nil {
			return nil, fmt.Errorf("problems[%d]: %s", i, Text(err.Error()))
		}
		r.Problems = append(r.Problems, source.Problem{Kind: source.ProblemKind(p.Kind), At: at, Message: p.Message})
	}
	if r.Suppressed, err = j.suppressed(); err != nil {
		return nil, err
	}
	if r.Shard, err = j.Shard.shard(); err != nil {
		return nil, err
	}
	r.Baseline, r.Since = j.Baseline.baseline(), j.Since.since()
	for i, n := range j.Narrowed {
		if min(n.Line, n.Column) < 0 {
			return nil, fmt.Errorf("narrowed[%d]: there is no place %d:%d", i, n.Line, n.Column)
		}
		r.Narrowed = append(r.Narrowed, n.narrowing())
	}
	if j.Undecided != nil {
		return nil, errors.New("it lists what is undecided, which cannot be joined; make it without --undecided")
	}
	return r, j.count(r)
}

// count holds the numbers of a report against its lists.
func (j *jsonReport) count(r *Report) error {
	var counted Summary
	counted.Count(r.Findings)
	s := j.Summary
	switch {
	case s.Findings() > counted.Findings():
		return fmt.Errorf("it lists %d findings of %d; make it without --max-findings", counted.Findings(), s.Findings())
	case s.Error != counted.Error || s.Warning != counted.Warning || s.Info != counted.Info:
		return errors.New("summary: the numbers of findings are not those of the list")
	case min(s.Files, s.Definitions, s.Resources, s.APIs, s.Suppressed) < 0:
		return errors.New("summary: a number is less than 0")
	case r.Shard != nil && len(r.Shard.Files) != s.Files:
		return fmt.Errorf("summary: it counts %d files, and the shard lists %d", s.Files, len(r.Shard.Files))
	}
	return nil
}

// suppressed takes the findings from the shard, which has them as a whole.
// Without, what is known of them is what the report shows.
func (j *jsonReport) suppressed() ([]rules.Suppressed, error) {
	var whole []rules.Finding
	if j.Shard != nil {
		var err error
		if whole, err = findingsOf("shard.suppressed", j.Shard.Suppressed); err != nil {
			return nil, err
		}
		if len(whole) != len(j.Suppressed) {
			return nil, fmt.Errorf("shard.suppressed: %d findings for the %d of the report", len(whole), len(j.Suppressed))
		}
	}
	list := make([]rules.Suppressed, len(j.Suppressed))
	for i, s := range j.Suppressed {
		rule := rules.Find(s.ID)
		by := rules.SuppressedBy(s.By)
		switch {
		case rule == nil:
			return nil, fmt.Errorf("suppressed[%d]: there is no rule %q", i, Text(s.ID))
		case by != rules.Inline && by != rules.Baseline:
			return nil, fmt.Errorf("suppressed[%d]: nothing suppresses by %q", i, Text(s.By))
		case s.Line < 0:
			return nil, fmt.Errorf("suppressed[%d]: there is no line %d", i, s.Line)
		}
		place := source.Position{Line: s.Line, Column: min(s.Line, 1)}
		list[i] = rules.Suppressed{Reason: s.Reason, By: by, Finding: rules.Finding{
			Rule: rule, Severity: rule.Severity, Instances: 1,
			At: source.Range{File: s.File, Start: place, End: place},
		}}
		if whole != nil {
			list[i].Finding = whole[i]
		}
	}
	return list, nil
}

func (j *jsonShard) shard() (*Shard, error) {
	switch {
	case j == nil:
		return nil, nil //nolint:nilnil // most reports are of no shard
	case j.Count < 1 || j.Index < 1 || j.Index > j.Count:
		return nil, fmt.Errorf("shard: there is no shard %d/%d", j.Index, j.Count)
	}
	return &Shard{Index: j.Index, Count: j.Count, Inputs: j.Inputs, Base: j.Base, Files: j.Files, Others: j.Others}, nil
}

func findingsOf(key string, written []jsonFinding) ([]rules.Finding, error) {
	findings := make([]rules.Finding, len(written))
	for i := range written {
		var err error
		if findings[i], err = written[i].finding(); err != nil {
			return nil, fmt.Errorf("%s[%d]: %s", key, i, Text(err.Error()))
		}
	}
	return findings, nil
}

// finding takes from the rule what is the rule's.
func (j *jsonFinding) finding() (rules.Finding, error) {
	rule := rules.Find(j.ID)
	if rule == nil {
		return rules.Finding{}, fmt.Errorf("there is no rule %q", j.ID)
	}
	severity := rules.Severity(j.Severity)
	if !slices.Contains(rules.Severities, severity) {
		return rules.Finding{}, fmt.Errorf("there is no severity %q", j.Severity)
	}
	at, err := j.Range.at(j.File)
	if err != nil {
		return rules.Finding{}, err
	}
	f := rules.Finding{
		Rule: rule, Severity: severity, Message: j.Message, At: at,
		Resource: j.Resource, Instances: max(1, len(j.Instances)), Addresses: j.Instances,
		Dialect: resource.Dialect(j.Dialect), When: j.When, Symptoms: j.Symptoms, Fingerprint: j.Fingerprint, Also: j.Fingerprints,
	}
	if j.Fix != nil {
		f.Fix = j.Fix.Description
	}
	for _, other := range j.Related {
		at, err := other.Range.at(other.File)
		if err != nil {
			return rules.Finding{}, err
		}
		f.Related = append(f.Related, rules.Related{At: at, Message: other.Message})
	}
	return f, nil
}

func (j jsonRange) at(file string) (source.Range, error) {
	at := source.Range{File: file}
	if j.Start == nil && j.End == nil {
		return at, nil
	}
	if j.Start == nil || j.End == nil || min(j.Start.Line, j.Start.Column, j.End.Line, j.End.Column) < 1 {
		return at, errors.New("a range has a start and an end, with lines and columns from 1 on")
	}
	at.Start, at.End = source.Position(*j.Start), source.Position(*j.End)
	return at, nil
}
