package source

import (
	"errors"
	"path"
	"regexp"
	"strings"
)

// ErrOutside is the cause of every ReadError about a path that does not lie
// inside the root.
var ErrOutside = errors.New("outside the root")

// OutsideRoot reports whether err says that a path leads out of the root, by
// its text or through a symbolic link, or cannot name anything inside one.
func OutsideRoot(err error) bool { return errors.Is(err, ErrOutside) }

// elsewhere matches paths that name something on no account inside a root: a
// URL, a drive, a share.
var elsewhere = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9+.-]*://|[A-Za-z]:([\\/]|$)|[\\/])`)

// Resolve gives the path, relative to the root, that a definition in the
// directory dir means by name. An absolute path, a URL, a home directory ("~")
// or a path that climbs out of the root is an error of which OutsideRoot is
// true. Nothing is opened.
func Resolve(dir, name string) (string, error) {
	if name == "~" || strings.HasPrefix(name, "~/") || strings.HasPrefix(name, `~\`) || elsewhere.MatchString(name) {
		return "", outside(name)
	}
	return clean(dir + "/" + name)
}

// clean gives the shortest form of a slash path inside the root, "." for the
// root itself. Backslashes count as separators when looking for a way out,
// since some systems take them for that.
func clean(name string) (string, error) {
	if elsewhere.MatchString(name) || strings.ContainsRune(name, 0) {
		return "", outside(name)
	}
	for _, form := range []string{name, strings.ReplaceAll(name, `\`, "/")} {
		if form = path.Clean(form); form == ".." || strings.HasPrefix(form, "../") {
			return "", outside(name)
		}
	}
	return path.Clean(name), nil
}

func outside(name string) *ReadError {
	return &ReadError{
		Kind:   Unreadable,
		Path:   name,
		Reason: "lies outside the root; gatelint reads nothing there",
		Err:    ErrOutside,
	}
}
