package tfplan

import (
	"regexp"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/parsers/terraform"
)

// A plan over resources that exist already knows the ids that AWS has given
// them, and every text that is made of them. They are taken for what they are in
// a configuration: references. So what belongs together stays joined, and a
// plan says the same as its configuration, whether or not it was applied before.

// unique lists the attributes that no two resources share, in whatever text they
// stand.
var unique = map[string][]string{
	"aws_api_gateway_rest_api":     {"id", "execution_arn"},
	"aws_apigatewayv2_api":         {"id", "execution_arn"},
	"aws_lambda_function":          {"arn"},
	"aws_lambda_alias":             {"arn"},
	"aws_vpc_endpoint":             {"id"},
	"aws_api_gateway_domain_name":  {"regional_domain_name", "cloudfront_domain_name"},
	"aws_apigatewayv2_domain_name": {"regional_domain_name"},
	"aws_cloudfront_distribution":  {"domain_name"},
	"aws_lb":                       {"dns_name"},
}

// assignedIDs finds references to resources that exist.
type assignedIDs struct {
	// texts are what an id or ARN is made of that is unique in any text, nil
	// where two resources have it; arguments those that are unique as the
	// value of an argument.
	texts     map[string][]value.Part
	arguments map[argument]value.Ref
}

// argument is an argument that holds an id, and the id.
type argument struct{ name, text string }

// ambiguous stands for an id that two resources have as the same argument.
var ambiguous = value.Ref{Address: "?"}

// assigned collects what is known of the ids of the plan's resources.
func (p *plan) assigned() assignedIDs {
	ids := assignedIDs{texts: map[string][]value.Part{}, arguments: map[argument]value.Ref{}}
	for _, i := range p.instances {
		if i.data {
			continue
		}
		for _, attr := range unique[i.kind] {
			if text := i.assigned(attr); text != "" {
				ids.addText(text, p.madeOf(i, attr))
			}
		}
		for name, types := range identities {
			attr := types[i.kind]
			text := i.assigned(attr)
			if text == "" {
				continue
			}
			key := argument{name, text}
			if name == "target" {
				key.text = targetPrefix + text
			}
			ref := value.Ref{Address: i.address, Attr: attr}
			if _, taken := ids.arguments[key]; taken {
				ref = ambiguous
			}
			ids.arguments[key] = ref
		}
	}
	return ids
}

// madeOf gives the parts of an attribute that the provider computes.
func (p *plan) madeOf(i *instance, attr string) []value.Part {
	if form := terraform.Canonical(i.kind, attr); form != "" {
		return p.expand(i, form).Parts()
	}
	return []value.Part{{Ref: value.Ref{Address: i.address, Attr: attr}}}
}

func (ids assignedIDs) addText(text string, parts []value.Part) {
	if _, taken := ids.texts[text]; taken {
		parts = nil
	}
	ids.texts[text] = parts
}

// assigned gives a known attribute of a resource; "" if it is not known.
func (i *instance) assigned(attr string) string {
	planned := i.planned.get("values", attr)
	if attr == "regional_domain_name" && i.kind == "aws_apigatewayv2_domain_name" {
		if blocks := i.planned.get("values", "domain_name_configuration").items(); len(blocks) == 1 {
			planned = blocks[0].get("target_domain_name")
		}
	}
	text, _ := planned.text()
	return text
}

// tokens are the stretches of a text that may be an id: the ARN of a function or
// alias, the execution ARN of an API, a host name, a word.
var tokens = regexp.MustCompile(`arn:aws[a-z-]*:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9_-]+)?|` +
	`arn:aws[a-z-]*:execute-api:[a-z0-9-]+:[0-9]{12}:[a-z0-9]+|[A-Za-z0-9][A-Za-z0-9.-]*`)

// rewrite gives a text with references in place of ids.
func (ids assignedIDs) rewrite(name, text string, at source.Range) value.Value {
	if ref, ok := ids.arguments[argument{name, text}]; ok && ref != ambiguous {
		v := value.OfRef(ref, at)
		if strings.HasPrefix(text, targetPrefix) {
			v = value.Concat(value.OfText(targetPrefix, at), v)
		}
		return v
	}
	if len(ids.texts) == 0 {
		return value.OfText(text, at)
	}
	var parts []value.Part
	rest := 0
	for _, span := range tokens.FindAllStringIndex(text, -1) {
		found, length := ids.find(text[span[0]:span[1]])
		if found == nil {
			continue
		}
		parts = append(append(parts, value.Part{Literal: text[rest:span[0]]}), found...)
		rest = span[0] + length
	}
	if parts == nil {
		return value.OfText(text, at)
	}
	return value.OfParts(append(parts, value.Part{Literal: text[rest:]}), at)
}

// find gives what the id is made of that a token begins with, and its length.
// The qualifier of a function may follow, or the domain of a host.
func (ids assignedIDs) find(token string) (parts []value.Part, length int) {
	if parts := ids.texts[token]; parts != nil {
		return parts, len(token)
	}
	if !strings.HasPrefix(token, "arn:") {
		host, _, _ := strings.Cut(token, ".")
		return ids.texts[host], len(host)
	}
	last := strings.LastIndex(token, ":")
	if parts := ids.texts[token[:last]]; parts != nil {
		return parts, last
	}
	if parts := ids.texts[token[last+1:]]; parts != nil { // an API's id in the ARN of another account
		return append([]value.Part{{Literal: token[:last+1]}}, parts...), len(token)
	}
	return nil, 0
}

// rewriteAll rewrites every text in a structure and gives all of it a place.
func (ids assignedIDs) rewriteAll(v value.Value, at source.Range) value.Value {
	inner := v.Inner()
	text, isScalar := v.Text()
	switch {
	case v.IsKnown() && v.Kind() == value.List:
		items := make([]value.Value, len(v.Items()))
		for n, item := range v.Items() {
			items[n] = ids.rewriteAll(item, at)
		}
		return value.OfList(items, v.Open(), at)
	case v.IsKnown() && v.Kind() == value.Map:
		entries := make([]value.Entry, len(v.Entries()))
		for n, entry := range v.Entries() {
			entries[n] = value.Entry{Key: entry.Key, KeyAt: at, Value: ids.rewriteAll(entry.Value, at)}
		}
		return value.OfMap(entries, v.Open(), at)
	case isScalar && v.Kind() == value.Text:
		v = ids.rewrite("", text, at)
	}
	v.At = at
	if inner != nil {
		v = v.WithInner(ids.rewriteAll(*inner, at))
	}
	return v
}
