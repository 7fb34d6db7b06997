# METADATA
# title: What may be said of one value
# description: |
#   Every function is true only of what is known, and unset only of what is
#   certainly absent: an unknown value has no key "known", so nothing here holds
#   for it. Rules read values through these functions alone.
package gatelint.value

# is: the value is certainly expected.
is(v, expected) if v.known == expected

# is_fold: the value certainly is this text, whatever the case.
is_fold(v, expected) if lower(v.known) == lower(expected)

# differs: the value certainly is something else. A text never differs from a
# number by kind alone, because dialects write one for the other.
differs(v, expected) if {
	text(v) != sprintf("%v", [expected])
}

# differs_fold: the value certainly is another text, whatever the case.
differs_fold(v, expected) if lower(text(v)) != lower(expected)

# one_of: the value certainly is one of the expected ones.
one_of(v, expected) if v.known in expected

# none_of: the value is a scalar and certainly none of these.
none_of(v, others) if {
	known := text(v)
	every other in others {
		known != sprintf("%v", [other])
	}
}

# none_of_fold: the value is a scalar and certainly none of these, whatever the
# case.
none_of_fold(v, others) if {
	known := lower(text(v))
	every other in others {
		known != lower(other)
	}
}

# present: there certainly is a value, and it is known.
present(v) if _ := v.known

# written: there certainly is a value, and it is known and no default of the
# dialect.
written(v) if {
	present(v)
	object.get(v, "default", false) == false
}

# defaulted: nothing is written, and the dialect's default applies.
defaulted(v) if v["default"]

# unset: there certainly is no value.
unset(v) if v.absent

# blank: there certainly is no value, or an empty text.
blank(v) if v.absent

blank(v) if v.known == ""

# matches: the text is known and matches the pattern (RE2, unanchored).
matches(v, pattern) if regex.match(pattern, v.known)

# unlike: the text is known and does not match the pattern.
unlike(v, pattern) if regex.match(pattern, v.known) == false

# starts_with: the text is known and starts with the prefix.
starts_with(v, prefix) if startswith(v.known, prefix)

# number: the known number, also where it is written as a text.
number(v) := to_number(v.known)

# below, above, equals: comparisons of known numbers.
below(v, limit) if number(v) < limit

above(v, limit) if number(v) > limit

equals(v, expected) if number(v) == expected

# exceeds: both numbers are known, and a is the larger one.
exceeds(a, b) if number(a) > number(b)

# same: two scalars are known, and are the same text.
same(a, b) if text(a) == text(b)

# text: the known scalar as a text.
text(v) := v.known if is_string(v.known)

text(v) := sprintf("%v", [v.known]) if is_number(v.known)

text(v) := sprintf("%v", [v.known]) if is_boolean(v.known)

# items: the items of a known list. There may be more if the list is open.
items(v) := v.known if is_array(v.known)

# empty: a list, map or text that certainly has nothing in it.
empty(v) if {
	closed(v)
	count(v.known) == 0
}

# filled: a list or map that has something in it.
filled(v) if {
	some _ in v.known
}

# shows_no: the text does not contain this as far as it is seen, and something
# of it is seen. This is the one helper for which a hole in a text is no
# obstacle; it is for names of which a variable part is normal.
shows_no(v, piece) if {
	known := text(v)
	indexof(known, piece) == -1
}

shows_no(v, piece) if {
	some _ in v.parts
	every part in v.parts {
		indexof(object.get(part, "literal", ""), piece) == -1
	}
}

# closed: a list or map of which everything is seen.
closed(v) if {
	is_array(v.known)
	object.get(v, "open", false) == false
}

closed(v) if {
	is_object(v.known)
	object.get(v, "open", false) == false
}

closed(v) if is_string(v.known)
