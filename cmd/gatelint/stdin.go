package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"

	"github.com/gatelint/gatelint/internal/source"
)

// stdinDir is the folder of a document without a name. It holds nothing else,
// so that the files of the working directory are no part of its module.
const stdinDir = "-"

// stdinScope reads a document from standard input. With a name it stands in for
// the file of that name, beside the others of its module.
func stdinScope(stdin io.Reader, name string, paths []string, limits source.Limits) (*scope, error) {
	if len(paths) > 1 {
		return nil, errors.New("- stands for one document on standard input; name no other path beside it")
	}
	content, err := io.ReadAll(io.LimitReader(stdin, limits.PlanBytes+1))
	if err != nil {
		return nil, fmt.Errorf("reading standard input: %w", err)
	}
	s := &scope{dir: "."}
	if name == "" {
		name = stdinDir + "/" + nameFor(content)
		s.nameless = true
	} else if name, err = s.place(name); err != nil {
		return nil, err
	}
	s.paths = []string{name}
	if s.root, err = source.Open(s.dir, limits); err != nil {
		return nil, err
	}
	return s, s.root.Provide(name, content)
}

// place makes the root of a name, which need not exist, and gives the path of
// the name in it.
func (s *scope) place(name string) (string, error) {
	shown, err := fromHere(name)
	if err != nil {
		return "", err
	}
	if filepath.IsLocal(shown) {
		return filepath.ToSlash(shown), nil
	}
	s.dir = filepath.Dir(shown)
	s.prefix = filepath.ToSlash(s.dir)
	if _, err := os.Stat(s.dir); err != nil {
		return "", fmt.Errorf("--stdin-filename %s: %w", name, withoutPath(err))
	}
	return filepath.Base(shown), nil
}

var (
	terraformBlock = regexp.MustCompile(`(?m)^\s*(resource|module|variable|locals|provider|terraform|data|output)\b[^:=\n]*\{`)
	terraformKey   = regexp.MustCompile(`"(resource|module|variable|locals|provider|terraform|data|output)"\s*:`)
	templateKey    = regexp.MustCompile(`"(Resources|AWSTemplateFormatVersion|openapi|swagger|format_version)"\s*:`)
)

// nameFor gives a document the name that its content asks for.
func nameFor(content []byte) string {
	content = bytes.TrimLeft(content, "\uFEFF \t\r\n")
	switch {
	case bytes.HasPrefix(content, []byte("{")):
		if !templateKey.Match(content) && terraformKey.Match(content) {
			return "document.tf.json"
		}
		return "document.json"
	case terraformBlock.Match(content):
		return "document.tf"
	}
	return "document.yaml"
}
