package report

type jsonBaseline struct {
	File    string      `json:"file"`
	Hidden  int         `json:"hidden"`
	Stale   int         `json:"stale"`
	Entries []jsonStale `json:"staleEntries"`
}

type jsonStale struct {
	ID       string `json:"id"`
	Rule     string `json:"rule"`
	File     string `json:"file"`
	Resource string `json:"resource"`
	Count    int    `json:"count"`
}

type jsonSince struct {
	Revision string `json:"revision"`
	Commit   string `json:"commit"`
	Older    int    `json:"older"`
	Complete bool   `json:"complete"`
}

func jsonBaselineOf(b *Baseline) *jsonBaseline {
	if b == nil {
		return nil
	}
	stale := make([]jsonStale, len(b.Stale))
	for i, e := range b.Stale {
		stale[i] = jsonStale(e)
	}
	return &jsonBaseline{b.File, b.Hidden, len(stale), stale}
}

func jsonSinceOf(s *Since) *jsonSince {
	if s == nil {
		return nil
	}
	return &jsonSince{s.Revision, s.Commit, s.Older, s.Complete}
}

func (b *jsonBaseline) baseline() *Baseline {
	if b == nil {
		return nil
	}
	stale := make([]StaleEntry, len(b.Entries))
	for i, e := range b.Entries {
		stale[i] = StaleEntry(e)
	}
	return &Baseline{b.File, b.Hidden, stale}
}

func (s *jsonSince) since() *Since {
	if s == nil {
		return nil
	}
	return &Since{s.Revision, s.Commit, s.Older, s.Complete}
}
