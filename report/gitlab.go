package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"

	"github.com/gatelint/gatelint/rules"
)

// gitlabIssue is an entry of a Code Quality report.
type gitlabIssue struct {
	Description string         `json:"description"`
	CheckName   string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    gitlabLocation `json:"location"`
}

type gitlabLocation struct {
	Path  string      `json:"path"`
	Lines gitlabLines `json:"lines"`
}

type gitlabLines struct {
	Begin int `json:"begin"`
}

// gitlabSeverities leaves out blocker, GitLab's worst: that is for a definition
// that could not be read, of which nothing is known.
var gitlabSeverities = map[rules.Severity]string{rules.Error: "critical", rules.Warning: "major", rules.Info: "info"}

func writeGitLab(w io.Writer, r *clean, _ Options) error {
	list := []gitlabIssue{}
	names := fingerprints{}
	for _, e := range entries(r) {
		severity := gitlabSeverities[e.severity]
		if e.unread {
			severity = "blocker"
		}
		file := e.at.File
		if file == "" {
			file = "." // an entry without a path is refused
		}
		list = append(list, gitlabIssue{
			Description: e.check + ": " + strings.Join(e.sentences, " "),
			CheckName:   e.check,
			Fingerprint: names.unique(e.fingerprint, file),
			Severity:    severity,
			Location:    gitlabLocation{Path: file, Lines: gitlabLines{Begin: max(1, e.at.Start.Line)}},
		})
	}
	return encode(w, list)
}

// fingerprints counts how often each was given.
type fingerprints map[string]int

// unique makes a fingerprint one of its own in a report: definitions in two
// folders may call their resources the same. It stays the same as long as the
// finding stays in its file, and as those before it with the same one stay.
func (f fingerprints) unique(fingerprint, file string) string {
	key := fingerprint + "\x00" + file
	f[key]++
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", key, f[key]))
	return hex.EncodeToString(sum[:16])
}
