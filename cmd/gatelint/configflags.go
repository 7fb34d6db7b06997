package main

import (
	"slices"

	"github.com/spf13/pflag"

	"github.com/gatelint/gatelint/internal/config"
)

// overridden takes out of a configuration what the command line says otherwise,
// so that nothing is said of it.
func overridden(read *config.Config, flags *pflag.FlagSet) {
	for _, setting := range []struct {
		flag  string
		clear func()
	}{
		{"fail-on", func() { read.FailOn = config.Text{} }},
		{"select", func() { read.Select = nil }},
		{"region", func() { read.Regions = nil }},
		{"account", func() { read.Account = config.Text{} }},
		{"baseline", func() { read.Baseline = config.Text{} }},
		{"format", func() { read.Formats = nil }},
	} {
		if flags.Changed(setting.flag) {
			setting.clear()
		}
	}
}

// apply makes what the configuration says the default of the flags. A command
// that lacks a flag has no use for what stands for it.
func (c *configuration) apply(flags *pflag.FlagSet) {
	read := c.read
	for _, one := range []struct {
		flag string
		text config.Text
	}{
		{"fail-on", read.FailOn},
		{"account", read.Account},
		{"baseline", config.Text{Value: c.named(read.Baseline.Value)}},
	} {
		if one.flag == "baseline" && flags.Changed("shard") {
			continue // it takes all findings to apply one: gatelint merge does
		}
		if one.text.Value != "" && flags.Lookup(one.flag) != nil {
			_ = flags.Set(one.flag, one.text.Value) // any text is one
		}
	}
	// Several regions are not one that is known.
	if len(read.Regions) == 1 {
		_ = flags.Set("region", read.Regions[0].Value)
	}
	replace(flags, "select", values(read.Select))
	replace(flags, "format", each(values(read.Formats), c.output))
	prepend(flags, "ignore", values(read.Ignore))
}

// named is inFolder for a name that may not be there.
func (c *configuration) named(path string) string {
	if path == "" {
		return ""
	}
	return c.inFolder(path)
}

// replace sets a flag that takes a list.
func replace(flags *pflag.FlagSet, name string, list []string) {
	if slice, ok := listOf(flags, name); ok && len(list) > 0 {
		_ = slice.Replace(list) // any text is an item
	}
}

// prepend puts items ahead of those that a flag was given.
func prepend(flags *pflag.FlagSet, name string, list []string) {
	if slice, ok := listOf(flags, name); ok && len(list) > 0 {
		_ = slice.Replace(slices.Concat(list, slice.GetSlice()))
	}
}

func listOf(flags *pflag.FlagSet, name string) (pflag.SliceValue, bool) {
	flag := flags.Lookup(name)
	if flag == nil {
		return nil, false
	}
	slice, ok := flag.Value.(pflag.SliceValue)
	return slice, ok
}

func values(list []config.Text) []string {
	return each(list, func(t config.Text) string { return t.Value })
}

func each[T, U any](list []T, f func(T) U) []U {
	mapped := make([]U, len(list))
	for i, item := range list {
		mapped[i] = f(item)
	}
	return mapped
}
