package config

import (
	"path"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// Excludes reports whether a file or folder is passed over, by its path from the
// folder of the configuration; nothing outside of it is. A glob without a slash
// names files and folders at any depth; what a glob names is passed over with
// all that is in it.
func (c *Config) Excludes(name string) bool {
	name = path.Clean(name)
	if name == ".." || strings.HasPrefix(name, "../") || strings.HasPrefix(name, "/") {
		return false
	}
	for ; name != "."; name = path.Dir(name) {
		for _, glob := range c.Exclude {
			pattern, subject := strings.TrimSuffix(glob.Value, "/"), name
			if !strings.Contains(pattern, "/") {
				subject = path.Base(name)
			}
			if doublestar.MatchUnvalidated(strings.TrimPrefix(pattern, "./"), subject) {
				return true
			}
		}
	}
	return false
}
