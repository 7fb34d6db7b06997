//go:build unix

package reliability

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/gatelint/gatelint/internal/tally"
)

// TestSpecialFiles puts what is no file, or is none inside, under names that
// definitions have. A run that opened one would not end, or print what it holds.
func TestSpecialFiles(t *testing.T) {
	dir := write(t, map[string]string{"root/template.yaml": health, "root/deep/inner/template.yaml": health, "secret.yaml": "Description: " + canary})
	root := filepath.Join(dir, "root")
	at := func(name string) string { return filepath.Join(root, name) }
	for _, l := range [][2]string{
		{"b.yaml", "a.yaml"},
		{"a.yaml", "b.yaml"},
		{"self.yaml", "self.yaml"},
		{"../secret.yaml", "out.yaml"},
		{filepath.Join(dir, "secret.yaml"), "absolute.yaml"},
		{"/dev/zero", "zero.yaml"},
		{"/dev/stdin", "stdin.json"},
		{"/proc/self/environ", "environ.json"},
		{"/proc/self/mem", "mem.template"},
		{"..", "parent"},
		{".", "here"},
		{"../..", "deep/up"},
		{"nothing.yaml", "dangling.yaml"},
		{"template.yaml", "linked.yaml"},
		{"linked.yaml", "linked-again.yaml"},
		{"../template.yaml", "deep/linked.yaml"},
	} {
		link(t, l[0], at(l[1]))
	}
	if err := os.Link(at("template.yaml"), at("hard.yaml")); err != nil {
		t.Skipf("no hard links here: %v", err)
	}
	if err := syscall.Mkfifo(at("pipe.yaml"), 0o600); err != nil {
		t.Skipf("no named pipes here: %v", err)
	}
	if _, err := command(); err != nil { // it is built from here
		t.Fatal(err)
	}
	t.Chdir(root) // the path of a socket must be short
	socket, err := net.Listen("unix", "socket.yaml")
	if err != nil {
		t.Skipf("no sockets here: %v", err)
	}
	t.Cleanup(func() { socket.Close() })

	reasons := map[string]string{
		"a.yaml":            "too many levels",
		"b.yaml":            "too many levels",
		"self.yaml":         "too many levels",
		"out.yaml":          "leads out of the root",
		"absolute.yaml":     "leads out of the root",
		"zero.yaml":         "leads out of the root",
		"stdin.json":        "leads out of the root",
		"environ.json":      "leads out of the root",
		"mem.template":      "leads out of the root",
		"parent":            "leads out of the root",
		"here":              "symbolic link to a folder",
		"deep/up":           "leads out of the root",
		"dangling.yaml":     "does not exist",
		"pipe.yaml":         "a named pipe",
		"socket.yaml":       "a socket",
		"hard.yaml":         "the same file as deep/linked.yaml",
		"linked.yaml":       "the same file as deep/linked.yaml",
		"linked-again.yaml": "the same file as deep/linked.yaml",
		"template.yaml":     "the same file as deep/linked.yaml",
	}
	seen := gatelint(t, root, "check", "--verbose", "--format", "json")
	said := map[string]string{}
	for line := range strings.Lines(seen.stderr) {
		if name, reason, ok := strings.Cut(strings.TrimPrefix(line, "gatelint: passed over "), ": "); ok {
			said[name] = reason
		}
	}
	for name, reason := range reasons {
		if !strings.Contains(said[name], reason) {
			t.Errorf("%s is passed over as %q, want %q", name, said[name], reason)
		}
	}
	r := seen.report(t)
	if seen.code != 1 || len(r.Findings) != 2 || !r.Complete {
		t.Errorf("exit %d, %d findings: each file is to be read once, whatever its names", seen.code, len(r.Findings))
	}
	if strings.Contains(seen.stdout+seen.stderr, canary) {
		t.Error("the report holds what is outside")
	}
	tally.Count(t, "T22", "special files", len(reasons))
}

// TestSpecialFilesThatAreNamed names them on the command line, where they are no
// longer passed over.
func TestSpecialFilesThatAreNamed(t *testing.T) {
	dir := write(t, map[string]string{"root/template.yaml": health, "secret.yaml": "Resources: {" + canary + ": {Type: AWS::ApiGateway::RestApi}}"})
	root := filepath.Join(dir, "root")
	link(t, "self.yaml", filepath.Join(root, "self.yaml"))
	link(t, "/dev/zero", filepath.Join(root, "zero.yaml"))
	if err := syscall.Mkfifo(filepath.Join(root, "pipe.yaml"), 0o600); err != nil {
		t.Skipf("no named pipes here: %v", err)
	}
	for _, name := range []string{"self.yaml", "zero.yaml", "pipe.yaml"} {
		seen := gatelint(t, root, "check", name)
		if seen.code == 0 || seen.code == 1 || strings.Contains(seen.stdout+seen.stderr, "panic") {
			t.Errorf("%s: exit %d: %s%s", name, seen.code, seen.stdout, seen.stderr)
		}
	}
}
