package rules_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/facts"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/lint"
	"github.com/gatelint/gatelint/model"
	"github.com/gatelint/gatelint/rules"
)

// named is a visitor that collects the attributes of a model by their names.
type named struct {
	path   string
	values map[string][]*value.Value
}

func (n *named) Value(name string, v *value.Value) {
	path := strings.TrimPrefix(n.path+"."+name, ".")
	n.values[path] = append(n.values[path], v)
}
func (n *named) Fact(string, *value.Value) {}
func (n *named) Text(_, _ string)          {}
func (n *named) Flag(string, bool)         {}
func (n *named) Object(name string, d model.Describer) {
	d.Describe(&named{path: strings.TrimPrefix(n.path+"."+name, "."), values: n.values})
}

func (n *named) List(name string, items []model.Describer) {
	for _, item := range items {
		n.Object(name, item)
	}
}

func (n *named) Set(name string, _ *model.Set, items []model.Describer) { n.List(name, items) }

const hiddenInput = "var.hidden"

// hide gives a value of which nothing is known but that an input decides it. What
// was absent may still be.
func hide(v value.Value) value.Value {
	reason := value.Variable
	if v.IsAbsent() {
		reason = value.Condition
	}
	return v.Masked().WithReason(reason, hiddenInput)
}

// gap is something that is hidden and does not show, with the reason why not.
type gap struct {
	why string
	// rules are ids, paths the names of attributes, each the start of one.
	rules, paths []string
}

// gaps are all there are: what a rule looks at is then not there at all, so that
// it does not even ask.
var gaps = []gap{
	{
		"who is refused is told of a policy as a whole",
		[]string{"POL016", "POL017", "POL018", "POL023", "POL024"},
		[]string{"apis.", "policies.", "routes.", "stages.name"},
	},
	{"the targets of a statement are read from its resources", []string{"POL004", "POL005", "POL006"}, []string{
		"identity_policies.statements.", "policies.statements.",
	}},
	{"what an integration calls, and so the other end of the fault, is not known", []string{"INT015", "PRM001", "PRM002", "PRM003", "PRM007"}, []string{
		"authorizers.uri", "functions.", "integrations.integration_type", "integrations.subtype", "integrations.uri",
	}},
	{"a statement is judged where a call is certainly not covered; PRM001 is undecided instead", []string{"PRM002", "PRM003"}, []string{
		"integrations.credentials", "permissions.", "routes.",
	}},
	{"what a stage variable is used for is read from the text that uses it", []string{"DEP008", "PRM007"}, []string{
		"integrations.", "stages.",
	}},
	{"which host an origin is follows from its name, and that of the domain", []string{"CDN001", "CDN002", "CDN003", "CDN017"}, []string{
		"apis.protocol", "distributions.origins.domain_name", "domains.name",
	}},
	{"whether a route takes the place of a mapping is told of all routes at once", []string{"CDN002"}, []string{"routes.path"}},
	{"which certificate counts follows from the type of the endpoint", []string{"CRT002"}, []string{"domains.endpoint_type"}},
	{"the certificate that a domain uses is not known", []string{"CRT003"}, []string{"domains."}},
	{"the parts of an API have its protocol, too, and do not lose it with the API's", []string{"INT017", "RSP014", "RSP015"}, []string{"apis.protocol"}},
	{"a name of which nothing is known is taken for one that says nothing", []string{"DNS001"}, []string{"records.name"}},
	{"a link's name is compared with the id, which is not known either", []string{"VPL005"}, []string{"vpc_links.name"}},
}

func gapOf(rule, path string) int {
	begins := func(prefix string) bool { return strings.HasPrefix(path, prefix) }
	return slices.IndexFunc(gaps, func(g gap) bool {
		return slices.Contains(g.rules, rule) && slices.ContainsFunc(g.paths, begins)
	})
}

// What hiding a value takes away shows up as undecided, with that value among
// the reasons. The model of one dialect stands for all.
func TestWhatIsHiddenIsUndecided(t *testing.T) {
	shown := map[string]int{}
	isGap := map[int]int{}
	for _, c := range examples(t) {
		if c.kind() != "bad" || c.dialect() != "terraform" {
			continue
		}
		engine, err := rules.New(rules.Options{Select: []string{c.rule.ID}})
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range run(t, c.files, lint.Options{}).Models {
			for path, lost := range hideEach(t, engine, m, shown) {
				if i := gapOf(c.rule.ID, path); i >= 0 {
					isGap[i]++
				} else {
					t.Errorf("%s %s: with %s hidden, the finding at %s is neither made nor undecided", c.rule.ID, c.name, path, lost.At)
				}
			}
		}
	}
	for i, g := range gaps {
		if isGap[i] == 0 {
			t.Errorf("nothing is lost because %s; the gap is no more", g.why)
		}
	}
	for _, rule := range rules.WithPolicy() {
		if shown[rule.ID] == 0 && gapOf(rule.ID, "policies.") < 0 && gapOf(rule.ID, "permissions.") < 0 {
			t.Errorf("%s is never undecided", rule.ID)
		}
	}
}

// hideEach hides one attribute after the other. It gives the findings that are
// neither made any more nor undecided, by the name of the attribute, and counts
// those that are undecided, by rule.
func hideEach(t *testing.T, engine *rules.Engine, m *model.Model, shown map[string]int) map[string]rules.Finding {
	t.Helper()
	before, _ := engine.Evaluate(t.Context(), m)
	attributes := &named{values: map[string][]*value.Value{}}
	m.Describe(attributes)
	lost := map[string]rules.Finding{}
	for path, values := range attributes.values {
		for _, v := range values {
			kept := *v
			*v = hide(kept)
			facts.Attach(m)
			after, _ := engine.Evaluate(t.Context(), m)
			undecided, problems := engine.Undecided(t.Context(), m, after)
			for _, problem := range problems {
				t.Errorf("%s hidden: %s", path, problem.Message)
			}
			*v = kept
			for _, f := range before {
				switch {
				case stillFound(f, after):
				case isUndecided(f, undecided):
					shown[f.Rule.ID]++
				default:
					lost[path] = f
				}
			}
		}
	}
	return lost
}

func stillFound(f rules.Finding, list []rules.Finding) bool {
	return slices.ContainsFunc(list, func(g rules.Finding) bool { return g.Resource == f.Resource && g.At == f.At })
}

func isUndecided(f rules.Finding, list []rules.Undecided) bool {
	isHidden := func(r rules.Reason) bool { return r.Detail == hiddenInput }
	return slices.ContainsFunc(list, func(u rules.Undecided) bool {
		return u.Resource == f.Resource && slices.ContainsFunc(u.Reasons, isHidden)
	})
}

// What a rule finds, it also finds where the policies are read as what may be.
func TestWhatIsMayBe(t *testing.T) {
	engine, err := rules.New(rules.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range examples(t) {
		for _, m := range run(t, c.files, lint.Options{}).Models {
			found, _ := engine.Evaluate(t.Context(), m)
			possible := engine.Possible(t, m)
			for _, f := range found {
				if !possible[f.Rule.ID+" "+f.At.String()] {
					t.Errorf("%s %s: the finding at %s is not among what may be", c.rule.ID, c.name, f.At)
				}
			}
		}
	}
}
