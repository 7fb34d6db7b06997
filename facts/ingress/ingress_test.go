package ingress_test

import (
	"testing"

	"github.com/gatelint/gatelint/facts/ingress"
	"github.com/gatelint/gatelint/facts/internal/build"
	"github.com/gatelint/gatelint/model"
)

// rule gives a rule of a group by protocol and ports.
func rule(protocol, from, to string) *model.SecurityRule {
	return &model.SecurityRule{Protocol: build.Value(protocol), FromPort: build.Value(from), ToPort: build.Value(to)}
}

// group gives a group of which all rules are in view.
func group(rules ...*model.SecurityRule) *model.SecurityGroup {
	return &model.SecurityGroup{Ingress: rules, IngressSet: model.Set{Complete: true}}
}

// admits gives the fact of an endpoint of which all groups are in view.
func admits(groups ...*model.SecurityGroup) string {
	return attach(&model.Endpoint{Groups: groups, GroupsSet: model.Set{Complete: true}})
}

func attach(e *model.Endpoint) string {
	ingress.Attach(&model.Model{Endpoints: []*model.Endpoint{e}})
	return e.AdmitsHTTPS.Show()
}

func TestRules(t *testing.T) {
	tests := []struct{ protocol, from, to, want string }{
		{"tcp", "443", "443", "true"},
		{"TCP", "0", "65535", "true"},
		{"6", "400", "500", "true"},
		{"-1", "0", "0", "true"},
		{"all", "-", "-", "true"},
		{"tcp", "80", "80", "false"},
		{"tcp", "444", "65535", "false"},
		{"tcp", "0", "442", "false"},
		{"tcp", "0", "0", "false"},
		{"tcp", "444", "<?>", "false"},
		{"tcp", "<?>", "442", "false"},
		{"udp", "443", "443", "false"},
		{"icmp", "-1", "-1", "false"},
		{"tcp", "<?>", "<?>", "(unknown)"},
		{"tcp", "443", "<?>", "(unknown)"},
		{"tcp", "-", "-", "(unknown)"},
		{"tcp", "https", "https", "(unknown)"},
		{"<?>", "443", "443", "(unknown)"},
		{"<?>", "80", "80", "(unknown)"},
	}
	for _, test := range tests {
		if got := admits(group(rule(test.protocol, test.from, test.to))); got != test.want {
			t.Errorf("%s from %s to %s: got %s, want %s", test.protocol, test.from, test.to, got, test.want)
		}
	}
}

func TestGroups(t *testing.T) {
	blocking, open, unknown := rule("tcp", "80", "80"), rule("tcp", "443", "443"), rule("<?>", "80", "80")
	hidden := group(blocking)
	hidden.IngressSet.Open("test")
	for name, test := range map[string]struct {
		got, want string
	}{
		"no rules":              {admits(group()), "false"},
		"no groups":             {admits(), "(unknown)"},
		"one group lets in":     {admits(group(blocking), group(open)), "true"},
		"one rule lets in":      {admits(group(unknown, open)), "true"},
		"no group lets in":      {admits(group(blocking), group()), "false"},
		"one rule is not known": {admits(group(blocking, unknown)), "(unknown)"},
		"rules out of sight":    {admits(group(blocking), hidden), "(unknown)"},
		"groups out of sight":   {attach(&model.Endpoint{Groups: []*model.SecurityGroup{group(blocking)}}), "(unknown)"},
	} {
		if test.got != test.want {
			t.Errorf("%s: got %s, want %s", name, test.got, test.want)
		}
	}
}
