package ignore

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestMatch(t *testing.T) {
	tests := []struct {
		rules, path string
		folder      bool
		want        Verdict
	}{
		{"*.yaml", "a.yaml", false, Ignored},
		{"*.yaml", "a/b.yaml", false, Ignored},
		{"*.yaml", "a.yml", false, Silent},
		{"build/", "build", true, Ignored},
		{"build/", "build", false, Silent},
		{"/build", "a/build", false, Silent},
		{"*.yaml\n!a.yaml", "a.yaml", false, Included},
		{"!a.yaml\n*.yaml", "a.yaml", false, Ignored},
		{"# a\n\n  \n", "a", false, Silent},
		{"", "a", false, Silent},
		{"/", "a", true, Silent},
		{"!", "a", false, Silent},
		{"[", "[", false, Silent},
	}
	for _, test := range tests {
		if got := Parse([]byte(test.rules)).Match(test.path, test.folder); got != test.want {
			t.Errorf("%q on %s = %v, want %v", test.rules, test.path, got, test.want)
		}
	}
}

// TestLikeGit asks git about the same patterns and paths.
func TestLikeGit(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip("git is missing, so there is nothing to compare with")
	}
	dir := t.TempDir()
	if out, err := exec.Command(git, "init", "-q", dir).CombinedOutput(); err != nil {
		t.Fatalf("git init: %v: %s", err, out)
	}
	paths := []string{
		"a.yaml", "foo/x.yaml", "foo/bar/x.yaml", "bar/foo/x.yaml", "build/a.yaml", "src/build/a.yaml", "a/b/c/d.yaml",
		"foobar.yaml", "foo1bar.yaml", "x1.yaml", "xa.yaml", "x!.yaml", "{a,b}.yaml", "sp ace.yaml", "doc/a.txt.yaml",
		"doc/sub/a.txt.yaml", "#h.yaml", "!n.yaml", "-dash.yaml", "é.yaml", "x].yaml", "B.yaml", "trailing ",
	}
	for _, path := range paths {
		path = filepath.Join(dir, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, rules := range []string{
		"*.yaml\n!foo", "*.yaml\n!foo/", "*.yaml\n!foo/bar", "*.yaml\n!foo/x.yaml", "foo/", "foo", "/foo", "foo/*", "foo/**", "/foo/**/",
		"**/foo", "**/foo/x.yaml", "**/bar/x.yaml", "**/", "**", "*", "*/", "/*", "/**/x.yaml", "/a/*/c", "a/**/d.yaml",
		"a/**/b/**/d.yaml", "a/**/c", "**/b/**", "foo*bar.yaml", "foo**bar.yaml", "foo/**x.yaml",
		"x[0-9].yaml", "x[!0-9].yaml", "x[^0-9].yaml", "x[a-", "x?.yaml", "{a,b}.yaml", "{a,b}*",
		"sp\\ ace.yaml", "sp ace.yaml", "a.yaml  ", "a.yaml\r", "a.yaml\t", "a.yaml\\", "trailing\\ ", "trailing ", "trailing\\  ",
		"doc/*.yaml", "/*\n!/foo", "/*\n!/foo\n/foo/*\n!/foo/bar", "*\n!*/\n!*.yaml", "build", "/build", "src/build", "build/a.yaml",
		"\\#h.yaml", "#h.yaml", "\\!n.yaml", "!n.yaml", "*.yaml\n!!n.yaml", "foo//x.yaml", "./a.yaml", "../a.yaml", "foo/../a.yaml",
		"-dash.yaml", "é.yaml", "b.yaml", "\\a.yaml", "foo\\/x.yaml", "*.yaml\n\n!a.yaml", "[a-c].yaml", "[[]", "a*b*c*d*e*f*g",
	} {
		if err := os.WriteFile(filepath.Join(dir, ".gitignore"), []byte(rules), 0o600); err != nil {
			t.Fatal(err)
		}
		check := exec.Command(git, "-C", dir, "check-ignore", "--no-index", "-z", "--stdin")
		check.Stdin = strings.NewReader(strings.Join(paths, "\x00") + "\x00")
		out, _ := check.Output() // its exit code says whether anything matched
		ignored := map[string]bool{}
		for path := range strings.SplitSeq(string(out), "\x00") {
			ignored[path] = true
		}
		parsed := Parse([]byte(rules))
		for _, path := range paths {
			if got := descend(parsed, path); got != ignored[path] {
				t.Errorf("%q on %s: ignored is %v, git says %v", rules, path, got, ignored[path])
			}
		}
	}
}

// descend asks for each folder on the way, as a walk does.
func descend(rules Rules, path string) bool {
	for i := range path {
		if path[i] == '/' && rules.Match(path[:i], true) == Ignored {
			return true
		}
	}
	return rules.Match(path, false) == Ignored
}

func FuzzParse(f *testing.F) {
	f.Add("*.yaml\n!a\n", "a/b.yaml")
	f.Add("{a,b}[", "{a,b}[")
	f.Add("**/**/**", "a/b/c")
	f.Fuzz(func(_ *testing.T, rules, path string) {
		for _, folder := range []bool{false, true} {
			Parse([]byte(rules)).Match(path, folder)
		}
	})
}
