package main

import (
	"bytes"
	"cmp"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// exitStatus says what the exit codes mean.
var exitStatus = []struct {
	code    int
	meaning string
}{
	{exitClean, "Clean, and everything was read."},
	{exitFindings, "There are findings at or above --fail-on."},
	{exitUsage, "Wrong usage or configuration."},
	{exitIncomplete, "Something was not read, or there was nothing to lint, and no finding reaches --fail-on."},
	{exitInterrupted, "Interrupted."},
}

// manCommand prints the manual page. It is for those who package gatelint, and
// so it is not listed.
func (a *app) manCommand() *cobra.Command {
	return &cobra.Command{
		Use:    "man",
		Short:  "Print the manual page, in roff",
		Hidden: true,
		Args:   cobra.NoArgs,
		RunE: func(command *cobra.Command, _ []string) error {
			return a.print(manPage(command.Root()))
		},
	}
}

// manPage writes all commands on one page, for man(7).
func manPage(root *cobra.Command) []byte {
	var page roff
	fmt.Fprintf(&page, ".TH GATELINT 1 \"\" \"gatelint %s\" \"User Commands\"\n", version)
	page.section("NAME")
	page.text(root.Name() + " - " + lowerFirst(root.Short))
	page.section("SYNOPSIS")
	for _, command := range listedCommands(root) {
		page.synopsis(command)
	}
	page.section("DESCRIPTION")
	page.text(root.Long)
	page.section("COMMANDS")
	for _, command := range listedCommands(root) {
		page.command(command)
	}
	page.section("EXIT STATUS")
	for _, status := range exitStatus {
		page.item(fmt.Sprintf("\\fB%d\\fR", status.code), status.meaning)
	}
	page.section("EXAMPLES")
	page.example(root.Example)
	return page.Bytes()
}

func listedCommands(root *cobra.Command) []*cobra.Command {
	var list []*cobra.Command
	for _, command := range root.Commands() {
		if command.IsAvailableCommand() {
			list = append(list, command)
		}
	}
	return list
}

func names(commands []*cobra.Command) []string {
	list := make([]string, len(commands))
	for i, command := range commands {
		list[i] = command.Name()
	}
	return list
}

func lowerFirst(text string) string { return strings.ToLower(text[:1]) + text[1:] }

// roff is a page as it grows.
type roff struct{ bytes.Buffer }

func (r *roff) section(title string) { fmt.Fprintf(r, ".SH %s\n", title) }

// text writes paragraphs, which empty lines separate.
func (r *roff) text(text string) {
	for i, paragraph := range strings.Split(strings.TrimSpace(text), "\n\n") {
		if i > 0 {
			fmt.Fprint(r, ".PP\n")
		}
		fmt.Fprint(r, escaped(paragraph)+"\n")
	}
}

// item writes a term, which is roff, and under it what it means.
func (r *roff) item(term, meaning string) {
	fmt.Fprintf(r, ".TP\n%s\n%s\n", term, escaped(meaning))
}

// example keeps lines as they are.
func (r *roff) example(text string) {
	fmt.Fprintf(r, ".PP\n.nf\n%s\n.fi\n", escaped(strings.TrimRight(text, "\n")))
}

// synopsis writes the usage of a command: its words in bold, what stands for
// something else in italics.
func (r *roff) synopsis(command *cobra.Command) {
	_, arguments, _ := strings.Cut(command.Use, " ")
	if command.HasAvailableSubCommands() {
		arguments = strings.Join(names(command.Commands()), " | ")
	}
	fmt.Fprintf(r, "\\fB%s\\fR", escaped(command.CommandPath()))
	if command.HasAvailableLocalFlags() {
		fmt.Fprint(r, " [\\fIOPTION\\fR...]")
	}
	if arguments != "" {
		fmt.Fprintf(r, " \\fI%s\\fR", escaped(arguments))
	}
	fmt.Fprint(r, "\n.br\n")
}

func (r *roff) command(command *cobra.Command) {
	fmt.Fprintf(r, ".SS %s\n", escaped(strings.TrimPrefix(command.CommandPath(), command.Root().Name()+" ")))
	r.text(cmp.Or(command.Long, command.Short+"."))
	command.LocalFlags().VisitAll(func(flag *pflag.Flag) {
		if !flag.Hidden && flag.Name != "help" {
			r.flag(flag)
		}
	})
	if command.HasExample() {
		r.example(command.Example)
	}
}

func (r *roff) flag(flag *pflag.Flag) {
	argument, usage := pflag.UnquoteUsage(flag)
	term := "\\fB" + escaped("--"+flag.Name) + "\\fR"
	if flag.Shorthand != "" {
		term = "\\fB" + escaped("-"+flag.Shorthand) + "\\fR, " + term
	}
	if argument != "" {
		term += " \\fI" + escaped(argument) + "\\fR"
	}
	switch unless := strings.Trim(flag.DefValue, "[]"); unless {
	case "", "0", "false":
	default:
		usage += " (default " + unless + ")"
	}
	r.item(term, usage)
}

// escaped makes text of what roff would take for a request or an escape.
func escaped(text string) string {
	var b strings.Builder
	lineBegins := true
	for _, c := range text {
		switch {
		case lineBegins && (c == '.' || c == '\''):
			b.WriteString(`\&` + string(c))
		case c == '\\':
			b.WriteString(`\e`)
		case c == '-':
			b.WriteString(`\-`)
		case c > '~':
			fmt.Fprintf(&b, `\[u%04X]`, c)
		default:
			b.WriteRune(c)
		}
		lineBegins = c == '\n'
	}
	return b.String()
}
