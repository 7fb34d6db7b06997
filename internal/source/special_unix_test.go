//go:build unix

package source

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// special makes a named pipe, a socket and a link to a device.
func special(t *testing.T, dir string) {
	t.Helper()
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.tf"), 0o600); err != nil {
		t.Skipf("no named pipes here: %v", err)
	}
	t.Chdir(dir) // the path of a socket must be short
	socket, err := net.Listen("unix", "socket.tf")
	if err != nil {
		t.Skipf("no sockets here: %v", err)
	}
	t.Cleanup(func() { socket.Close() })
	symlink(t, os.DevNull, "device.tf")
}

// TestSpecialFiles would hang if a named pipe were opened.
func TestSpecialFiles(t *testing.T) {
	root, dir := tree(t, DefaultLimits(), nil)
	special(t, dir)
	for name, reason := range map[string]string{"pipe.tf": "named pipe", "socket.tf": "socket", "device.tf": "leads out of the root"} {
		_, err := root.Read(name)
		var failed *ReadError
		if !errors.As(err, &failed) || !strings.Contains(failed.Reason, reason) {
			t.Errorf("%s: got %v, want %q", name, err, reason)
		}
	}
}

func TestDevices(t *testing.T) {
	root, err := Open("/dev", DefaultLimits())
	if err != nil {
		t.Skip(err)
	}
	defer root.Close()
	counts := opens(root)
	for _, name := range []string{"null", "zero"} {
		if _, err := root.Read(name); err == nil || !strings.Contains(err.Error(), "device") {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if len(counts()) != 0 {
		t.Errorf("devices were opened: %v", counts())
	}
}

// TestPipeInPlaceOfAFile swaps a file for a named pipe after it was looked at.
func TestPipeInPlaceOfAFile(t *testing.T) {
	root, dir := tree(t, DefaultLimits(), map[string]string{"a.tf": "x"})
	name := filepath.Join(dir, "a.tf")
	root.observe = func(op, _ string) error {
		if op != "open" {
			return nil
		}
		return errors.Join(os.Remove(name), syscall.Mkfifo(name, 0o600))
	}
	if _, err := root.Read("a.tf"); err == nil || !strings.Contains(err.Error(), "named pipe") {
		t.Errorf("got %v", err)
	}
}

func TestWalkOfSpecialFiles(t *testing.T) {
	root, dir := tree(t, DefaultLimits(), files("a.tf"))
	special(t, dir)
	listing := root.Walk(".", isTF)
	if len(listing.Files) != 1 {
		t.Errorf("got files %v", listing.Files)
	}
	got := map[string]string{}
	for _, s := range listing.Skipped {
		got[s.Path] = s.Reason
	}
	for name, reason := range map[string]string{"pipe.tf": "named pipe", "socket.tf": "socket", "device.tf": "symbolic link"} {
		if !strings.Contains(got[name], reason) {
			t.Errorf("%s: skipped as %q, want %q", name, got[name], reason)
		}
	}
}
