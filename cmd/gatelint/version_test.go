package main

import (
	"runtime/debug"
	"testing"
)

func TestCommitOfABuild(t *testing.T) {
	vcs := []debug.BuildSetting{{Key: "vcs.revision", Value: "2e740af"}, {Key: "vcs.modified", Value: "true"}}
	for name, c := range map[string]struct {
		released, main string
		settings       []debug.BuildSetting
		want           string
		modified       bool
	}{
		"a working tree":         {"", "(devel)", vcs, "2e740af", true},
		"a release":              {"abc", "v0.1.0", vcs, "abc", false},
		"between releases":       {"", "v0.1.1-0.20261122090000-2e740afab123", nil, "2e740afab123", false},
		"ahead of the first":     {"", "v0.0.0-20261122090000-2e740afab123+dirty", nil, "2e740afab123", false},
		"a module":               {"", "v0.1.0", nil, "", false},
		"ahead of a release":     {"", "v0.1.0-rc.1", nil, "", false},
		"no version, no commits": {"", "", nil, "", false},
	} {
		b := build{Commit: c.released}
		b.note(&debug.BuildInfo{GoVersion: "go1.26.8", Main: debug.Module{Version: c.main}, Settings: c.settings})
		if b.Commit != c.want || b.Modified != c.modified || b.Go != "go1.26.8" {
			t.Errorf("%s: %+v", name, b)
		}
	}
}
