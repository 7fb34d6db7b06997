package iam

import (
	"net/netip"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// test is one line of a statement's condition: an operator, a key, and the
// values that the key is compared with.
type test struct {
	operator operator
	// key is in lower case; written is the key as it stands in the document.
	key, written string
	keyAt        source.Range
	values       value.Value
}

// operator is a condition operator, taken apart.
type operator struct {
	// name is the operator without what stands around it, "" if there is no
	// such operator.
	name string
	// negated says that it holds where the key is missing, and ifExists that it
	// was told to.
	negated, ifExists bool
	// quantifier is ForAllValues, ForAnyValue or "".
	quantifier string
}

// operators are the condition operators, and whether they are negated.
var operators = map[string]bool{
	"StringEquals": false, "StringNotEquals": true, "StringEqualsIgnoreCase": false, "StringNotEqualsIgnoreCase": true,
	"StringLike": false, "StringNotLike": true,
	"NumericEquals": false, "NumericNotEquals": true, "NumericLessThan": false, "NumericLessThanEquals": false,
	"NumericGreaterThan": false, "NumericGreaterThanEquals": false,
	"DateEquals": false, "DateNotEquals": true, "DateLessThan": false, "DateLessThanEquals": false,
	"DateGreaterThan": false, "DateGreaterThanEquals": false,
	"Bool": false, "BinaryEquals": false, "IpAddress": false, "NotIpAddress": true,
	"ArnEquals": false, "ArnLike": false, "ArnNotEquals": true, "ArnNotLike": true,
}

// isNull is the operator that asks whether a key is missing.
const isNull = "Null"

func operatorOf(text string) operator {
	var o operator
	name := text
	if quantifier, rest, found := strings.Cut(text, ":"); found {
		o.quantifier, name = quantifier, rest
	}
	name, o.ifExists = strings.CutSuffix(name, "IfExists")
	negated, known := operators[name]
	switch {
	case o.quantifier != "" && o.quantifier != "ForAllValues" && o.quantifier != "ForAnyValue":
	case known, name == isNull && !o.ifExists && o.quantifier == "":
		o.name, o.negated = name, negated
	}
	return o
}

// tests gives the lines of a condition and whether these are all.
func tests(s *model.Statement) (list []test, complete bool) {
	if s.Conditions.IsAbsent() {
		return nil, true
	}
	if !s.Conditions.IsKnown() || s.Conditions.Kind() != value.Map {
		return nil, false
	}
	complete = !s.Conditions.Open()
	for _, block := range s.Conditions.Entries() {
		if !block.Value.IsKnown() || block.Value.Kind() != value.Map {
			complete = false
			continue
		}
		complete = complete && !block.Value.Open()
		for _, line := range block.Value.Entries() {
			list = append(list, test{
				operator: operatorOf(block.Key), key: strings.ToLower(line.Key), written: line.Key, keyAt: line.KeyAt,
				values: line.Value,
			})
		}
	}
	return list, complete
}

// condition says whether a statement's condition holds.
func condition(s *model.Statement, caller Caller, network Network) Truth {
	list, complete := tests(s)
	all := Always
	if !complete {
		all = Undecided
	}
	for _, one := range list {
		all = all.And(one.holds(caller, network))
	}
	return all
}

// holds says whether one line of a condition holds.
func (t test) holds(caller Caller, network Network) Truth {
	if t.operator.name == "" || !t.hasValues() {
		return Undecided
	}
	var all Truth
	classOf(t.key).present(caller, network).each(func(present Truth) {
		switch present {
		case Never:
			all |= t.missing()
		case Always:
			all |= t.given(network)
		default:
			all |= mix(t.missing(), t.given(network))
		}
	})
	return all
}

// hasValues reports whether there certainly is something to compare with.
func (t test) hasValues() bool {
	return t.values.IsKnown() && t.values.Kind() != value.Map && (t.values.Kind() != value.List || len(t.values.Items()) > 0) ||
		t.values.IsUnknown() && len(t.values.Parts()) > 0
}

// missing says whether the line holds for a request without the key.
func (t test) missing() Truth {
	switch {
	case t.operator.name == isNull:
		return t.null()
	case t.operator.quantifier == "ForAnyValue" && t.operator.negated:
		return Undecided // documented for positive operators only
	case t.operator.quantifier == "ForAnyValue" && !t.operator.ifExists:
		return Never
	case t.operator.quantifier == "ForAllValues", t.operator.ifExists, t.operator.negated:
		return Always
	}
	return Never
}

// given says whether the line holds for requests with the key. Values are only
// compared for the address that requests come from.
func (t test) given(network Network) Truth {
	switch {
	case t.operator.name == isNull:
		return t.null().Not()
	case t.key != sourceAddress || t.operator.quantifier != "":
		return Undecided
	case t.operator.name == "IpAddress":
		return fromAddresses(t.values, network)
	case t.operator.name == "NotIpAddress":
		return fromAddresses(t.values, network).Not()
	}
	return Undecided
}

// null says whether Null holds where the key is missing.
func (t test) null() Truth {
	values := value.AsList(t.values).Items()
	if len(values) == 1 {
		switch text, _ := values[0].Text(); strings.ToLower(text) {
		case "true":
			return Always
		case "false":
			return Never
		}
	}
	return Undecided
}

// fromAddresses says whether requests come from the listed networks. What
// reaches a private API is not the client's address, so that a list which does
// not hold everything never holds for the clients that were meant.
func fromAddresses(values value.Value, network Network) Truth {
	list := value.AsList(values)
	if list.Open() {
		return Undecided
	}
	for _, item := range list.Items() {
		text, known := item.Text()
		if !known || !narrow(text) {
			return Undecided
		}
	}
	switch network {
	case Endpoint:
		return Never
	case UnknownNetwork:
		return Undecided
	case Public:
	}
	return Never | Sometimes // nobody calls from a private network's address
}

// narrow reports whether a text is an address or a network, and not every one.
func narrow(text string) bool {
	if _, err := netip.ParseAddr(text); err == nil {
		return true
	}
	network, err := netip.ParsePrefix(text)
	return err == nil && network.Bits() > 0
}
