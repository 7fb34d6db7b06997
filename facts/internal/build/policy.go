package build

import (
	"encoding/json"
	"strings"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// JSON reads a document in which texts are as Value has them.
func JSON(text string) value.Value {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	v, err := decode(decoder)
	if err != nil {
		panic("build.JSON: " + err.Error() + " in " + text)
	}
	return v
}

func decode(d *json.Decoder) (value.Value, error) {
	token, err := d.Token()
	if err != nil {
		return value.Value{}, err
	}
	switch t := token.(type) {
	case string:
		return Value(t), nil
	case json.Number:
		return value.OfNumber(t.String(), nowhere), nil
	case bool:
		return value.OfBool(t, nowhere), nil
	case json.Delim:
		return inside(d, t)
	}
	return value.Unset(nowhere), nil
}

// inside reads what a bracket or a brace begins, and its end.
func inside(d *json.Decoder, begin json.Delim) (value.Value, error) {
	var items []value.Value
	var entries []value.Entry
	for d.More() {
		var key string
		if begin == '{' {
			token, err := d.Token()
			if err != nil {
				return value.Value{}, err
			}
			key, _ = token.(string)
		}
		v, err := decode(d)
		if err != nil {
			return value.Value{}, err
		}
		items, entries = append(items, v), append(entries, value.Entry{Key: key, Value: v})
	}
	if _, err := d.Token(); err != nil {
		return value.Value{}, err
	}
	if begin == '{' {
		return value.OfMap(entries, false, nowhere), nil
	}
	return value.OfList(items, false, nowhere), nil
}

// Statement gives a statement of a policy from its text.
func Statement(text string) *model.Statement {
	v := JSON(text)
	list := func(name string) value.Value { return value.AsList(v.Get(name)) }
	return &model.Statement{
		Block: v, Sid: v.Get("Sid"), Effect: v.Get("Effect"), Principal: v.Get("Principal"), NotPrincipal: v.Get("NotPrincipal"),
		Actions: list("Action"), NotActions: list("NotAction"), Resources: list("Resource"), NotResources: list("NotResource"),
		Conditions: v.Get("Condition"),
	}
}

// Policy attaches a policy with statements to an API.
func Policy(m *model.Model, api *model.API, statements ...string) *model.Policy {
	policy := &model.Policy{
		Entity: Entity("policy"), Carrier: model.OnAPI, API: api, Document: JSON("{}"), StatementsSet: model.Set{Complete: true},
	}
	for _, text := range statements {
		policy.Statements = append(policy.Statements, Statement(text))
	}
	m.Policies = append(m.Policies, policy)
	api.Policies = append(api.Policies, policy)
	return policy
}
