package terraform

import (
	"errors"
	"io/fs"
	"path"

	ctyfunction "github.com/zclconf/go-cty/cty/function"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/parsers/terraform/function"
)

// functions gives the functions of the language, which read files below the
// source root only.
func (r *run) functions() map[string]ctyfunction.Function {
	return function.Table(&function.Env{
		Symbols: r.eval.Symbols,
		Read: func(name string) ([]byte, error) {
			file, err := r.readText(name)
			if err != nil {
				return nil, err
			}
			return file.Bytes, nil
		},
		Exists: r.exists,
		List:   r.list,
		Limits: r.root.Limits(),
	})
}

func (r *run) exists(name string) (bool, error) {
	resolved, err := source.Resolve(r.dir, name)
	if err != nil {
		return false, err
	}
	info, err := r.root.Stat(resolved)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, err
	}
	return info.Mode().IsRegular(), nil
}

// list gives the regular files below a directory, relative to it. Links are not
// followed.
func (r *run) list(dir string) ([]string, error) {
	top, err := source.Resolve(r.dir, dir)
	if err != nil {
		return nil, err
	}
	var found []string
	open := []string{"."}
	for len(open) > 0 {
		here := open[0]
		open = open[1:]
		entries, err := r.root.ReadDir(path.Join(top, here))
		if err != nil {
			return nil, err
		}
		for _, entry := range entries {
			name := path.Join(here, entry.Name())
			switch {
			case entry.IsDir():
				open = append(open, name)
			case entry.Type().IsRegular():
				found = append(found, name)
			}
		}
		if len(found)+len(open) > r.root.Limits().Listed {
			return nil, errors.New("holds too many files")
		}
	}
	return found, nil
}
