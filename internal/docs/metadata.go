// Package docs makes what is generated out of the policies' metadata and
// examples: the catalogue of rules as Go, the page of each rule, and the index.
package docs

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/gatelint/gatelint/rules"
)

// custom is what a policy's METADATA holds under that key.
type custom struct {
	ID          string         `json:"id"`
	Severity    rules.Severity `json:"severity"`
	Worst       rules.Severity `json:"worst"`
	Phase       rules.Phase    `json:"phase"`
	Symptoms    []string       `json:"symptoms"`
	Remedy      string         `json:"remedy"`
	Articles    []string       `json:"articles"`
	Sources     []string       `json:"sources"`
	Needs       []string       `json:"needs"`
	Since       string         `json:"since"`
	Limitations []string       `json:"limitations"`
	Absence     bool           `json:"absence"`
	FixSafe     bool           `json:"fix_safe"`
}

// Rules reads the metadata of all policies, ordered by id. The file system is
// the folder of the policies.
func Rules(policies fs.FS) ([]rules.Rule, error) {
	files, err := fs.Glob(policies, "*/*/policy.rego")
	if err != nil {
		return nil, fmt.Errorf("listing policies: %w", err)
	}
	list := make([]rules.Rule, 0, len(files))
	for _, file := range files {
		rule, err := readRule(policies, file)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		list = append(list, rule)
	}
	slices.SortFunc(list, func(a, b rules.Rule) int { return strings.Compare(a.ID, b.ID) })
	for i := 1; i < len(list); i++ {
		if list[i].ID == list[i-1].ID {
			return nil, fmt.Errorf("%s and %s have the same id %s", list[i-1].Path, list[i].Path, list[i].ID)
		}
	}
	return list, nil
}

func readRule(policies fs.FS, file string) (rules.Rule, error) {
	text, err := fs.ReadFile(policies, file)
	if err != nil {
		return rules.Rule{}, err
	}
	module, err := ast.ParseModuleWithOpts(file, string(text), ast.ParserOptions{ProcessAnnotation: true})
	if err != nil {
		return rules.Rule{}, err
	}
	i := slices.IndexFunc(module.Annotations, func(a *ast.Annotations) bool { return a.Scope == "package" })
	if i < 0 {
		return rules.Rule{}, errors.New("no METADATA block above the package")
	}
	annotations := module.Annotations[i]
	var meta custom
	if err := decodeStrictly(annotations.Custom, &meta); err != nil {
		return rules.Rule{}, err
	}
	folder := path.Dir(file)
	rule := rules.Rule{
		ID:          meta.ID,
		Name:        path.Base(folder),
		Group:       path.Dir(folder),
		Title:       annotations.Title,
		Description: strings.TrimSpace(annotations.Description),
		Severity:    meta.Severity,
		Worst:       meta.Worst,
		Phase:       meta.Phase,
		Symptoms:    meta.Symptoms,
		Remedy:      strings.TrimSpace(meta.Remedy),
		Articles:    meta.Articles,
		Sources:     meta.Sources,
		Needs:       meta.Needs,
		Absence:     meta.Absence,
		FixSafe:     meta.FixSafe,
		Limitations: meta.Limitations,
		Since:       meta.Since,
		Package:     strings.TrimPrefix(module.Package.Path.String(), "data."),
		Path:        folder,
	}
	return rule, check(&rule)
}

// decodeStrictly refuses keys that it does not know: a misspelt one would be
// lost in silence.
func decodeStrictly(values map[string]any, into *custom) error {
	text, err := json.Marshal(values)
	if err != nil {
		return err
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		return fmt.Errorf("METADATA: custom: %w", err)
	}
	return nil
}

var (
	idForm      = regexp.MustCompile(`^[A-Z]{3}\d{3}$`)
	nameForm    = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	articleForm = regexp.MustCompile(`^K\d\d$`)
	sinceForm   = regexp.MustCompile(`^\d+\.\d+\.\d+$`)
)

// check says what is missing or malformed in a rule's metadata.
func check(r *rules.Rule) error {
	wantPackage := "gatelint.rules." + r.Group + "." + strings.ReplaceAll(r.Name, "-", "_")
	for _, demand := range []struct {
		met     bool
		message string
	}{
		{idForm.MatchString(r.ID), "id must be three capitals and three digits"},
		{nameForm.MatchString(r.Name), "the folder's name must be lower-case words joined by hyphens"},
		{r.Package == wantPackage, "the package must be " + wantPackage + ", as the folder"},
		{r.Title != "" && r.Description != "", "title and description must be given"},
		{slices.Contains([]rules.Severity{rules.Error, rules.Warning, rules.Info}, r.Severity), "severity must be error, warning or info"},
		{slices.Contains([]rules.Severity{rules.Error, rules.Warning, ""}, r.Worst), "worst must be error or warning where it is given"},
		{slices.Contains([]rules.Phase{rules.Run, rules.Stale, rules.Deploy, rules.Destroy}, r.Phase), "phase must be run, stale, deploy or destroy"},
		{len(r.Symptoms) > 0, "symptoms must say what a caller or a log shows"},
		{r.Remedy != "", "remedy must say what to do"},
		{len(r.Sources) > 0, "sources must say where the facts come from"},
		{len(r.Needs) > 0 && !slices.ContainsFunc(r.Needs, func(n string) bool { return !slices.Contains(rules.Needs(), n) }), "needs must name some of " + strings.Join(rules.Needs(), ", ")},
		{!slices.ContainsFunc(r.Articles, func(a string) bool { return !articleForm.MatchString(a) }), "articles must be K and two digits each"},
		{sinceForm.MatchString(r.Since), "since must be a version"},
	} {
		if !demand.met {
			return fmt.Errorf("METADATA: %s", demand.message)
		}
	}
	return nil
}
