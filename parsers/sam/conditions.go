package sam

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// addPathConditions makes the paths of an API depend on the conditions of the
// functions behind them, where every method of a path has one, and an API that
// nobody wrote on all of them.
func (e *expander) addPathConditions(api *item) {
	byPath := map[string]map[string]string{} // path, method, condition
	for _, r := range api.routes {
		methods := byPath[r.path.Text]
		if methods == nil {
			methods = map[string]string{}
			byPath[r.path.Text] = methods
		}
		methods[r.method.Text] = r.of.condition()
	}
	if api.implicit {
		e.addImplicitCondition(api, byPath)
	}
	for _, entry := range slices.Clone(api.document.paths.Entries) {
		names, all := conditionNames(byPath[entry.Key])
		if !all || len(names) == 0 {
			continue
		}
		name := names[0]
		if len(names) > 1 {
			name = api.id + pathNames.Replace(entry.Key) + "PathCondition"
			e.combine(at(entry.KeyAt), name, names)
		}
		b := at(entry.KeyAt)
		api.document.setPath(tree.Entry{Key: entry.Key, KeyAt: entry.KeyAt, Value: when(b, name, entry.Value)})
	}
}

// pathNames makes a path part of a condition's name.
var pathNames = strings.NewReplacer("/", "SLASH", "{", "OB", "}", "CB")

// addImplicitCondition gives an API that nobody wrote its condition and its
// policies of deletion.
func (e *expander) addImplicitCondition(api *item, byPath map[string]map[string]string) {
	all := map[string]string{}
	for path, methods := range byPath {
		for method, condition := range methods {
			all[path+" "+method] = condition
		}
	}
	b := at(api.at)
	body := b.Map()
	if names, every := conditionNames(all); every && len(names) > 0 {
		name := names[0]
		if len(names) > 1 {
			name = api.id + "Condition"
			e.combine(b, name, names)
		}
		body.Put(b.Entry("Condition", b.Text(name)))
	}
	for attribute, order := range map[string][]string{
		"DeletionPolicy":      {"Retain", "Delete"},
		"UpdateReplacePolicy": {"Retain", "Snapshot", "Delete"},
	} {
		written := map[string]bool{}
		for _, r := range api.routes {
			written[text(given(r.of.body, attribute))] = true
		}
		if i := slices.IndexFunc(order, func(policy string) bool { return written[policy] }); i >= 0 {
			body.Put(b.Entry(attribute, b.Text(order[i])))
		}
	}
	api.body = body
}

// conditionNames gives the different conditions, sorted, and whether there is
// one everywhere.
func conditionNames(conditions map[string]string) (names []string, all bool) {
	for _, name := range conditions {
		if name == "" {
			return nil, false
		}
		names = append(names, name)
	}
	slices.Sort(names)
	return slices.Compact(names), true
}

// maxAlternatives is how many conditions an Fn::Or takes.
const maxAlternatives = 10

// combine adds a condition that holds if any of several does.
func (e *expander) combine(b tree.Builder, name string, names []string) {
	left := (len(names) - 2) / (maxAlternatives - 1)
	for len(names) > 1 {
		combined := name
		if left > 0 {
			combined = fmt.Sprint(name, left)
			left--
		}
		count := min(len(names), maxAlternatives)
		alternatives := b.List()
		for _, one := range names[:count] {
			alternatives.Items = append(alternatives.Items, b.Call("Condition", b.Text(one)))
		}
		e.conditions = append(e.conditions, b.Entry(combined, b.Call("Fn::Or", alternatives)))
		names = append(slices.Clone(names[count:]), combined)
	}
}
