package main

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// replaceFile puts content into a file, so that others see the old or the new
// content and never part of it: the way that reports are written. What
// is no regular file (a device, a pipe) is written to as it is.
func replaceFile(file string, content []byte) error {
	if target, err := filepath.EvalSymlinks(file); err == nil {
		file = target
	}
	mode := fs.FileMode(0o666) // from which the umask takes off
	info, err := os.Stat(file)
	switch {
	case err == nil && !info.Mode().IsRegular():
		return os.WriteFile(file, content, 0) // it is there, and so has a mode
	case err == nil:
		mode = info.Mode().Perm()
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	temporary := filepath.Join(filepath.Dir(file), fmt.Sprintf(".gatelint-%x.tmp", rand.Uint64())) //nolint:gosec // it is to be new, not secret
	err = writeNew(temporary, mode, content)
	if err == nil && info != nil {
		err = os.Chmod(temporary, mode)
	}
	if err == nil {
		err = os.Rename(temporary, file)
	}
	if err != nil && !errors.Is(err, fs.ErrExist) {
		_ = os.Remove(temporary) // it may not have come to be
	}
	return err
}

// writeNew writes a file that must not be there yet, and waits until it is on
// the disk.
func writeNew(file string, mode fs.FileMode, content []byte) error {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	if _, err = f.Write(content); err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}
