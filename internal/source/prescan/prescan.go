// Package prescan refuses text that would overflow the stack of a parser. The
// parsers and evaluators of HCL recurse as deep as their input nests, a stack
// overflow ends the process, and nothing can catch it; so every text is looked
// over by a scanner that does not recurse before any parser sees it.
package prescan

import (
	"fmt"

	"github.com/gatelint/gatelint/internal/source"
)

// tooDeep reports brackets, templates or collections nested beyond the limit
// at an offset.
func tooDeep(file *source.File, offset, limit int) error {
	return refuse(file, offset, fmt.Sprintf("is nested more than %d levels deep here, the limit; flatten it", limit))
}

// tooLong reports an expression of more operators than the limit.
func tooLong(file *source.File, offset, limit int) error {
	return refuse(file, offset, fmt.Sprintf("chains more than %d operators in one expression here, the limit; split it", limit))
}

func refuse(file *source.File, offset int, reason string) error {
	return &source.ReadError{Kind: source.Limit, Path: file.Path, Reason: reason, At: file.Position(offset)}
}
