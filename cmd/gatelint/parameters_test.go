package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadParameters(t *testing.T) {
	cases := []struct {
		name, content string
		want          map[string]string
	}{
		{"list.json", `[{"ParameterKey": "A", "ParameterValue": "x"}, {"ParameterKey": "B", "ParameterValue": "https:\/\/é"}]`, map[string]string{"A": "x", "B": "https://é"}},
		{"overrides.json", `["A=x=y", "B="]`, map[string]string{"A": "x=y", "B": ""}},
		{"nested.json", `{"Parameters": {"A": "x"}, "Tags": {"B": "y"}}`, map[string]string{"A": "x"}},
		{"plain.json", `{"A": 012.50e1}`, nil},
		{"scalars.json", `{"A": 1.50, "B": true, "C": ["x", 2]}`, map[string]string{"A": "1.50", "B": "true", "C": "x,2"}},
		{"plain.yaml", "A: x\nAccount: 012345678901\nVersion: 1.20\nOn: yes\nList: [a, b]\n", map[string]string{
			"A": "x", "Account": "012345678901", "Version": "1.20", "On": "yes", "List": "a,b",
		}},
		{"list.yaml", "- ParameterKey: A\n  ParameterValue: 5\n", map[string]string{"A": "5"}},
		{"null.json", `{"A": null}`, nil},
		{"object.json", `{"A": {"B": "c"}}`, nil},
		{"nokey.json", `[{"Key": "A"}]`, nil},
		{"text.json", `"A"`, nil},
		{"empty.yaml", "", nil},
		{"broken.yaml", "A: [", nil},
		{"alias.yaml", "A: &x 1\nB: *x\n", nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), c.name)
			if err := os.WriteFile(file, []byte(c.content), 0o600); err != nil {
				t.Fatal(err)
			}
			got, err := readParameters(file, 1<<20)
			if (err != nil) != (c.want == nil) {
				t.Fatalf("error %v", err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
