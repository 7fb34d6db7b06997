package baseline

import (
	"path"
	"slices"
)

// Match says which findings, given as their entries, were known, each as one of
// a known entry's count, and gives what is left of the known entries. Gone says
// that a file, named as the entries name it, is not there any more.
//
// A finding that is still in its file is known. One that is not may have moved
// with the lines it is about: to another file of the folder, or with its whole
// file to a new place. Since a copy of a definition has the fingerprints of the
// definition, an entry follows no finding to another folder as long as its file
// is there: such a finding is a new one.
func Match(known, findings []Entry, gone func(file string) bool) (isKnown []bool, left []Entry) {
	m := matching{left: slices.Clone(known), findings: findings, matched: make([]bool, len(findings))}
	m.pair(everywhere, func(file string) string { return file })
	m.pair(everywhere, path.Dir)
	isGone := map[string]bool{}
	for i := range m.left {
		if file := m.left[i].File; m.left[i].Count > 0 {
			isGone[file] = isGone[file] || gone(file)
		}
	}
	missing := func(file string) bool { return isGone[file] }
	m.pair(missing, path.Base)
	m.pair(missing, func(string) string { return "" })
	return m.matched, slices.DeleteFunc(m.left, func(e Entry) bool { return e.Count == 0 })
}

func everywhere(string) bool { return true }

type matching struct {
	// left are the entries with what is left of their counts.
	left     []Entry
	findings []Entry
	// matched says it of each finding.
	matched []bool
}

// pair matches what is left where the files of both sides have the same key, and
// the entry's file is one that may be matched.
func (m *matching) pair(may func(file string) bool, key func(file string) string) {
	left := map[place][]*Entry{}
	for i := range m.left {
		entry := &m.left[i]
		if entry.Count == 0 || !may(entry.File) {
			continue
		}
		for _, fault := range entry.faults() {
			at := place{fault, key(entry.File)}
			left[at] = append(left[at], entry)
		}
	}
	for i := range m.findings {
		finding := &m.findings[i]
		if finding.Count == 0 || m.matched[i] {
			continue
		}
		for _, fault := range finding.faults() {
			candidates := left[place{fault, key(finding.File)}]
			open := slices.IndexFunc(candidates, func(e *Entry) bool { return e.Count > 0 })
			if open >= 0 {
				candidates[open].Count--
				m.matched[i] = true
				break
			}
		}
	}
}
