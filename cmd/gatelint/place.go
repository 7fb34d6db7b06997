package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/gatelint/gatelint/internal/config"
)

// checkPlace refuses a region or an account that cannot be one: a slip would
// make rules compare with something wrong.
func checkPlace(region, account string) error {
	if region != "" && !config.IsRegion(region) {
		return fmt.Errorf("--region %s: a region looks like eu-west-1", region)
	}
	if account != "" && !config.IsAccount(account) {
		return fmt.Errorf("--account %s: an account id has twelve digits", account)
	}
	return nil
}

// repositoryBase gives the working directory relative to the root of the
// repository it is in, with forward slashes; "" for the root itself and where
// there is no repository.
func repositoryBase() string {
	cwd, err := os.Getwd()
	if err != nil {
		return ""
	}
	root, ok := repositoryRoot(cwd)
	if !ok {
		return ""
	}
	base, err := filepath.Rel(root, cwd)
	if err != nil || base == "." {
		return ""
	}
	return filepath.ToSlash(base)
}

// repositoryRoot gives the root of the repository that a folder is in, and false
// if it is in none.
func repositoryRoot(dir string) (string, bool) {
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			return dir, true
		}
		if dir == filepath.Dir(dir) {
			return "", false
		}
	}
}
