package find

import (
	"path"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
)

// arguments are the paths that the user named.
type arguments struct {
	files, folders []string
}

func newArguments(root *source.Root, paths []string) (arguments, error) {
	var args arguments
	for _, name := range paths {
		info, err := root.Stat(name)
		if err != nil {
			return arguments{}, err
		}
		if info.IsDir() {
			args.folders = append(args.folders, path.Clean(name))
		} else {
			args.files = append(args.files, path.Clean(name))
		}
	}
	slices.Sort(args.files)
	slices.Sort(args.folders)
	args.files = slices.Compact(args.files)
	args.folders = slices.Compact(args.folders)
	return args, nil
}

// cover reports whether a file is named or lies in a named folder.
func (a arguments) cover(file string) bool {
	return slices.Contains(a.files, file) ||
		slices.ContainsFunc(a.folders, func(folder string) bool {
			return folder == "." || strings.HasPrefix(file, folder+"/")
		})
}
