package origin

import (
	"github.com/gatelint/gatelint/facts/dnsname"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// foreignAlias gives the first alias that is no custom domain's name.
func (j judge) foreignAlias(d *model.Distribution) value.Value {
	certain := d.Aliases.IsAbsent() || d.Aliases.IsKnown() && !d.Aliases.Open()
	for _, alias := range d.Aliases.Items() {
		served, known := j.serves(alias)
		if known && !served {
			return alias
		}
		certain = certain && known
	}
	if !certain {
		return unknown(d.Aliases)
	}
	return value.Unset(d.Aliases.At)
}

// serves reports whether a name is that of a custom domain, and whether that is
// certain.
func (j judge) serves(alias value.Value) (served, certain bool) {
	_, certain = alias.Text()
	for _, domain := range j.all {
		if dnsname.Covers(domain.Name, alias) {
			return true, true
		}
		certain = certain && domain.Name.IsKnown()
	}
	return false, certain
}
