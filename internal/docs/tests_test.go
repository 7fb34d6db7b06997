package docs

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// promising are the pages that name the tests behind what they promise.
var promising = []string{"README.md", "SECURITY.md", "docs/reliability.md"}

// What pages write in backticks: a test, and a folder of this repository.
var (
	testName   = regexp.MustCompile("`((?:Test|Fuzz|Benchmark)[A-Z]\\w*)`")
	folderName = regexp.MustCompile("`([a-z]+(?:/[a-z]+)*)`")
)

// TestNamedTestsExist holds that every test that a page names is there, and in
// one of the packages that the same row or line names, if it names any.
func TestNamedTestsExist(t *testing.T) {
	in := testsOf(t, "../..")
	named := 0
	for _, page := range promising {
		text, err := os.ReadFile(filepath.Join("../..", page))
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(text), "\n") {
			for _, match := range testName.FindAllStringSubmatch(line, -1) {
				named++
				packages := in[match[1]]
				if len(packages) == 0 {
					t.Errorf("%s:%d: there is no %s", page, i+1, match[1])
				} else if !names(line, packages) {
					t.Errorf("%s:%d: %s is in %s", page, i+1, match[1], strings.Join(packages, " and "))
				}
			}
		}
	}
	if named == 0 {
		t.Error("no page names a test")
	}
}

// names reports whether a line names one of the packages, or none at all.
func names(line string, packages []string) bool {
	isNamed := false
	for _, match := range folderName.FindAllStringSubmatch(line, -1) {
		if slices.Contains(packages, match[1]) {
			return true
		}
		info, err := os.Stat(filepath.Join("../..", match[1]))
		isNamed = isNamed || err == nil && info.IsDir()
	}
	return !isNamed
}

// testsOf gives the folders in which the tests of a repository are, by name.
func testsOf(t *testing.T, root string) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && strings.HasPrefix(entry.Name(), ".") && name != root:
			return filepath.SkipDir
		case !strings.HasSuffix(name, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		folder, err := filepath.Rel(root, filepath.Dir(name))
		if err != nil {
			return err
		}
		for _, declaration := range file.Decls {
			if function, ok := declaration.(*ast.FuncDecl); ok && function.Recv == nil {
				found[function.Name.Name] = append(found[function.Name.Name], path.Clean(filepath.ToSlash(folder)))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
