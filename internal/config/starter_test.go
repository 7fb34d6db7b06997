package config

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// commented matches a line that says something once its # is taken away; prose
// has one blank behind it.
var commented = regexp.MustCompile(`(?m)^#(\S|  )`)

// The file that init writes says nothing but its version, and everything in it
// may be uncommented.
func TestStarter(t *testing.T) {
	if !strings.HasPrefix(Starter(), "# yaml-language-server: $schema=https://raw.githubusercontent.com/gatelint/gatelint/main/docs/config.schema.json\n") {
		t.Error("no editor will find the schema")
	}
	got, err := parse(Starter())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(&Config{Path: Name}, got); diff != "" {
		t.Error(diff)
	}
	uncommented := commented.ReplaceAllString(Starter(), "$1")
	if _, err := parse(uncommented); err != nil {
		t.Fatal(err)
	}
	for _, f := range fields {
		if f.name != "policies" && !strings.Contains(uncommented, "\n"+f.name+":") {
			t.Errorf("%s is not in it", f.name)
		}
	}
}
