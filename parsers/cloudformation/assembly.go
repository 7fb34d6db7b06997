package cloudformation

import (
	"path"

	"github.com/gatelint/gatelint/parsers/cloudformation/local"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// surroundings adds what a cloud assembly says of the place where the stack of
// a template is deployed. What the options say counts more.
func (l *library) surroundings(name string, opts Options) Options {
	if path.Ext(name) != ".json" {
		return opts
	}
	file, err := l.read(path.Join(path.Dir(name), local.Manifest))
	if err != nil {
		return opts
	}
	manifest, problem := tree.Parse(file, l.limits)
	if problem != nil {
		return opts
	}
	stacks, _ := local.Assembly(manifest.Root)
	for _, stack := range stacks {
		if stack.Template != path.Base(name) {
			continue
		}
		if opts.Account == "" {
			opts.Account = stack.Account
		}
		if opts.Region == "" {
			opts.Region = stack.Region
		}
	}
	return opts
}
