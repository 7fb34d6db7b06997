package source

import "testing"

func TestResolve(t *testing.T) {
	tests := []struct{ dir, name, want string }{
		{".", "a.tf", "a.tf"},
		{"live/api", "../../modules/x", "modules/x"},
		{"live/api", "./", "live/api"},
		{"live", "..", "."},
		{"a", "b//c/./d", "a/b/c/d"},
		{"a", "%2e%2e/x", "a/%2e%2e/x"},
		{"a", "~x", "a/~x"},
		{"a", "..x/y", "a/..x/y"},
		{"a", "x:y", "a/x:y"},
		{"a", "", "a"},
	}
	for _, test := range tests {
		got, err := Resolve(test.dir, test.name)
		if err != nil || got != test.want {
			t.Errorf("Resolve(%q, %q) = %q, %v, want %q", test.dir, test.name, got, err, test.want)
		}
	}
}

func TestResolveRefusesWhatLiesOutside(t *testing.T) {
	for _, name := range []string{
		"../..", "../../x", "b/../../../x", "/etc/passwd", "//server/share", `\\server\share\x`, `\x`, `..\..\x`,
		"~", "~/x", `~\x`, "C:/x", `c:\x`, "C:", "http://example.com/x", "s3://bucket/x", "file:///etc/passwd", "a\x00b",
	} {
		if got, err := Resolve("a", name); !OutsideRoot(err) {
			t.Errorf("Resolve(%q) = %q, %v, want outside the root", name, got, err)
		}
	}
}
