package main

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/pflag"

	"github.com/gatelint/gatelint/internal/config"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/report"
)

// configuration is the file that applies to a run, if there is one.
type configuration struct {
	// file and trust are the flags.
	file  string
	trust bool

	read *config.Config
	// digest tells configurations apart, "" for none.
	digest string
	// dir is the file's folder, relative to the working directory or absolute.
	dir string
	// narrowed is what the file makes the gate let pass, if nobody vouches for
	// it.
	narrowed []report.Narrowing
	// say writes to standard error.
	say func(format string, args ...any)
}

func (c *configuration) addTo(flags *pflag.FlagSet) {
	flags.StringVar(&c.file, "config", "", "`FILE` to read the configuration from, with all that it may say; none for no configuration")
	flags.BoolVar(&c.trust, "trust", false, "let the configuration that is found here say all that a configuration may")
}

// configure reads the configuration and makes what it says the default of the
// flags. Flags count more: lists of --ignore and of values are joined, and all
// else that is on the command line replaces what the file says.
func (i *inputs) configure(a *app, flags *pflag.FlagSet) error {
	c := &i.config
	c.say = a.sayf
	place, err := c.locate()
	if err != nil || place.file == "" {
		return err
	}
	root, err := source.Open(place.top, source.DefaultLimits())
	if err != nil {
		return err
	}
	defer root.Close()
	if err := c.readFile(root, place); err != nil {
		return a.sayAllBut(err)
	}
	c.dir = filepath.Dir(place.shown)
	overridden(c.read, flags)
	if c.file == "" && !c.trust {
		c.confine(root, place)
	}
	if len(c.read.Policies) > 0 {
		return fmt.Errorf("%s: this version of gatelint runs no policies of its users; take the key out", c.read.Policies[0].At)
	}
	c.apply(flags)
	return nil
}

// readFile reads the file. Errors and notes name it as the user sees it.
func (c *configuration) readFile(root *source.Root, place configPlace) error {
	shown := filepath.ToSlash(place.shown)
	file, err := root.Read(place.file)
	if failed, ok := errors.AsType[*source.ReadError](err); ok {
		named := *failed
		named.Path = shown
		return &named
	}
	if err != nil {
		return err
	}
	c.digest = source.Digest(file.Bytes)
	c.read, err = config.Parse(&source.File{Path: shown, Bytes: file.Bytes}, root.Limits())
	return err
}

// sayAllBut writes all but the last of several errors and gives the last.
func (a *app) sayAllBut(err error) error {
	list, ok := errors.AsType[config.Errors](err)
	if !ok {
		return err
	}
	last := len(list) - 1
	for _, err := range list[:last] {
		a.sayf("%v", err)
	}
	return list[last]
}

// confine leaves of the configuration what a file in the scanned tree may say.
func (c *configuration) confine(root *source.Root, place configPlace) {
	readable := func(path string) error {
		_, err := root.Stat(path)
		return err
	}
	narrowed, disregarded := c.read.Confine(filepath.ToSlash(filepath.Dir(place.file)), readable)
	for _, note := range narrowed {
		c.narrowed = append(c.narrowed, report.Narrowing(note))
	}
	for _, note := range disregarded {
		c.say("%s: disregarded: %s; a file that --config names, or --trust vouches for, may say more", note.At, note.Message)
	}
}
