package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/report"
)

// output is one report that is asked for: a format, and the file it goes to,
// "" for standard output.
type output struct {
	format, file string
}

// parseOutputs reads FORMAT[=FILE].
func parseOutputs(list []string) ([]output, error) {
	var outputs []output
	for _, item := range list {
		format, file, isFile := strings.Cut(item, "=")
		if !slices.Contains(report.Formats(), format) {
			return nil, fmt.Errorf("--format %s: the formats are %s", item, strings.Join(report.Formats(), ", "))
		}
		if isFile && file == "" {
			return nil, fmt.Errorf("--format %s: write the name of the file after the =", item)
		}
		if isFile {
			file = filepath.Clean(file)
		}
		if slices.ContainsFunc(outputs, func(o output) bool { return o.file == file }) {
			return nil, fmt.Errorf("--format %s: something else goes to the same place already; write FORMAT=FILE", item)
		}
		outputs = append(outputs, output{format, file})
	}
	return outputs, nil
}

// writeAll writes the reports, each whole or not at all. One that cannot be
// written keeps no other from being written; of several, all but the first are
// said here.
func (a *app) writeAll(outputs []output, r *report.Report, options report.Options, color bool) error {
	var failed error
	for _, o := range outputs {
		options.Color = color && o.file == ""
		err := a.write(o, r, options)
		switch {
		case err == nil:
		case failed == nil:
			failed = err
		default:
			a.sayf("%v", err)
		}
	}
	return failed
}

// write writes one report, whole or not at all.
func (a *app) write(o output, r *report.Report, options report.Options) error {
	var buffer bytes.Buffer
	if err := report.Write(&buffer, o.format, r, options); err != nil {
		return fmt.Errorf("making the %s report: %w", o.format, err)
	}
	if o.file == "" {
		return a.print(buffer.Bytes())
	}
	if err := a.replace(o.file, buffer.Bytes()); err != nil {
		return fmt.Errorf("writing the report to %s: %w", o.file, err)
	}
	return nil
}

// replace puts content into a file; an interrupt leaves no half of it behind.
func (a *app) replace(file string, content []byte) error {
	a.writing.Lock()
	defer a.writing.Unlock()
	if err := replaceFile(file, content); err != nil {
		return withoutPath(err)
	}
	return nil
}

// withoutPath gives what the operating system said, without the name of a file
// that the user does not know.
func withoutPath(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}
