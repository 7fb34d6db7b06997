package iam

import (
	"regexp"
	"strings"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// The faults of principals.
const (
	// WithoutType is a text where a map from a type to names is wanted.
	WithoutType = "without-type"
	// Blank is a name with blanks around it, or without anything else.
	Blank = "blank"
	// AccountDigits is a number that has not the twelve digits of an account.
	AccountDigits = "account-digits"
	// Wildcard is an ARN with a wildcard.
	Wildcard = "wildcard"
	// Group is the ARN of a group of users.
	Group = "group"
	// NotAPrincipal is another text or another ARN.
	NotAPrincipal = "not-a-principal"
	// Deleted is the id that is left of a principal that was deleted.
	Deleted = "deleted"
)

// everyone is the principal that means all callers.
const everyone = "*"

// typeAWS is the key of accounts, roles and users.
const typeAWS = "AWS"

// principals gives those that a statement names, as far as they are known, and
// whether these are all.
func principals(s *model.Statement) (list []*model.Principal, complete bool) {
	v := s.Principal
	if v.IsAbsent() {
		return nil, true
	}
	if !v.IsKnown() || v.Kind() != value.Map {
		return []*model.Principal{principal("", v)}, true
	}
	complete = !v.Open()
	for _, entry := range v.Entries() {
		names := value.AsList(entry.Value)
		if !names.IsKnown() || names.Open() {
			complete = false
		}
		for _, name := range names.Items() {
			list = append(list, principal(entry.Key, name))
		}
	}
	return list, complete
}

func principal(kind string, name value.Value) *model.Principal {
	return &model.Principal{Kind: kind, Name: name, Fault: faultOf(kind, name)}
}

// isEmpty says whether a statement's principal is written and names nobody.
func isEmpty(s *model.Statement) value.Value {
	v := s.Principal
	if text, known := v.Text(); known {
		return value.OfBool(text == "", v.At)
	}
	if v.IsAbsent() {
		return value.OfBool(false, v.At)
	}
	names, complete := principals(s)
	if !v.IsKnown() || v.Kind() != value.Map {
		return value.NotKnown(value.Computed, "", v.At)
	}
	for _, one := range names {
		text, known := one.Name.Text()
		switch {
		case known && text != "", !known && len(one.Name.Parts()) > 0:
			return value.OfBool(false, v.At)
		case !known:
			complete = false
		}
	}
	if !complete {
		return value.NotKnown(value.Computed, "", v.At)
	}
	return value.OfBool(true, v.At)
}

var (
	digits     = regexp.MustCompile(`^[0-9]+$`)
	account    = regexp.MustCompile(`^[0-9]{12}$`)
	deletedID  = regexp.MustCompile(`^A[A-Z]{3}[A-Z0-9]{12,}$`)
	anyARN     = regexp.MustCompile(`^arn:`)
	groupARN   = regexp.MustCompile(`^arn:[a-z-]+:iam::[0-9]{12}:group/`)
	identities = regexp.MustCompile(`^arn:[a-z-]+:(?:iam::[0-9]{12}:(?:root$|user/.|role/.|federated-user/.)|` +
		`sts::[0-9]{12}:(?:assumed-role/[^/]+/.|federated-user/.))`)
	// suspended are ARNs of which it is not known whether a policy may name
	// them: other resources of the two services, and accounts of AWS itself.
	suspended = regexp.MustCompile(`^arn:[a-z-]+:(?:iam::(?:[0-9]{12}:|[a-z])|sts::[0-9]{12}:)`)
	// placeholders are what other tools replace before AWS sees the text.
	placeholders = regexp.MustCompile(`\$\{|\{\{|<|%`)
)

// faultOf says why a name is no principal; absent if it is one, unknown if it
// cannot be told.
func faultOf(kind string, name value.Value) value.Value {
	text, known := name.Text()
	if !known || kind != typeAWS && kind != "" || placeholders.MatchString(text) {
		return value.NotKnown(value.Computed, "", name.At)
	}
	fault := func(code string) value.Value { return value.OfText(code, name.At) }
	switch {
	case text == everyone:
		return value.Unset(name.At)
	case text == "":
		return value.NotKnown(value.Computed, "", name.At) // said of the principal as a whole
	case kind == "":
		return fault(WithoutType)
	case strings.TrimSpace(text) != text:
		return fault(Blank)
	case account.MatchString(text):
		return value.Unset(name.At)
	case digits.MatchString(text):
		return fault(AccountDigits)
	case strings.ContainsAny(text, "*?"):
		return fault(Wildcard)
	case identities.MatchString(text):
		return value.Unset(name.At)
	case groupARN.MatchString(text):
		return fault(Group)
	case suspended.MatchString(text):
		return value.NotKnown(value.Unsupported, "", name.At)
	case anyARN.MatchString(text):
		return fault(NotAPrincipal)
	case deletedID.MatchString(text):
		return fault(Deleted)
	}
	return fault(NotAPrincipal)
}

// matchesPrincipal says whether a statement is for a kind of caller. One that
// has a fault of its own is left to the rules that speak of it.
func matchesPrincipal(s *model.Statement, caller Caller) Truth {
	if !s.NotPrincipal.IsAbsent() || s.Principal.IsAbsent() || known(s.PrincipalEmpty, "true") {
		return Undecided
	}
	list, complete := principals(s)
	some := Never
	if !complete {
		some = Undecided
	}
	for _, one := range list {
		some = some.Or(matchesOne(one, caller))
	}
	return some
}

func matchesOne(p *model.Principal, caller Caller) Truth {
	if text, known := p.Name.Text(); known && text == everyone && (p.Kind == "" || p.Kind == typeAWS || p.Kind == everyone) {
		return Always
	}
	signs, decided := caller.signs()
	if p.Kind == typeAWS && p.Fault.IsAbsent() && decided && !signs {
		return Never
	}
	if p.Kind == typeAWS && isNamed(p.Name) && decided && !signs {
		return Never
	}
	return Undecided
}

// isNamed reports whether a text of which pieces are not known certainly names
// somebody: it begins as an ARN does, or is the ARN or the account of something.
func isNamed(v value.Value) bool {
	if _, known := v.Text(); known {
		return false
	}
	parts := v.Parts()
	if len(parts) == 0 {
		return false
	}
	if strings.HasPrefix(parts[0].Literal, "arn:") {
		return true
	}
	return len(parts) == 1 && parts[0].IsRef() && (parts[0].Ref.Attr == "arn" || parts[0].Ref.Attr == "account")
}

// known reports whether a value certainly is a text.
func known(v value.Value, text string) bool {
	got, is := v.Text()
	return is && got == text
}
