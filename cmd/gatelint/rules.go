package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/gatelint/gatelint/rules"
)

// ruleSchema names the shape of the rules as JSON.
const ruleSchema = "gatelint.rules/1"

func (a *app) rulesCommand() *cobra.Command {
	format := "text"
	command := &cobra.Command{
		Use:   "rules",
		Short: "List the rules",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			write, ok := ruleFormats[format]
			if !ok {
				return fmt.Errorf("--format %s: the formats are text, json, markdown", format)
			}
			output, err := write(rules.Catalogue())
			if err != nil {
				return err
			}
			return a.print(output)
		},
	}
	command.Flags().StringVar(&format, "format", format, "`FORMAT` of the list: text, json, markdown")
	complete(command, "format", []string{"text", "json", "markdown"})
	return command
}

var ruleFormats = map[string]func([]*rules.Rule) ([]byte, error){
	"text":     rulesText,
	"json":     rulesJSON,
	"markdown": rulesMarkdown,
}

func rulesText(list []*rules.Rule) ([]byte, error) {
	var buffer bytes.Buffer
	table := tabwriter.NewWriter(&buffer, 0, 0, 2, ' ', 0)
	for _, r := range list {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", r.ID, r.Severity, r.Phase, r.Name, r.Title)
	}
	if err := table.Flush(); err != nil {
		return nil, err
	}
	fmt.Fprintf(&buffer, "\n%d rules. `gatelint explain RULE` shows one.\n", len(list))
	return buffer.Bytes(), nil
}

func rulesMarkdown(list []*rules.Rule) ([]byte, error) {
	var b strings.Builder
	b.WriteString("| id | rule | severity | phase | what is wrong | what callers see |\n|---|---|---|---|---|---|\n")
	for _, r := range list {
		symptoms := ""
		if len(r.Symptoms) > 0 {
			symptoms = "`" + strings.Join(r.Symptoms, "`, `") + "`"
		}
		fmt.Fprintf(&b, "| %s | [%s](%s) | %s | %s | %s | %s |\n", r.ID, r.Name, r.Help(), r.Severity, r.Phase, cell(r.Title), cell(symptoms))
	}
	return []byte(b.String()), nil
}

// cell keeps a text within its cell of a table.
func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }

type ruleJSON struct {
	ID          string   `json:"id"`
	Rule        string   `json:"rule"`
	Group       string   `json:"group"`
	Severity    string   `json:"severity"`
	Phase       string   `json:"phase"`
	Title       string   `json:"title"`
	Description string   `json:"description"`
	Symptoms    []string `json:"symptoms"`
	Fix         string   `json:"fix"`
	Articles    []string `json:"articles"`
	Sources     []string `json:"sources"`
	Limitations []string `json:"limitations"`
	Since       string   `json:"since"`
	Help        string   `json:"help"`
}

func rulesJSON(list []*rules.Rule) ([]byte, error) {
	shown := make([]ruleJSON, len(list))
	for i, r := range list {
		shown[i] = ruleJSON{
			ID: r.ID, Rule: r.Name, Group: r.Group, Severity: string(r.Severity), Phase: string(r.Phase),
			Title: r.Title, Description: r.Description, Symptoms: listed(r.Symptoms), Fix: r.Remedy,
			Articles: listed(r.Articles), Sources: listed(r.Sources), Limitations: listed(r.Limitations),
			Since: r.Since, Help: r.Help(),
		}
	}
	return indented(map[string]any{"schema": ruleSchema, "version": version, "rules": shown})
}

// listed makes an empty list of none, which JSON shows as [].
func listed(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

func indented(document any) ([]byte, error) {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(document)
	return buffer.Bytes(), err
}
