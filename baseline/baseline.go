// Package baseline keeps the findings that were there when a repository adopted
// the linter, tells them from new ones, and reads and writes the file that they
// are kept in. It opens no file.
package baseline

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/report"
	"github.com/gatelint/gatelint/rules"
)

// Baseline is what the file holds.
type Baseline struct {
	// Paths are what was linted for it, relative to the root of the repository.
	Paths   []string
	Entries []Entry
}

// Entry stands for the findings of one rule about one resource in one file that
// have one fingerprint.
type Entry struct {
	ID   string `json:"id"`
	Rule string `json:"rule"`
	// File is relative to the root of the repository.
	File        string `json:"file"`
	Resource    string `json:"resource"`
	Fingerprint string `json:"fingerprint"`
	// Also are other fingerprints that the findings may have.
	Also []string `json:"also,omitempty"`
	// Count is how many findings it stands for, at least 1.
	Count int `json:"count"`
}

// Of gives an entry for each finding, in their order; the zero Entry for what
// cannot be known again. Base is the path from the root of the repository to
// where the files of the findings are named from, "" for the root itself.
func Of(findings []rules.Finding, base string) []Entry {
	entries := make([]Entry, len(findings))
	for i := range findings {
		f := &findings[i]
		if f.Fingerprint == "" {
			continue
		}
		entries[i] = Entry{
			ID: f.Rule.ID, Rule: f.Rule.Name, Resource: report.Text(f.Resource),
			File: report.Text(path.Join(base, f.At.File)), Fingerprint: f.Fingerprint, Count: 1,
			Also: slices.DeleteFunc(slices.Clone(f.Also), func(other string) bool { return other == f.Fingerprint }),
		}
	}
	return entries
}

// Hideable gives the entries with the zero Entry for what a baseline must not
// hide: findings about suppressions, of which it is one itself.
func Hideable(entries []Entry) []Entry {
	entries = slices.Clone(entries)
	for i := range entries {
		if strings.HasPrefix(entries[i].ID, "SUP") {
			entries[i] = Entry{}
		}
	}
	return entries
}

// join adds up the entries of the same findings, and sorts by file, id, resource
// and fingerprint.
func join(entries []Entry) []Entry {
	at := map[place]int{}
	var joined []Entry
	for _, entry := range entries {
		if entry.Count == 0 {
			continue
		}
		key := place{entry.fault(), entry.File}
		i, ok := at[key]
		if !ok {
			at[key] = len(joined)
			joined = append(joined, entry)
			continue
		}
		joined[i].Count += entry.Count
		joined[i].Also = union(joined[i].Also, entry.Also)
	}
	slices.SortFunc(joined, func(a, b Entry) int {
		return cmp.Or(strings.Compare(a.File, b.File), strings.Compare(a.ID, b.ID), strings.Compare(a.Resource, b.Resource),
			strings.Compare(a.Fingerprint, b.Fingerprint))
	})
	return joined
}

// fault is what a finding keeps wherever it goes.
type fault struct{ id, fingerprint string }

func (e *Entry) fault() fault { return fault{e.ID, e.Fingerprint} }

// place is a fault in a file.
type place struct {
	fault
	file string
}

// faults are all by which an entry may be known.
func (e *Entry) faults() []fault {
	all := []fault{e.fault()}
	for _, fingerprint := range e.Also {
		all = append(all, fault{e.ID, fingerprint})
	}
	return all
}

func union(a, b []string) []string {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}
