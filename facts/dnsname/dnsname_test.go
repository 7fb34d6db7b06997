package dnsname_test

import (
	"testing"

	"github.com/gatelint/gatelint/facts/dnsname"
	"github.com/gatelint/gatelint/facts/internal/build"
)

func TestCovers(t *testing.T) {
	tests := []struct {
		pattern, name string
		want          bool
	}{
		{"api.example.com", "api.example.com", true},
		{"API.Example.com.", "api.example.com", true},
		{"*.example.com", "api.example.com", true},
		{"*.example.com", "*.example.com", true},
		{"*.example.com", "example.com", false},
		{"*.example.com", "a.b.example.com", false},
		{"*.example.com", "apiexample.com", false},
		{"*.com", "*.example.com", false},
		{"*.example.com", ".example.com", false},
		{"example.com", "api.example.com", false},
		{"api.example.com", "*.example.com", false},
		{"*example.com", "api.example.com", false},
		{"<?>", "api.example.com", false},
		{"api.example.com", "<?>", false},
		{"-", "-", false},
		// References are the same text wherever they stand.
		{"<domain.name>", "<domain.name>", true},
		{"<domain.name>", "<Domain.name>", false},
		{"*.<zone.name>", "api.<zone.name>", true},
		{"*.<zone.name>", "<label.name>.<zone.name>", false},
		{"*.<zone.name>", "a.b.<zone.name>", false},
		{"*.<zone.name>", "api.<other.name>", false},
		{"api.<?>", "api.<?>", false},
	}
	for _, test := range tests {
		if got := dnsname.Covers(build.Value(test.pattern), build.Value(test.name)); got != test.want {
			t.Errorf("%s covers %s: %v", test.pattern, test.name, got)
		}
	}
}
