package iam

import (
	"testing"

	"github.com/gatelint/gatelint/facts/internal/build"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

func TestFaultsOfPrincipals(t *testing.T) {
	const absent, unknown = "(absent)", "(unknown)"
	tests := map[string]string{
		"*":                                  absent,
		"111122223333":                       absent,
		"arn:aws:iam::111122223333:root":     absent,
		"arn:aws:iam::111122223333:user/bob": absent,
		"arn:aws:iam::111122223333:user/dept/bob":               absent,
		"arn:aws-cn:iam::111122223333:role/service-role/deploy": absent,
		"arn:aws:iam::111122223333:federated-user/bob":          absent,
		"arn:aws:sts::111122223333:assumed-role/deploy/ci":      absent,
		"arn:aws:sts::111122223333:federated-user/bob":          absent,

		"bob":                                  NotAPrincipal,
		"role/deploy":                          NotAPrincipal,
		"arn:aws:s3:::bucket":                  NotAPrincipal,
		"arn:aws:iam::11112222333:role/deploy": NotAPrincipal,
		"arn:aws:iam:eu-west-1:111122223333:role/x":        NotAPrincipal,
		"arn:aws:lambda:eu-west-1:111122223333:function:f": NotAPrincipal,
		"arn:aws:iam::111122223333:group/staff":            Group,
		"arn:aws:iam::111122223333:role/*":                 Wildcard,
		"arn:aws:iam::*:root":                              Wildcard,
		"11112222333":                                      AccountDigits,
		"1402433619":                                       AccountDigits,
		" 111122223333":                                    Blank,
		"arn:aws:iam::111122223333:root ":                  Blank,
		"AROAEXAMPLEROLEID1234":                            Deleted,
		"AIDAEXAMPLEUSERID1234":                            Deleted,

		"":                                    unknown, // the principal as a whole is empty
		"<?>":                                 unknown,
		"arn:aws:iam::<?>:role/deploy":        unknown,
		"<role.arn>":                          unknown,
		"arn:aws:iam::${AWS::AccountId}:root": unknown,
		"arn:aws:iam::{{account}}:root":       unknown,
		"arn:aws:iam::cloudfront:user/OAI":    unknown,
		"arn:aws:iam::111122223333:saml-provider/x": unknown,
		"arn:aws:sts::111122223333:self":            unknown,
	}
	for name, want := range tests {
		if got := faultOf(typeAWS, build.Value(name)); show(got) != want {
			t.Errorf("%q: got %s, want %s", name, show(got), want)
		}
	}
	for name, want := range map[string]string{
		"*": absent, "111122223333": WithoutType, "arn:aws:iam::111122223333:root": WithoutType, "<?>": unknown, "": unknown,
	} {
		if got := faultOf("", build.Value(name)); show(got) != want {
			t.Errorf("%q without a type: got %s, want %s", name, show(got), want)
		}
	}
	for _, kind := range []string{"Service", "Federated", "CanonicalUser"} {
		if got := faultOf(kind, build.Value("bob")); !got.IsUnknown() {
			t.Errorf("bob as %s: got %s", kind, show(got))
		}
	}
	if got := faultOf(typeAWS, value.OfNumber("1402433619", source.Range{})); show(got) != AccountDigits {
		t.Errorf("a number that lost its zero: got %s", show(got))
	}
}

func show(v value.Value) string {
	if v.IsAbsent() {
		return "(absent)"
	}
	return v.Show()
}

func TestEmptyPrincipals(t *testing.T) {
	for text, want := range map[string]string{
		`""`: "true", `{}`: "true", `{"AWS": []}`: "true", `{"AWS": ""}`: "true", `{"AWS": [""], "Service": []}`: "true",
		`"*"`: "false", `"-"`: "false", `{"AWS": "*"}`: "false", `{"AWS": [], "Service": "x"}`: "false", `{"AWS": "<role.arn>"}`: "false",
		`"<?>"`: "(unknown)", `{"AWS": "<?>"}`: "(unknown)", `{"AWS": ["", "<?>"]}`: "(unknown)", `["*"]`: "(unknown)",
	} {
		s := &model.Statement{Principal: build.JSON(text)}
		if got := isEmpty(s).Show(); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
	open := value.OfMap(nil, true, source.Range{})
	if got := isEmpty(&model.Statement{Principal: open}); !got.IsUnknown() {
		t.Errorf("a map that may hold more: got %s", got.Show())
	}
	items := value.OfList(nil, true, source.Range{})
	one := value.OfMap([]value.Entry{{Key: "AWS", Value: items}}, false, source.Range{})
	if got := isEmpty(&model.Statement{Principal: one}); !got.IsUnknown() {
		t.Errorf("a list that may hold more: got %s", got.Show())
	}
}

func TestPrincipalsMatchCallers(t *testing.T) {
	tests := []struct {
		principal        string
		unsigned, signed Truth
	}{
		{`"*"`, Always, Always},
		{`{"AWS": "*"}`, Always, Always},
		{`{"AWS": ["111122223333", "*"]}`, Always, Always},
		{`{"*": "*"}`, Always, Always},
		{`{"AWS": "111122223333"}`, Never, Undecided},
		{`{"AWS": ["arn:aws:iam::111122223333:root", "arn:aws:sts::111122223333:assumed-role/r/s"]}`, Never, Undecided},
		{`{"AWS": "arn:aws:iam::<?>:role/deploy"}`, Never, Undecided},
		{`{"AWS": "<role.arn>"}`, Never, Undecided},
		{`{"AWS": "<account>"}`, Never, Undecided},
		{`{"AWS": "<?>"}`, Undecided, Undecided},
		{`{"AWS": "<parameter.value>"}`, Undecided, Undecided},
		{`{"AWS": ["111122223333", "<?>"]}`, Undecided, Undecided},
		{`{"AWS": "111122223333", "Service": "states.amazonaws.com"}`, Undecided, Undecided},
		{`"<?>"`, Undecided, Undecided},
		// These are faults of their own, of which other rules speak.
		{`{"AWS": "bob"}`, Undecided, Undecided},
		{`{"AWS": []}`, Undecided, Undecided},
		{`"-"`, Undecided, Undecided},
	}
	for _, test := range tests {
		s := &model.Statement{Principal: build.JSON(test.principal), NotPrincipal: build.Value("-")}
		s.PrincipalEmpty = isEmpty(s)
		for caller, want := range map[Caller]Truth{
			Anonymous: test.unsigned, Authorized: test.unsigned, PoolUser: test.unsigned,
			SameAccount: test.signed, OtherAccount: test.signed, UnknownCaller: test.signed,
		} {
			if got := matchesPrincipal(s, caller); got != want {
				t.Errorf("%s for caller %d: got %b, want %b", test.principal, caller, got, want)
			}
		}
	}
	except := &model.Statement{Principal: build.Value("-"), NotPrincipal: build.JSON(`{"AWS": "111122223333"}`)}
	if got := matchesPrincipal(except, Anonymous); got != Undecided {
		t.Errorf("NotPrincipal: got %b", got)
	}
	except.Principal = build.JSON(`{"AWS": "111122223333"}`)
	if got := matchesPrincipal(except, Anonymous); got != Undecided {
		t.Errorf("both: got %b", got)
	}
}
