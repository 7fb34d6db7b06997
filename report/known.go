package report

import "fmt"

// Baseline says what a baseline did.
type Baseline struct {
	// File is named as findings name theirs.
	File string
	// Hidden is how many findings it hid. They are among Report.Suppressed.
	Hidden int
	// Stale are its entries that no longer occur, of those that the run could
	// judge.
	Stale []StaleEntry
}

// StaleEntry is an entry of a baseline that can be taken out of it.
type StaleEntry struct {
	ID, Rule, File, Resource string
	// Count is how many findings no longer occur.
	Count int
}

// Since says what a comparison with an earlier commit did.
type Since struct {
	// Revision is as the user wrote it, Commit the hash that it stands for.
	Revision, Commit string
	// Older is how many findings were there at the commit and are not shown.
	Older int
	// Complete says that everything that was there then was read. What was not
	// may be why a finding counts as new.
	Complete bool
}

// Known says in a sentence each what a baseline and a comparison with a commit
// kept from being shown. Every format with a summary has them.
func (r *Report) Known() []string {
	var sentences []string
	if b := r.Baseline; b != nil {
		sentence := fmt.Sprintf("Baseline %s: %d hidden", b.File, b.Hidden)
		if len(b.Stale) > 0 {
			sentence += fmt.Sprintf("; %d stale (no longer found; --write-baseline drops them)", len(b.Stale))
		}
		sentences = append(sentences, sentence+".")
	}
	if s := r.Since; s != nil {
		sentence := fmt.Sprintf("Since %s (%.7s): %d older not shown", s.Revision, s.Commit, s.Older)
		if !s.Complete && len(r.Findings) > 0 {
			sentence += "; not everything could be read there, so that some of what is shown may be older"
		}
		sentences = append(sentences, sentence+".")
	}
	return sentences
}

func (b *Baseline) clean() *Baseline {
	if b == nil {
		return nil
	}
	return &Baseline{
		File: Text(b.File), Hidden: b.Hidden,
		Stale: each(b.Stale, func(e StaleEntry) StaleEntry {
			return StaleEntry{Text(e.ID), Text(e.Rule), Text(e.File), Text(e.Resource), e.Count}
		}),
	}
}

func (s *Since) clean() *Since {
	if s == nil {
		return nil
	}
	return &Since{Text(s.Revision), Text(s.Commit), s.Older, s.Complete}
}
