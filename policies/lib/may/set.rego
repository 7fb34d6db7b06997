# METADATA
# title: What is possible of a set of entities
# description: |
#   The functions of gatelint.set, read the other way: a set that may hold more
#   may also hold nothing more, or just what a rule looks for.
package gatelint.may.set

import data.gatelint.set

import data.gatelint.may.value

empty(s) if set.empty(s)

empty(s) if count(s.items) == 0

whole(s) if is_object(s)

# filled: of what is not seen nobody can speak, even where there may be some.
filled(s) if set.filled(s)

none(s, field, expected) if set.none(s, field, expected)

none(s, field, expected) if {
	every item in s.items {
		_may_lack(item[field], expected)
	}
}

# none_like: a hidden value may be one that no item has.
none_like(s, field, v) if none(s, field, value.text(v))

none_like(_, _, v) if v.unknown != "inapplicable"

_may_lack(v, expected) if value.differs(v, expected)

_may_lack(v, _) if value.unset(v)
