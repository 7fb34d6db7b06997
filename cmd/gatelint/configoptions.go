package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/gatelint/gatelint/internal/config"
	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/lint"
	"github.com/gatelint/gatelint/rules"
)

// settle adds what the configuration says, and no flag does, to the options of a
// run over one scope. A file of variables out of its sight is an error if the
// configuration was meant for this run; one that was found may hold for others.
func (c *configuration) settle(options *lint.Options, s *scope) error {
	if c.read == nil {
		return nil
	}
	options.Severity, options.External, options.Excluded = c.severity(), c.external(), c.excluded(s)
	options.Preset.Variables = map[string]string{}
	for _, p := range c.read.Variables {
		options.Preset.Variables[p.Name] = p.Value
	}
	options.Preset.VarFiles = nil
	for _, file := range c.read.VarFiles {
		inside, err := s.within(c.inFolder(file.Value))
		switch {
		case err != nil && c.file == "":
			c.say("%s: disregarded: var-files: %s: %v", file.At, file.Value, err)
			continue
		case err != nil:
			return fmt.Errorf("%s: %s: %w", file.At, file.Value, err)
		}
		options.Preset.VarFiles = append(options.Preset.VarFiles, inside)
	}
	return nil
}

// parameters gives the values of CloudFormation parameters.
func (c *configuration) parameters() map[string]string {
	given := map[string]string{}
	if c.read != nil {
		for _, p := range c.read.Parameters {
			given[p.Name] = p.Value
		}
	}
	return given
}

func (c *configuration) severity() map[string]rules.Severity {
	given := map[string]rules.Severity{}
	for _, s := range c.read.Severity {
		given[s.Rule.ID] = s.Level
	}
	return given
}

func (c *configuration) external() []resource.External {
	return each(c.read.External, func(e config.External) resource.External { return e.External })
}

// excluded gives what tells whether a path under a scope's root is passed over,
// nil if nothing is.
func (c *configuration) excluded(s *scope) func(path string) bool {
	if c.read == nil || len(c.read.Exclude) == 0 || s.nameless {
		return nil
	}
	fromConfig, err := filepath.Rel(absolute(c.dir), absolute(s.dir))
	if err != nil {
		return nil // another drive: no glob of the file leads there
	}
	return func(path string) bool {
		name := filepath.Join(fromConfig, filepath.FromSlash(path))
		return c.read.Excludes(filepath.ToSlash(name))
	}
}

// excludes reports whether a file, named from the working directory, is passed
// over.
func (c *configuration) excludes(file string) bool {
	if c.read == nil {
		return false
	}
	fromConfig, err := filepath.Rel(absolute(c.dir), absolute(file))
	return err == nil && c.read.Excludes(filepath.ToSlash(fromConfig))
}

// exclusion ends a sentence about what there is to lint.
func (c *configuration) exclusion() string {
	if c.read == nil || len(c.read.Exclude) == 0 {
		return ""
	}
	return " that " + c.read.Path + " does not exclude"
}

// absolute gives a path from the root of the file system, or the path itself if
// nobody knows where that is.
func absolute(path string) string {
	if full, err := filepath.Abs(path); err == nil {
		return full
	}
	return path
}

// inFolder gives a path that the file names as the working directory knows it.
func (c *configuration) inFolder(path string) string {
	path = filepath.FromSlash(path)
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(c.dir, path)
}

// output gives FORMAT or FORMAT=FILE with the file as the working directory
// knows it.
func (c *configuration) output(text string) string {
	format, file, isFile := strings.Cut(text, "=")
	if !isFile {
		return format
	}
	return format + "=" + c.inFolder(file)
}
