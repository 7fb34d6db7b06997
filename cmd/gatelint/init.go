package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"

	"github.com/gatelint/gatelint/internal/config"
)

// start writes what a repository begins with.
type start struct {
	app      *app
	force    bool
	snippets []*snippet
}

func (a *app) initCommand() *cobra.Command {
	s := start{app: a, snippets: snippets()}
	command := &cobra.Command{
		Use:   "init",
		Short: "Write a commented " + config.Name,
		Long: `Write a ` + config.Name + ` in which everything is a comment, for the working directory
and all below it; on request also what runs gatelint in pre-commit, GitHub
Actions or GitLab CI. A file that is there already is left as it is, and what
belongs into it is printed. On a terminal it asks.`,
		Args: cobra.NoArgs,
		RunE: func(command *cobra.Command, _ []string) error { return s.run(command) },
	}
	flags := command.Flags()
	flags.BoolVar(&s.force, "force", false, "replace the "+config.Name+" that is there")
	for _, snippet := range s.snippets {
		flags.BoolVar(&snippet.wanted, snippet.flag, false, "also write "+snippet.file)
	}
	return command
}

func (s *start) run(command *cobra.Command) error {
	root, err := os.OpenRoot(".")
	if err != nil {
		return fmt.Errorf("opening the working directory: %w", withoutPath(err))
	}
	defer root.Close()
	asked := false
	for _, snippet := range s.snippets {
		asked = asked || command.Flags().Changed(snippet.flag)
	}
	if !asked && s.app.onTerminal() {
		s.ask()
	}
	switch err := s.writeConfig(root); {
	case errors.Is(err, fs.ErrExist) && s.anyWanted():
		s.app.sayf("%s is there already and stays as it is", config.Name)
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("%s is there already; --force replaces it", config.Name)
	case err != nil:
		return fmt.Errorf("writing %s: %w", config.Name, withoutPath(err))
	default:
		if err := s.app.print([]byte("Wrote " + config.Name + ". Next: `gatelint check`.\n" +
			"To begin with the findings that are there already set aside:\n" +
			"`gatelint check --write-baseline .gatelint-baseline.json`, and `baseline: .gatelint-baseline.json` in the file.\n")); err != nil {
			return err
		}
	}
	for _, snippet := range s.snippets {
		if snippet.wanted {
			if err := snippet.write(s.app, root); err != nil {
				return err
			}
		}
	}
	return nil
}

// writeConfig writes the configuration, in place of one that is there if it is
// told to. It follows no link.
func (s *start) writeConfig(root *os.Root) error {
	s.app.writing.Lock()
	defer s.app.writing.Unlock()
	if s.force {
		if err := root.Remove(config.Name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return createIn(root, config.Name, config.Starter())
}

// createIn writes a file that must not be there yet. Whatever links say, it
// lies below the root.
func createIn(root *os.Root, name, text string) error {
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = io.WriteString(f, text)
	return errors.Join(err, f.Close())
}

func (s *start) anyWanted() bool {
	for _, snippet := range s.snippets {
		if snippet.wanted {
			return true
		}
	}
	return false
}

// onTerminal reports whether there is somebody who can answer.
func (a *app) onTerminal() bool {
	in, isFile := a.stdin.(*os.File)
	return isFile && isatty.IsTerminal(in.Fd())
}

// ask asks for each snippet whether it is wanted.
func (s *start) ask() {
	answers := bufio.NewScanner(s.app.stdin)
	for _, snippet := range s.snippets {
		_, _ = fmt.Fprintf(s.app.stderr, "Write %s, too? [y/N] ", snippet.file) // who cannot read it will not answer
		if !answers.Scan() {
			return
		}
		answer := strings.ToLower(strings.TrimSpace(answers.Text()))
		snippet.wanted = answer == "y" || answer == "yes"
	}
}
