package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/gatelint/gatelint/internal/config"
)

// noConfig in place of a file's name stands for no configuration.
const noConfig = "none"

// configPlace is where a configuration lies.
type configPlace struct {
	// top is the folder that it is opened in, and that it may not lead out of;
	// file its path from there, "" if there is none.
	top, file string
	// shown is its path as the user sees it.
	shown string
}

// locate finds the configuration: the one that is named, or else the nearest in
// the working directory and the folders above, up to the repository's root.
// Outside of a repository only the working directory counts.
func (c *configuration) locate() (configPlace, error) {
	switch c.file {
	case "":
		return discover()
	case noConfig:
		return configPlace{}, nil
	}
	target, err := filepath.EvalSymlinks(c.file)
	if err != nil {
		return configPlace{}, fmt.Errorf("--config %s: %w", c.file, withoutPath(err))
	}
	return configPlace{top: filepath.Dir(target), file: filepath.Base(target), shown: c.file}, nil
}

func discover() (configPlace, error) {
	here, err := os.Getwd()
	if err != nil {
		return configPlace{}, err
	}
	top, ok := repositoryRoot(here)
	if !ok {
		top = here
	}
	for dir := here; ; dir = filepath.Dir(dir) {
		file := filepath.Join(dir, config.Name)
		if _, err := os.Lstat(file); err == nil {
			inside, err := filepath.Rel(top, file)
			if err != nil {
				return configPlace{}, err
			}
			shown, err := filepath.Rel(here, file)
			return configPlace{top: top, file: filepath.ToSlash(inside), shown: shown}, err
		}
		if dir == top {
			return configPlace{}, nil
		}
	}
}
