package report

import (
	"fmt"
	"maps"
	"slices"
)

// Shard is what a report of a part of the definitions holds beside the
// findings, so that Merge can make of all parts what one run would have given.
type Shard struct {
	// Index, counted from 1, and Count say which shard it is.
	Index, Count int
	// Inputs is a digest of everything that the findings depend on and that
	// is the same for all shards of one run.
	Inputs string
	// Base is Options.Base where the shard ran.
	Base string
	// Files are the digests of the files that Summary.Files counts, by name;
	// Others are those of further files that the report names.
	Files, Others map[string]string
}

// String gives I/N.
func (s *Shard) String() string { return fmt.Sprintf("%d/%d", s.Index, s.Count) }

// Sum gives the digest of a file, "" if it was not read.
func (s *Shard) Sum(file string) string {
	if sum, ok := s.Files[file]; ok {
		return sum
	}
	return s.Others[file]
}

func (s *Shard) sanitized() *Shard {
	if s == nil {
		return nil
	}
	safe := *s
	safe.Inputs, safe.Base = Text(s.Inputs), Text(s.Base)
	safe.Files, safe.Others = safeSums(s.Files), safeSums(s.Others)
	return &safe
}

func safeSums(m map[string]string) map[string]string {
	safe := make(map[string]string, len(m))
	for _, key := range slices.Sorted(maps.Keys(m)) {
		safe[Text(key)] = Text(m[key])
	}
	return safe
}

// jsonShard is a Shard in the JSON report.
type jsonShard struct {
	Index  int               `json:"index"`
	Count  int               `json:"count"`
	Inputs string            `json:"inputs"`
	Base   string            `json:"base"`
	Files  map[string]string `json:"files"`
	Others map[string]string `json:"others"`
	// Suppressed are the suppressed findings as a whole, in the order of
	// jsonReport.Suppressed, which has them in short.
	Suppressed []jsonFinding `json:"suppressed"`
}

func jsonShardOf(r *clean) *jsonShard {
	s := r.Shard
	if s == nil {
		return nil
	}
	shard := &jsonShard{
		Index: s.Index, Count: s.Count, Inputs: s.Inputs, Base: s.Base, Files: s.Files, Others: s.Others,
		Suppressed: make([]jsonFinding, len(r.Suppressed)),
	}
	for i := range r.Suppressed {
		shard.Suppressed[i] = jsonOf(&r.Suppressed[i].Finding)
	}
	return shard
}
