package rules

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/open-policy-agent/opa/v1/rego"
)

// violation is what a policy hands out: a finding in indexes.
type violation struct {
	At       int        `json:"at"`
	Message  string     `json:"message"`
	Args     []argument `json:"args"`
	Evidence []int      `json:"evidence"`
	Related  []struct {
		At      int    `json:"at"`
		Message string `json:"message"`
	} `json:"related"`
	Severity Severity `json:"severity"`
}

// argument stands for one %s of a message: a text, or a value by its index.
type argument struct {
	Text *string `json:"text"`
	At   *int    `json:"at"`
}

// violations reads the result of a rule's query. Both keys and types come from
// the library of the policies, so that anything unexpected is a fault of ours.
func violations(results rego.ResultSet) ([]violation, error) {
	if len(results) == 0 || len(results[0].Expressions) == 0 {
		return nil, nil
	}
	text, err := json.Marshal(results[0].Expressions[0].Value)
	if err != nil {
		return nil, fmt.Errorf("reading the findings of a policy: %w", err)
	}
	var list []violation
	if err := json.Unmarshal(text, &list); err != nil {
		return nil, fmt.Errorf("reading the findings of a policy: %w", err)
	}
	return list, nil
}

// text fills the arguments into the message, as show gives them.
func (v *violation) text(show func(argument) string) (string, error) {
	pieces := strings.Split(v.Message, "%s")
	if len(pieces) != len(v.Args)+1 {
		return "", fmt.Errorf("the message has %d holes, but there are %d arguments", len(pieces)-1, len(v.Args))
	}
	var message strings.Builder
	message.WriteString(pieces[0])
	for i, arg := range v.Args {
		message.WriteString(show(arg))
		message.WriteString(pieces[i+1])
	}
	return message.String(), nil
}
