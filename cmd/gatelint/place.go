package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
)

var (
	regionShape  = regexp.MustCompile(`^[a-z]{2,}(-[a-z]+)+-\d+$`)
	accountShape = regexp.MustCompile(`^\d{12}$`)
)

// checkPlace refuses a region or an account that cannot be one: a slip would
// make rules compare with something wrong.
func checkPlace(region, account string) error {
	if region != "" && !regionShape.MatchString(region) {
		return fmt.Errorf("--region %s: a region looks like eu-west-1", region)
	}
	if account != "" && !accountShape.MatchString(account) {
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
	for dir := cwd; ; dir = filepath.Dir(dir) {
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			base, err := filepath.Rel(dir, cwd)
			if err != nil || base == "." {
				return ""
			}
			return filepath.ToSlash(base)
		}
		if dir == filepath.Dir(dir) {
			return ""
		}
	}
}
