package value_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gatelint/gatelint/internal/source"
	. "github.com/gatelint/gatelint/internal/value"
)

var (
	here = source.Range{File: "a.tf", Start: source.Position{Line: 1, Column: 1}}
	id   = Ref{Address: "api", Attr: "id"}
)

func text(s string) Value { return OfText(s, here) }

func template(parts ...Part) Value { return OfParts(parts, here) }

func TestZeroIsUnknown(t *testing.T) {
	var zero Value
	if !zero.IsUnknown() || zero.IsKnown() || zero.IsAbsent() {
		t.Error("a field that nobody filled must be unknown")
	}
	if _, ok := zero.Text(); ok {
		t.Error("the zero value has a text")
	}
	if Same(zero, zero) {
		t.Error("two values of which nothing is known are the same")
	}
}

func TestOfParts(t *testing.T) {
	joined := template(Part{Literal: "a"}, Part{}, Part{Literal: "b"})
	if got, ok := joined.Text(); !ok || got != "ab" {
		t.Errorf("literals alone give %q, known: %v", got, ok)
	}
	if got, ok := template().Text(); !ok || got != "" {
		t.Errorf("no parts give %q, known: %v; want the empty text", got, ok)
	}
	held := template(Part{Literal: "x/"}, Part{Ref: id}, Part{Reason: Variable})
	if !held.IsUnknown() || held.Reason() != Variable {
		t.Errorf("a text with a hole is %v because of %q", held.State(), held.Reason())
	}
	if diff := cmp.Diff([]Ref{id}, held.Refs()); diff != "" {
		t.Error(diff)
	}
}

func TestGet(t *testing.T) {
	entries := []Entry{{Key: "a", Value: text("1")}}
	for name, test := range map[string]struct {
		from Value
		key  string
		want State
	}{
		"a key that is there":                {OfMap(entries, false, here), "a", Known},
		"a key that is not":                  {OfMap(entries, false, here), "b", Absent},
		"a key that may be out of sight":     {OfMap(entries, true, here), "b", Unknown},
		"a key of an absent map":             {Unset(here), "a", Absent},
		"a key of what is not known":         {NotKnown(Data, "", here), "a", Unknown},
		"a key of what is no map":            {text("x"), "a", Unknown},
		"a key of a reference":               {OfRef(id, here), "a", Unknown},
		"a key of a list, even a closed one": {OfList(nil, false, here), "a", Unknown},
	} {
		if got := test.from.Get(test.key); got.State() != test.want {
			t.Errorf("%s is %v, want %v", name, got.State(), test.want)
		}
	}
}

func TestSame(t *testing.T) {
	other := Ref{Address: "api", Attr: "arn"}
	for name, test := range map[string]struct {
		a, b Value
		want bool
	}{
		"equal texts":                      {text("a"), text("a"), true},
		"a number and its text":            {OfNumber("200", here), text("200"), true},
		"other texts":                      {text("a"), text("b"), false},
		"the same reference":               {OfRef(id, here), OfRef(id, here), true},
		"another attribute":                {OfRef(id, here), OfRef(other, here), false},
		"the same template":                {template(Part{Ref: id}, Part{Literal: "/x"}), template(Part{Ref: id}, Part{Literal: "/x"}), true},
		"two holes":                        {template(Part{Reason: Data}), template(Part{Reason: Data}), false},
		"absent values":                    {Unset(here), Unset(here), false},
		"a text that imitates a reference": {OfRef(id, here), text("apiid"), false},
	} {
		if got := Same(test.a, test.b); got != test.want {
			t.Errorf("%s: same = %v, want %v", name, got, test.want)
		}
	}
}

func TestCoerce(t *testing.T) {
	hole := template(Part{Ref: id}, Part{Literal: "/*"})
	for name, test := range map[string]struct {
		got  Value
		want string // Show of the result
	}{
		"a number as a text":            {AsText(OfNumber("200", here)), "200"},
		"a list as a text":              {AsText(OfList([]Value{text("a")}, false, here)), "(unknown)"},
		"a template as a text":          {AsText(hole), "${api.id}/*"},
		"a text as a number":            {AsNumber(text(" 5 ")), "5"},
		"a word as a number":            {AsNumber(text("five")), "(unknown)"},
		"a text as a boolean":           {AsBool(text("True")), "true"},
		"a number as a boolean":         {AsBool(OfNumber("1", here)), "(unknown)"},
		"a text in upper case":          {AsUpper(text("aws_proxy")), "AWS_PROXY"},
		"a scalar as a list":            {AsList(text("a")), "[a]"},
		"a template as a list":          {AsList(hole), "[${api.id}/*]"},
		"a list as a list":              {AsList(OfList([]Value{text("a")}, false, here)), "[a]"},
		"what is not known, as a list":  {AsList(NotKnown(Variable, "", here)), "(unknown)"},
		"an absent value as a list":     {AsList(Unset(here)), "(not set)"},
		"texts one after the other":     {Concat(text("/a"), text("/"), text("b")), "/a/b"},
		"a text and a template":         {Concat(text("x:"), hole), "x:${api.id}/*"},
		"a text and nothing":            {Concat(text("x"), Unset(here)), "x"},
		"a text and a hole":             {Concat(text("x"), NotKnown(Variable, "", here)), "x(unknown)"},
		"a default for an absent value": {Unset(here).OrDefault(text("EDGE")), "EDGE"},
		"no default for an unknown one": {NotKnown(Variable, "", here).OrDefault(text("EDGE")), "(unknown)"},
	} {
		if got := test.got.Show(); got != test.want {
			t.Errorf("%s is %s, want %s", name, got, test.want)
		}
	}
	if kind := AsText(OfNumber("1", here)).Kind(); kind != Text {
		t.Errorf("a number as a text has the kind %v", kind)
	}
	if reason := Unset(here).OrDefault(text("EDGE")).Reason(); reason != Default {
		t.Errorf("a default's reason is %q", reason)
	}
}

func TestShowNeverTellsSecrets(t *testing.T) {
	secret := text("hunter2")
	secret.Sensitive = true
	list := OfList([]Value{text("a"), secret}, false, here)
	if got := list.Show(); got != "[a, (sensitive)]" {
		t.Errorf("shown as %s", got)
	}
}

func TestAllRefsReachesInside(t *testing.T) {
	inner := OfMap([]Entry{{Key: "Resource", Value: OfRef(id, here)}}, false, here)
	document := NotKnown(Computed, "", here).WithInner(inner)
	if diff := cmp.Diff([]Ref{id}, document.AllRefs()); diff != "" {
		t.Error(diff)
	}
	if refs := document.Refs(); len(refs) != 0 {
		t.Errorf("the text itself rests on %v", refs)
	}
}
