package main

import (
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
)

var (
	//go:embed snippets/pre-commit.yaml
	preCommitSnippet string
	//go:embed snippets/github.yaml
	githubSnippet string
	//go:embed snippets/gitlab.yaml
	gitlabSnippet string
)

// snippet is a file that runs gatelint.
type snippet struct {
	flag, file, text string
	wanted           bool
}

func snippets() []*snippet {
	return []*snippet{
		{flag: "pre-commit", file: ".pre-commit-config.yaml", text: preCommitSnippet},
		{flag: "github", file: ".github/workflows/gatelint.yml", text: githubSnippet},
		{flag: "gitlab", file: ".gitlab-ci.yml", text: gitlabSnippet},
	}
}

// write writes the file, or prints what belongs into the one that is there.
func (s *snippet) write(a *app, root *os.Root) error {
	a.writing.Lock()
	err := root.MkdirAll(path.Dir(s.file), 0o777)
	if err == nil {
		err = createIn(root, s.file, s.text)
	}
	a.writing.Unlock()
	switch {
	case err == nil:
		return a.print([]byte("Wrote " + s.file + ".\n"))
	case !errors.Is(err, fs.ErrExist):
		return fmt.Errorf("writing %s: %w", s.file, withoutPath(err))
	}
	present, err := root.ReadFile(s.file)
	if err == nil && strings.Contains(string(present), "gatelint") {
		return a.print([]byte(s.file + " runs gatelint already.\n"))
	}
	return a.print([]byte(s.file + " is there already. This belongs into it:\n\n" + s.text))
}
