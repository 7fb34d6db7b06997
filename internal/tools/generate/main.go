// Command generate writes what is made out of the policies' metadata and
// examples. It is run from the root of the repository, or by go generate.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/gatelint/gatelint/internal/docs"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run() error {
	root, err := findRoot()
	if err != nil {
		return err
	}
	files, err := docs.Files(os.DirFS(root))
	if err != nil {
		return err
	}
	for name, content := range files {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil { //nolint:gosec // a source folder
			return err
		}
		if err := os.WriteFile(path, content, 0o644); err != nil { //nolint:gosec // a source file
			return err
		}
	}
	return nil
}

// findRoot gives the nearest folder above that holds go.mod.
func findRoot() (string, error) {
	folder, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return folder, nil
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			return "", fmt.Errorf("no go.mod above %s", folder)
		}
		folder = parent
	}
}
