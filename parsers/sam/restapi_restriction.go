package sam

import (
	"regexp"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// restriction is what one kind of list of a ResourcePolicy says, for every
// path alike: that some accounts may call it or may not, or that nobody may
// under a condition.
type restriction struct {
	place     source.Range
	effect    string
	accounts  *tree.Node
	condition *tree.Node
}

// Lists of a ResourcePolicy, with what they do to those who are in them.
var (
	accountLists = []struct{ property, effect string }{
		{"AwsAccountWhitelist", "Allow"},
		{"AwsAccountBlacklist", "Deny"},
	}
	addressLists = []struct{ property, operator string }{
		{"IpRangeWhitelist", "NotIpAddress"},
		{"IpRangeBlacklist", "IpAddress"},
	}
	endpointLists = []struct{ kind, operator string }{
		{"Blacklist", "StringEquals"},
		{"Whitelist", "StringNotEquals"},
	}
)

// restrictions reads the lists of a ResourcePolicy.
func (e *expander) restrictions(of *item, written *tree.Node) []restriction {
	var found []restriction
	for _, one := range accountLists {
		entry := moved(written, one.property, "AWS")
		if !isSet(entry.Value) {
			continue
		}
		switch accounts := e.decided(entry.Value); {
		case accounts.IsScalar():
			e.refuse(entry.KeyAt, one.property+" of "+of.id+" must be a list of accounts")
			continue
		case accounts.Kind != tree.Sequence:
			entry.Value = at(accounts.At).List(accounts)
		}
		found = append(found, restriction{place: entry.KeyAt, effect: one.effect, accounts: at(entry.KeyAt).Map(entry)})
	}
	deny := func(operator string, keys ...tree.Entry) {
		b := at(keys[0].KeyAt)
		found = append(found, restriction{place: b.At, condition: b.Call(operator, b.Map(keys...))})
	}
	for _, one := range addressLists {
		entry := moved(written, one.property, "aws:SourceIp")
		if !isSet(entry.Value) {
			continue
		}
		if entry.Value.Kind != tree.Sequence {
			entry.Value = at(entry.Value.At).List(entry.Value)
		}
		deny(one.operator, entry)
	}
	for _, one := range endpointLists {
		if keys := e.endpoints(of, written, one.kind); len(keys) > 0 {
			deny(one.operator, keys...)
		}
	}
	return found
}

// statements gives the statements of a restriction for some requests.
func (r restriction) statements(requests func(tree.Builder) *tree.Node) []*tree.Node {
	b := at(r.place)
	statement := func(effect string, principal, condition *tree.Node) *tree.Node {
		return b.Map(
			b.Entry("Effect", b.Text(effect)),
			b.Entry("Action", b.Text("execute-api:Invoke")),
			b.Entry("Resource", requests(b)),
			b.Entry("Principal", principal),
			b.Entry("Condition", condition),
		)
	}
	if r.accounts != nil {
		return []*tree.Node{statement(r.effect, r.accounts, nil)}
	}
	return []*tree.Node{statement("Allow", b.Text("*"), nil), statement("Deny", b.Text("*"), r.condition)}
}

// restrict adds the statements of restrictions for the methods of a path; false
// if nothing more can be added.
func (e *expander) restrict(d *document, p *resourcePolicy, restrictions []restriction, path string, stage *tree.Node) bool {
	var patterns []string
	for _, item := range d.pathItems(path) {
		if !e.spend(len(item.Entries)) {
			return false
		}
		for _, entry := range item.Entries {
			patterns = append(patterns, "execute-api:/${__Stage__}/"+permittedMethod(entry.Key)+starred(path))
		}
	}
	requests := func(b tree.Builder) *tree.Node {
		all := b.List()
		for _, pattern := range patterns {
			all.Items = append(all.Items, sub(b, pattern, b.Entry("__Stage__", stage)))
		}
		return all
	}
	for _, one := range restrictions {
		for _, statement := range one.statements(requests) {
			if !e.spend(statement.Size(e.budget + 1)) {
				return false
			}
			if fresh := p.note(statement); fresh || one.accounts != nil {
				p.append(statement)
			}
		}
	}
	return true
}

var endpointID = regexp.MustCompile(`^(vpc|vpce)-`)

// The keys of a condition that tell networks and their endpoints apart.
const (
	sourceNetwork  = "aws:SourceVpc"
	sourceEndpoint = "aws:SourceVpce"
)

// endpoints gives the networks and endpoints of a kind of list as the keys of a
// condition.
func (e *expander) endpoints(of *item, written *tree.Node, kind string) []tree.Entry {
	found := &tree.Node{Kind: tree.Mapping}
	collect := func(key string, from *tree.Entry, items ...*tree.Node) {
		if found.Get(key) == nil {
			found.Put(tree.Entry{Key: key, KeyAt: from.KeyAt, Value: at(from.KeyAt).List()})
		}
		values := found.Get(key)
		values.Items = append(values.Items, items...)
	}
	if entry := written.Entry("SourceVpc" + kind); entry != nil && entry.Value.Kind == tree.Sequence {
		for _, one := range entry.Value.Items {
			name := e.decided(one)
			id := endpointID.FindStringSubmatch(text(name))
			switch {
			case e.undecided(one): // which of both it is does not matter then
				collect(sourceNetwork, entry, one)
			case !isText(name):
				e.refuse(one.At, entry.Key+" of "+of.id+" takes plain texts; put what is a function into IntrinsicVpc"+kind+" or IntrinsicVpce"+kind)
			case id == nil: // the transform passes over it without a word
			case id[1] == "vpc":
				collect(sourceNetwork, entry, one)
			default:
				collect(sourceEndpoint, entry, one)
			}
		}
	}
	for _, one := range []struct{ key, property string }{
		{sourceNetwork, "IntrinsicVpc" + kind},
		{sourceEndpoint, "IntrinsicVpce" + kind},
	} {
		entry := written.Entry(one.property)
		if entry == nil || !isSet(entry.Value) {
			continue
		}
		if entry.Value.Kind != tree.Sequence {
			e.refuse(entry.KeyAt, one.property+" of "+of.id+" must be a list")
		}
		collect(one.key, entry, list(entry.Value)...)
	}
	return found.Entries
}
