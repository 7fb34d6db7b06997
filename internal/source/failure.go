package source

import (
	"errors"
	"fmt"
	"io/fs"
)

func (r *Root) about(op, name string) error {
	if r.observe == nil {
		return nil
	}
	if err := r.observe(op, name); err != nil {
		return r.failure(name, err)
	}
	return nil
}

// failure makes a ReadError of what the operating system said, without the
// path in it, which may be absolute.
func (r *Root) failure(name string, err error) error {
	cause := err
	if failed, ok := errors.AsType[*fs.PathError](err); ok {
		cause = failed.Err
	}
	failed := &ReadError{Kind: Unreadable, Path: name, Err: cause}
	switch {
	case errors.Is(cause, ErrOutside):
		failed.Reason = "is a symbolic link that leads out of the root, or an absolute one; gatelint reads nothing there"
	case errors.Is(cause, fs.ErrNotExist):
		failed.Reason = "does not exist"
	case errors.Is(cause, fs.ErrPermission):
		failed.Reason = "may not be read: permission denied"
	default:
		failed.Reason = "could not be read: " + cause.Error()
	}
	return failed
}

// regular refuses what is not a plain file, without having opened it.
func regular(name string, info fs.FileInfo) error {
	if info.Mode().IsRegular() {
		return nil
	}
	return &ReadError{Kind: Unreadable, Path: name, Reason: "is " + kind(info.Mode()) + ", not a regular file; gatelint opens regular files only"}
}

// kind names the type of a file.
func kind(mode fs.FileMode) string {
	switch mode.Type() {
	case fs.ModeDir:
		return "a folder"
	case fs.ModeNamedPipe:
		return "a named pipe"
	case fs.ModeSocket:
		return "a socket"
	case fs.ModeSymlink:
		return "a symbolic link"
	default:
		return "a device"
	}
}

// Size gives a number of bytes as people write it.
func Size(n int64) string {
	switch {
	case n >= mebibyte && n%mebibyte == 0:
		return fmt.Sprintf("%d MiB", n/mebibyte)
	case n >= kibibyte && n%kibibyte == 0:
		return fmt.Sprintf("%d KiB", n/kibibyte)
	}
	return fmt.Sprintf("%d bytes", n)
}
