# METADATA
# title: What is possible of one value
# description: |
#   The functions of gatelint.value, read the other way: each holds where what is
#   known does not rule it out, so that a rule which speaks under these and not
#   under those could not be decided. What certainly holds is possible.
#
#   The known pieces of a text still refute: "arn:${var.x}" is not "POST", and
#   what AWS assigns to a resource is none of the words that rules look for.
package gatelint.may.value

import data.gatelint.value

is(v, expected) if value.is(v, expected)

is(v, expected) if _fits(v, sprintf("%v", [expected]))

is_fold(v, expected) if value.is_fold(v, expected)

is_fold(v, expected) if _fits_fold(v, expected)

differs(v, expected) if value.differs(v, expected)

differs(v, _) if _is_hidden(v)

differs_fold(v, expected) if value.differs_fold(v, expected)

differs_fold(v, _) if _is_hidden(v)

one_of(v, expected) if {
	some word in expected
	is(v, word)
}

none_of(v, others) if value.none_of(v, others)

none_of(v, _) if _is_hidden(v)

none_of_fold(v, others) if value.none_of_fold(v, others)

none_of_fold(v, _) if _is_hidden(v)

present(v) if value.present(v)

present(v) if _is_hidden(v)

written(v) if value.written(v)

written(v) if _is_hidden(v)

defaulted(v) if value.defaulted(v)

defaulted(v) if _may_lack(v)

unset(v) if value.unset(v)

unset(v) if _may_lack(v)

blank(v) if value.blank(v)

blank(v) if _fits(v, "")

matches(v, pattern) if value.matches(v, pattern)

matches(v, _) if _is_hidden(v)

unlike(v, pattern) if value.unlike(v, pattern)

unlike(v, _) if _is_hidden(v)

starts_with(v, prefix) if value.starts_with(v, prefix)

starts_with(v, _) if _is_hidden(v)

below(v, limit) if value.below(v, limit)

below(v, _) if _is_hidden(v)

above(v, limit) if value.above(v, limit)

above(v, _) if _is_hidden(v)

equals(v, expected) if value.equals(v, expected)

equals(v, expected) if _fits(v, sprintf("%v", [expected]))

exceeds(a, b) if value.exceeds(a, b)

exceeds(a, _) if _is_hidden(a)

exceeds(_, b) if _is_hidden(b)

same(a, b) if value.same(a, b)

same(a, _) if _is_hidden(a)

same(_, b) if _is_hidden(b)

# What these give is known in both readings; no rule compares it by itself.
text(v) := value.text(v)

number(v) := value.number(v)

items(v) := value.items(v)

empty(v) if value.empty(v)

empty(v) if count(v.known) == 0

empty(v) if _fits(v, "")

filled(v) if value.filled(v)

filled(v) if v.open

filled(v) if _is_hidden(v)

shows_no(v, piece) if value.shows_no(v, piece)

shows_no(v, _) if _may_lack(v)

closed(v) if value.closed(v)

closed(v) if is_array(v.known)

closed(v) if is_object(v.known)

closed(v) if _is_hidden(v)

# _is_hidden: the value is not known, and the dialect has it.
_is_hidden(v) if v.unknown != "inapplicable"

# _may_lack: nothing is seen of the value, not even that there is one. What is
# written as a variable, or as something to be looked up, is there.
_may_lack(v) if {
	_is_hidden(v)
	_pieces(v) == []
	_is_optional(v)
}

_is_optional(v) if v.fact

_is_optional(v) if {
	every reason in ["variable", "data", "computed", "import", "missing-file", "outside-root"] {
		v.unknown != reason
	}
}

_pieces(v) := object.get(v, "parts", [])

# _fits: no known piece of a hidden text says that it is another one.
_fits(v, text) if {
	_is_hidden(v)
	every piece in _pieces(v) {
		_may_hold(text, piece)
	}
	every first in array.slice(_pieces(v), 0, 1) {
		startswith(text, object.get(first, "literal", ""))
	}
	last := count(_pieces(v)) - 1
	every end in array.slice(_pieces(v), last, last + 1) {
		endswith(text, object.get(end, "literal", ""))
	}
}

_fits_fold(v, text) if {
	folded := object.union(v, {"parts": [object.union(piece, {"literal": lower(piece.literal)}) |
		some piece in _pieces(v)
	]})
	_fits(folded, lower(text))
}

_may_hold(text, piece) if contains(text, piece.literal)

_may_hold(_, piece) if piece.hole

_may_hold(_, piece) if piece.ref.resource == ""
