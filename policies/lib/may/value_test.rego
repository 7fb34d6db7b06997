package gatelint.may.value_test

import data.gatelint.may.value
import data.gatelint.testing as t

# What is hidden: a variable, a fact, and texts of which pieces are seen.
variable := {"unknown": "variable", "at": 1}

fact := {"unknown": "computed", "fact": true, "at": 1}

choice := {"unknown": "condition", "at": 1}

written(parts) := {"unknown": "variable", "parts": parts, "at": 1}

outside := {"unknown": "inapplicable", "at": 1}

open(items) := {"known": items, "open": true, "at": 1}

test_what_is_hidden_may_be_anything if {
	value.is(variable, "POST")
	value.is(variable, false)
	value.is_fold(variable, "post")
	value.differs(variable, "POST")
	value.differs_fold(variable, "POST")
	value.one_of(variable, {"GET", "POST"})
	value.none_of(variable, {"GET", "POST"})
	value.none_of_fold(variable, {"GET", "POST"})
	value.present(variable)
	value.written(variable)
	value.matches(variable, "^x$")
	value.unlike(variable, "^x$")
	value.starts_with(variable, "x")
	value.below(variable, 1)
	value.above(variable, 1)
	value.equals(variable, 0)
	value.exceeds(variable, t.known(1))
	value.exceeds(t.known(1), variable)
	value.same(variable, t.known("x"))
	value.same(t.known("x"), variable)
	value.empty(variable)
	value.blank(variable)
	value.filled(variable)
	value.closed(variable)
	value.shows_no(choice, "x")
}

# Something out of sight may also not be there; a variable that is written is.
test_what_may_be_missing if {
	value.unset(fact)
	value.unset(choice)
	value.defaulted(fact)
	value.defaulted(choice)
	not value.unset(variable)
	not value.defaulted(variable)
	not value.unset(written([{"literal": "x"}, {"hole": "condition"}]))
}

test_what_nothing_makes_known_may_be_nothing if {
	not value.is(outside, "POST")
	not value.differs(outside, "POST")
	not value.present(outside)
	not value.unset(outside)
}

test_pieces_refute if {
	text := written([{"literal": "PO"}, {"hole": "variable"}, {"literal": "T"}])
	value.is(text, "POST")
	value.is_fold(text, "post")
	not value.is(text, "GET")
	not value.is(text, "SPOUT")
	not value.is(text, "POTS")
	not value.is_fold(text, "get")
	not value.blank(text)
	value.is(written([{"ref": {"resource": "", "attr": "region"}}]), "us-east-1")
	not value.is(t.reference("aws_lambda_function.f", "arn"), "POST")
}

# Of what is known both readings say the same.
test_what_is_known if {
	value.is(t.known("POST"), "POST")
	not value.is(t.known("POST"), "GET")
	value.is_fold(t.known("post"), "POST")
	value.differs(t.known("GET"), "POST")
	not value.differs(t.known("POST"), "POST")
	value.differs_fold(t.known("GET"), "post")
	value.one_of(t.known("GET"), {"GET"})
	not value.one_of(t.known("PUT"), {"GET"})
	value.none_of(t.known("PUT"), {"GET"})
	not value.none_of(t.known("GET"), {"GET"})
	value.none_of_fold(t.known("PUT"), {"get"})
	value.present(t.known("x"))
	not value.present(t.absent)
	value.written(t.known("x"))
	value.defaulted({"known": "x", "default": true, "at": 1})
	value.unset(t.absent)
	not value.unset(t.known("x"))
	value.blank(t.absent)
	not value.blank(t.known("x"))
	value.matches(t.known("xy"), "^x")
	value.unlike(t.known("xy"), "^y")
	value.starts_with(t.known("xy"), "x")
	value.below(t.known(1), 2)
	value.above(t.known(2), 1)
	value.equals(t.known("0"), 0)
	value.exceeds(t.known(2), t.known(1))
	not value.exceeds(t.known(1), t.known(1))
	value.same(t.known(1), t.known("1"))
	value.text(t.known(1)) == "1"
	value.number(t.known("1")) == 1
	value.items(t.known([t.unknown])) == [t.unknown]
	value.empty(t.known([]))
	not value.empty(t.known([1]))
	value.filled(t.known([1]))
	not value.filled(t.known([]))
	value.shows_no(t.known("x"), "y")
	not value.shows_no(t.known("x"), "x")
	value.closed(t.known([]))
	value.closed(t.known("x"))
}

# A list of which not all is seen may have more in it, or not.
test_what_is_open if {
	value.empty(open([]))
	value.filled(open([]))
	value.closed(open([]))
	value.closed(open({}))
	not value.empty(open([1]))
}
