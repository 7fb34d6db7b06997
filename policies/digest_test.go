package policies

import (
	"maps"
	"testing"
	"testing/fstest"
)

func TestDigest(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	base := fstest.MapFS{"lib/a.rego": file("a"), "x/y/policy.rego": file("b")}
	if digest(base) != digest(maps.Clone(base)) {
		t.Error("the same rules have two digests")
	}
	for name, other := range map[string]fstest.MapFS{
		"another text":  {"lib/a.rego": file("a"), "x/y/policy.rego": file("c")},
		"another name":  {"lib/a.rego": file("a"), "x/z/policy.rego": file("b")},
		"another split": {"lib/a.rego": file("ab"), "x/y/policy.rego": file("")},
		"one less":      {"lib/a.rego": file("a")},
	} {
		if digest(base) == digest(other) {
			t.Errorf("%s: the same digest", name)
		}
	}
	if len(Digest()) != 64 {
		t.Errorf("digest %q", Digest())
	}
}
