package docs

import (
	"fmt"
	"io/fs"
	"slices"

	"golang.org/x/tools/txtar"

	"github.com/gatelint/gatelint/model"
	"github.com/gatelint/gatelint/rules"
)

// Files gives everything that is generated and checked in, by its path in the
// repository. A test demands that what is checked in is what is generated.
func Files(repository fs.FS) (map[string][]byte, error) {
	policies, err := fs.Sub(repository, "policies")
	if err != nil {
		return nil, fmt.Errorf("opening policies: %w", err)
	}
	list, err := Rules(policies)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	if files["rules/catalogue_gen.go"], err = Catalogue(list); err != nil {
		return nil, fmt.Errorf("writing the catalogue: %w", err)
	}
	all := slices.Concat(list, rules.Suppressions())
	if files["docs/rules/README.md"], err = Index(all); err != nil {
		return nil, fmt.Errorf("writing the index of rules: %w", err)
	}
	examples := make([]*txtar.Archive, len(list))
	for i := range list {
		rule := &list[i]
		text, err := fs.ReadFile(policies, rule.Path+"/examples.txtar")
		if err != nil {
			return nil, fmt.Errorf("reading the examples of %s: %w", rule.ID, err)
		}
		examples[i] = txtar.Parse(text)
		files[rule.Help()] = Page(rule, examples[i])
		files["policies/"+rule.Path+"/README.md"] = Readme(rule)
	}
	for _, rule := range rules.Suppressions() {
		files[rule.Help()] = suppressionPage(&rule)
	}
	if files["docs/articles.md"], err = Articles(list, examples); err != nil {
		return nil, fmt.Errorf("writing the page of questions: %w", err)
	}
	schema, err := model.Schema()
	if err != nil {
		return nil, fmt.Errorf("writing the model's schema: %w", err)
	}
	files["docs/model.schema.json"] = append(schema, '\n')
	return files, nil
}
