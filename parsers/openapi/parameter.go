package openapi

import (
	"strings"

	"github.com/gatelint/gatelint/internal/value"
)

// places are the places of a request in which a parameter may stand, in the
// words of documents and of request parameters.
var places = map[string]string{"path": "path", "query": "querystring", "header": "header"}

// declared collects the request parameters of a method, each with whether it is
// required.
type declared struct {
	properties

	names map[string]bool
	open  bool
}

func (d *declared) declare(name string, required value.Value) {
	if !d.names[name] {
		d.names[name] = true
		d.setAt(name, required, required.At)
	}
}

// requestParameters gives the parameters that a method declares: those of the
// operation, which count more, of its path, and the variables in the path,
// which the import declares by itself.
func (x *expansion) requestParameters(o operation) value.Value {
	d := declared{names: map[string]bool{}}
	for _, around := range []value.Value{o.body, o.item} {
		x.declareAll(&d, x.follow(around.Get("parameters")))
	}
	for _, segment := range segmentsOf(o.path) {
		if name, ok := strings.CutPrefix(segment, "{"); ok {
			name = strings.TrimRight(name, "+}")
			d.declare("method.request.path."+name, value.OfBool(true, o.at))
		}
	}
	if len(d.properties) == 0 && !d.open {
		return value.Unset(o.at)
	}
	return value.OfMap(d.properties, d.open, o.at)
}

func (x *expansion) declareAll(d *declared, list value.Value) {
	d.open = d.open || list.IsUnknown() || list.Open()
	for _, item := range list.Items() {
		parameter := x.follow(item)
		in, inKnown := parameter.Get("in").Text()
		name, nameKnown := parameter.Get("name").Text()
		if !inKnown || !nameKnown || !x.spend(item.At) {
			d.open = true
			continue
		}
		if place, ok := places[in]; ok { // others stand in the body, or in cookies
			required := parameter.Get("required")
			if required.IsAbsent() {
				required = value.OfBool(false, item.At)
			}
			d.declare("method.request."+place+"."+name, required)
		}
	}
}
