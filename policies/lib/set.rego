# METADATA
# title: What may be said of a set of entities
# description: |
#   A set knows whether it is complete. Nothing is ever said to be missing from
#   a set that is not: something out of sight may provide it.
package gatelint.set

import data.gatelint.value

# empty: there certainly is nothing of the kind.
empty(s) if {
	s.complete
	count(s.items) == 0
}

# whole: what is seen certainly is all there is.
whole(s) if s.complete

# filled: there is at least one.
filled(s) if count(s.items) > 0

# none: there certainly is no item whose field has this value. An item whose
# field is not known might have it.
none(s, field, expected) if {
	s.complete
	every item in s.items {
		_lacks(item[field], expected)
	}
}

# none_like: there certainly is no item whose field is the same text as v.
none_like(s, field, v) if none(s, field, value.text(v))

_lacks(v, expected) if value.differs(v, expected)

_lacks(v, _) if value.unset(v)
