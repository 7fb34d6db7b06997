package report

import (
	"encoding/json"
	"io"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/rules"
)

// jsonSchema names the shape of the JSON report. Keys may be added to it; any
// other change makes a new one.
const jsonSchema = "gatelint.report/1"

type jsonReport struct {
	Schema     string           `json:"schema"`
	Version    string           `json:"version"`
	Complete   bool             `json:"complete"`
	Findings   []jsonFinding    `json:"findings"`
	Problems   []jsonProblem    `json:"problems"`
	Suppressed []jsonSuppressed `json:"suppressed"`
	Baseline   *jsonBaseline    `json:"baseline,omitempty"`
	Since      *jsonSince       `json:"since,omitempty"`
	Narrowed   []jsonNarrowing  `json:"narrowed,omitempty"`
	Undecided  *jsonUndecided   `json:"undecided,omitempty"`
	Summary    Summary          `json:"summary"`
	Shard      *jsonShard       `json:"shard,omitempty"`
}

type jsonFinding struct {
	ID          string        `json:"id"`
	Rule        string        `json:"rule"`
	Group       string        `json:"group"`
	Severity    string        `json:"severity"`
	Phase       string        `json:"phase"`
	Message     string        `json:"message"`
	File        string        `json:"file"`
	Range       jsonRange     `json:"range"`
	Resource    string        `json:"resource"`
	Instances   []string      `json:"instances,omitempty"`
	Dialect     string        `json:"dialect"`
	When        []string      `json:"when"`
	Symptoms    []string      `json:"symptoms"`
	Related     []jsonRelated `json:"related"`
	Fix         *jsonFix      `json:"fix,omitempty"`
	Fingerprint string        `json:"fingerprint"`
	// Fingerprints are those of all that the finding stands for, if it stands
	// for several.
	Fingerprints []string `json:"fingerprints,omitempty"`
	Help         string   `json:"help"`
}

type jsonRelated struct {
	File    string    `json:"file"`
	Range   jsonRange `json:"range"`
	Message string    `json:"message"`
}

type jsonFix struct {
	Description string     `json:"description"`
	Safe        bool       `json:"safe"`
	Edits       []struct{} `json:"edits"`
}

type jsonProblem struct {
	Kind    string    `json:"kind"`
	File    string    `json:"file"`
	Range   jsonRange `json:"range"`
	Message string    `json:"message"`
}

type jsonSuppressed struct {
	ID     string `json:"id"`
	File   string `json:"file"`
	Line   int    `json:"line"`
	Reason string `json:"reason"`
	By     string `json:"by"`
}

// jsonNarrowing is what a line of a configuration makes the gate let pass.
type jsonNarrowing struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
}

// jsonRange is empty ({}) for a place that is not known.
type jsonRange struct {
	Start *jsonPosition `json:"start,omitempty"`
	End   *jsonPosition `json:"end,omitempty"`
}

type jsonPosition struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

func writeJSON(w io.Writer, r *clean, _ Options) error {
	report := jsonReport{
		Schema:     jsonSchema,
		Version:    r.Version,
		Complete:   r.Complete,
		Findings:   make([]jsonFinding, len(r.Findings)),
		Problems:   make([]jsonProblem, len(r.Problems)),
		Suppressed: make([]jsonSuppressed, len(r.Suppressed)),
		Baseline:   jsonBaselineOf(r.Baseline),
		Since:      jsonSinceOf(r.Since),
		Undecided:  jsonUndecidedOf(r.Undecided),
		Summary:    r.Summary,
		Shard:      jsonShardOf(r),
	}
	for i := range r.Findings {
		report.Findings[i] = jsonOf(&r.Findings[i])
	}
	for i, p := range r.Problems {
		report.Problems[i] = jsonProblem{string(p.Kind), p.At.File, jsonRangeOf(p.At), p.Message}
	}
	for i, s := range r.Suppressed {
		at := s.Finding.At
		report.Suppressed[i] = jsonSuppressed{s.Finding.Rule.ID, at.File, at.Start.Line, s.Reason, string(s.By)}
	}
	for _, n := range r.Narrowed {
		report.Narrowed = append(report.Narrowed, jsonNarrowing{n.At.File, n.At.Start.Line, n.At.Start.Column, n.Message})
	}
	return encode(w, report)
}

func jsonOf(f *rules.Finding) jsonFinding {
	related := make([]jsonRelated, len(f.Related))
	for i, other := range f.Related {
		related[i] = jsonRelated{other.At.File, jsonRangeOf(other.At), other.Message}
	}
	var fix *jsonFix
	if f.Fix != "" {
		fix = &jsonFix{Description: f.Fix, Safe: f.Rule.FixSafe, Edits: []struct{}{}}
	}
	return jsonFinding{
		ID:           f.Rule.ID,
		Rule:         f.Rule.Name,
		Group:        f.Rule.Group,
		Severity:     string(f.Severity),
		Phase:        string(f.Rule.Phase),
		Message:      f.Message,
		File:         f.At.File,
		Range:        jsonRangeOf(f.At),
		Resource:     f.Resource,
		Instances:    f.Addresses,
		Dialect:      string(f.Dialect),
		When:         f.When,
		Symptoms:     f.Symptoms,
		Related:      related,
		Fix:          fix,
		Fingerprint:  f.Fingerprint,
		Fingerprints: f.Also,
		Help:         f.Rule.Help(),
	}
}

func jsonRangeOf(at source.Range) jsonRange {
	if at.Start.Line == 0 {
		return jsonRange{}
	}
	start, end := jsonPosition(at.Start), jsonPosition(at.End)
	if at.End.Before(at.Start) {
		end = start
	}
	return jsonRange{Start: &start, End: &end}
}

// encode writes indented JSON with the characters of HTML left readable.
func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
