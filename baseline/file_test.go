package baseline_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gatelint/gatelint/baseline"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/rules"
)

var rule = &rules.Rule{ID: "INT001", Name: "lambda-integration-not-post"}

func finding(file, resource, fingerprint string) rules.Finding {
	return rules.Finding{Rule: rule, At: source.Range{File: file}, Resource: resource, Fingerprint: fingerprint}
}

func TestFile(t *testing.T) {
	about := &rules.Rule{ID: "SUP001", Name: "suppression-unused"}
	findings := []rules.Finding{
		finding("b.tf", "aws_x.b", "2222222222222222"),
		finding("a.tf", "aws_x.a[0]", "1111111111111111"),
		{Rule: about, At: source.Range{File: "a.tf"}, Fingerprint: "3333333333333333"},
		finding("a.tf", "aws_x.aa", "5555555555555555"),
		finding("a.tf", "aws_x.b", "1111111111111111"),
		finding("no-fingerprint.tf", "aws_x.c", ""),
	}
	findings[0].Also = []string{"2222222222222222", "4444444444444444"}
	made := baseline.Baseline{Paths: []string{"infra", ".", "infra"}, Entries: baseline.Hideable(baseline.Of(findings, "api"))}
	content, err := baseline.Write(made)
	if err != nil {
		t.Fatal(err)
	}
	want := `{
  "schema": "gatelint.baseline/1",
  "paths": [".","infra"],
  "findings": [
    {"id":"INT001","rule":"lambda-integration-not-post","file":"api/a.tf","resource":"aws_x.a[0]","fingerprint":"1111111111111111","count":2},
    {"id":"INT001","rule":"lambda-integration-not-post","file":"api/a.tf","resource":"aws_x.aa","fingerprint":"5555555555555555","count":1},
    {"id":"INT001","rule":"lambda-integration-not-post","file":"api/b.tf","resource":"aws_x.b","fingerprint":"2222222222222222","also":["4444444444444444"],"count":1}
  ]
}
`
	if diff := cmp.Diff(want, string(content)); diff != "" {
		t.Error(diff)
	}
	read, err := baseline.Read("baseline.json", content)
	if err != nil {
		t.Fatal(err)
	}
	again, err := baseline.Write(*read)
	if err != nil || string(again) != want {
		t.Errorf("%v; read and written again it is %s", err, again)
	}
	empty, err := baseline.Write(baseline.Baseline{})
	if err != nil {
		t.Fatal(err)
	}
	if read, err := baseline.Read("baseline.json", empty); err != nil || len(read.Entries) > 0 {
		t.Errorf("an empty baseline is read as %+v, %v", read, err)
	}
}

// Names in definitions are other people's data, and the file is read by people.
func TestFileHidesNothing(t *testing.T) {
	content, err := baseline.Write(baseline.Baseline{Entries: baseline.Of([]rules.Finding{finding("a\u202Eft.\n", "\x1b[31m", "1")}, "")})
	if err != nil || bytes.ContainsAny(content, "\u202E\x1b") {
		t.Errorf("%v %q", err, content)
	}
}

func TestRead(t *testing.T) {
	const head = `{"schema": "gatelint.baseline/1", "findings": [`
	const entry = `{"id": "INT001", "file": "a.tf", "fingerprint": "1", "count": 2}`
	cases := []struct {
		name, content string
		count         int // of the first entry
		want          string
	}{
		{"keys that are not known", `{"schema": "gatelint.baseline/1", "more": {"a": [1]}, "findings": [` + entry + `], "z": null}`, 2, ""},
		{"the same entry from both sides of a merge", head + entry + "," + entry + "]}", 2, ""},
		{"the schema at the end", `{"findings": [` + entry + `], "schema": "gatelint.baseline/1"}`, 2, ""},
		{"byte order mark and blanks", "\uFEFF\r\n" + head + entry + "]}\r\n\r\n", 2, ""},
		{"no schema", `{"findings": []}`, 0, `b.json:1:1: is no baseline: it has no "schema"`},
		{"another schema", `{"schema": "gatelint.report/1"}`, 0, `b.json:1:12: has the schema "gatelint.report/1"`},
		{"a count of 0", head + `{"id": "INT001", "fingerprint": "1", "count": 0}]}`, 0, "b.json:1:48: holds an entry without"},
		{"no count", head + `{"id": "INT001", "fingerprint": "1"}]}`, 0, "b.json:1:48: holds an entry without"},
		{"no entry", head + "3]}", 0, "b.json:1:48: holds a number where"},
		{"no list", `{"schema": "gatelint.baseline/1", "findings": {}}`, 0, "b.json:1:47: is no baseline: there is to be a"},
		{"a missing comma", head + entry + " " + entry + "]}", 0, "b.json:1:113: is not valid JSON"},
		{"a comma too many", head + entry + ",]}", 0, "b.json:1:"},
		{"cut off", head + entry, 0, "b.json:1:112: ends too early"},
		{"two documents", head + "]}\n" + head + "]}", 0, "b.json:2:2: goes on after its end"},
		{"a conflict", head + "\n<<<<<<< ours\n" + entry + "\n=======\n>>>>>>> theirs\n]}", 0, "b.json:2:1: holds a merge conflict"},
		{"a conflict that was half mended", head + "\n" + entry + "\n=======\n]}", 0, "b.json:3:1: holds a merge conflict"},
		{"not text", "\xff\xfe", 0, "b.json: is UTF-16"},
		{"too deep", `{"x": ` + strings.Repeat("[", 200_000), 0, "b.json:1:"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := baseline.Read("b.json", []byte(c.content))
			if c.want == "" {
				if err != nil || len(got.Entries) != 1 || got.Entries[0].Count != c.count {
					t.Errorf("got %+v, %v", got, err)
				}
				return
			}
			if err == nil || !strings.HasPrefix(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

// Whatever the file holds: it is read and means the same when written again, or
// it is refused with a place.
func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"schema":"gatelint.baseline/1","paths":["."],"findings":[{"id":"INT001","rule":"r","file":"a","resource":"b","fingerprint":"1","also":["2"],"count":1}]}`))
	f.Add([]byte(`{"schema":"gatelint.baseline/1","findings":[{"id":"I","fingerprint":"1","count":9223372036854775807},{"id":"I","fingerprint":"1","count":1}]}`))
	f.Add([]byte("<<<<<<< a\n{}"))
	f.Add([]byte("{\"schema\":\"gatelint.baseline/1\"}\n\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		read, err := baseline.Read("b.json", content)
		if err != nil {
			if _, ok := errors.AsType[*source.ReadError](err); !ok {
				t.Fatalf("%T: %v", err, err)
			}
			return
		}
		written, err := baseline.Write(*read)
		if err != nil {
			t.Fatal(err)
		}
		again, err := baseline.Read("b.json", written)
		if err != nil {
			t.Fatalf("%v in %s", err, written)
		}
		isKnown, left := baseline.Match(read.Entries, again.Entries, func(string) bool { return false })
		for i, known := range isKnown {
			if !known && again.Entries[i].Count > 0 {
				t.Errorf("%+v is not known again", again.Entries[i])
			}
		}
		_ = left
	})
}
