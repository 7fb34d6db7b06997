package symbol

import (
	"errors"
	"io/fs"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
)

// Unread says why the content of a file that an expression names is unknown.
func Unread(err error) value.Reason {
	switch {
	case source.OutsideRoot(err):
		return value.OutsideRoot
	case errors.Is(err, fs.ErrNotExist):
		return value.Missing
	}
	return value.Unsupported
}
