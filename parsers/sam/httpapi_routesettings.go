package sam

import (
	"strings"

	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// addRouteSettings adds to the settings of the routes of HTTP APIs those that
// the events have themselves. The globals come after: a setting that depends on
// a condition replaces theirs.
func (e *expander) addRouteSettings() {
	for _, of := range e.items {
		if of.isServerless() {
			e.addRouteSettingsOf(of)
		}
	}
}

func (e *expander) addRouteSettingsOf(of *item) {
	var all *tree.Node
	for _, r := range of.routes {
		written := r.properties.Entry("RouteSettings")
		if r.kind != httpRoutes || written == nil || written.Value.Kind == tree.Null {
			continue
		}
		if all == nil {
			if all = e.ownRouteSettings(of, *written); all == nil {
				return
			}
		}
		e.addRouteSetting(all, r, *written)
	}
}

// ownRouteSettings gives an API's RouteSettings as a mapping of our own, nil if
// they are no mapping. event is the setting of an event, which is their place
// where the API has none.
func (e *expander) ownRouteSettings(of *item, event tree.Entry) *tree.Node {
	written := of.properties.Entry("RouteSettings")
	if written == nil || written.Value.Kind == tree.Null {
		all := at(event.KeyAt).Map()
		of.properties.Put(tree.Entry{Key: "RouteSettings", KeyAt: event.KeyAt, Value: all})
		return all
	}
	if written.Value.Kind != tree.Mapping || !e.spend(len(written.Value.Entries)) {
		e.refuse(written.KeyAt, "the RouteSettings of "+of.id+" must be a mapping")
		return nil
	}
	written.Value = written.Value.Own()
	return written.Value
}

// addRouteSetting adds the settings of one event.
func (e *expander) addRouteSetting(all *tree.Node, r *route, written tree.Entry) {
	b := at(r.at)
	settings := when(b, r.of.condition(), written.Value)
	if name, arg := intrinsic(settings); name != "" {
		settings = b.Call(name, arg)
	}
	if settings.Kind != tree.Mapping {
		e.refuse(written.KeyAt, "the RouteSettings of the event "+r.id+" must be a mapping")
		return
	}
	key := strings.ToUpper(r.method.Text) + " " + r.path.Text
	if r.method.Text == anyMethod {
		key = r.path.Text
	}
	one := b.Map()
	if before := given(all, key); before != nil && before.Kind == tree.Mapping {
		one = before.Own()
	}
	for _, entry := range settings.Entries {
		one.Put(entry)
	}
	all.Put(b.Entry(key, one))
}
