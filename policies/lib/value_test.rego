package gatelint.value_test

import data.gatelint.testing as t
import data.gatelint.value

test_nothing_holds_for_unknown if {
	v := t.unknown
	not value.is(v, "POST")
	not value.is_fold(v, "POST")
	not value.differs(v, "POST")
	not value.differs_fold(v, "POST")
	not value.one_of(v, {"POST"})
	not value.none_of(v, {"POST"})
	not value.present(v)
	not value.unset(v)
	not value.blank(v)
	not value.matches(v, ".*")
	not value.unlike(v, "x")
	not value.starts_with(v, "")
	not value.below(v, 1)
	not value.above(v, 1)
	not value.equals(v, 0)
	not value.same(v, v)
	not value.empty(v)
	not value.closed(v)
	not value.items(v)
	not value.none_of_fold(v, {"POST"})
	not value.filled(v)
	not value.shows_no(v, "x")
}

test_only_absence_holds_for_absent if {
	v := t.absent
	value.unset(v)
	value.blank(v)
	not value.is(v, "POST")
	not value.differs(v, "POST")
	not value.differs_fold(v, "POST")
	not value.none_of(v, {"POST"})
	not value.present(v)
	not value.empty(v)
}

test_comparisons_of_known_text if {
	v := t.known("get")
	value.is(v, "get")
	value.is_fold(v, "GET")
	value.differs(v, "GET")
	value.differs_fold(v, "POST")
	not value.differs(v, "get")
	not value.differs_fold(v, "GET")
	value.one_of(v, {"get", "put"})
	not value.one_of(v, {"put"})
	value.none_of(v, {"put"})
	not value.none_of(v, {"get"})
	value.none_of_fold(v, {"PUT", "POST"})
	not value.none_of_fold(v, {"GET"})
	value.present(v)
	not value.unset(v)
	not value.blank(v)
	value.blank(t.known(""))
	value.matches(v, "^g")
	not value.matches(v, "^x")
	value.unlike(v, "^x")
	not value.unlike(v, "^g")
	value.starts_with(v, "ge")
	not value.starts_with(v, "x")
	value.same(v, t.known_at("get", 9))
	not value.same(v, t.known("put"))
}

test_one_dialect_writes_a_text_and_another_a_number if {
	not value.differs(t.known("200"), 200)
	not value.differs(t.known(200), "200")
	value.differs(t.known(200), "201")
	not value.none_of(t.known(200), {"200"})
	value.same(t.known(200), t.known("200"))
	value.equals(t.known("0"), 0)
	value.equals(t.known(0), 0)
	value.below(t.known("29"), 30)
	not value.below(t.known(30), 30)
	value.above(t.known(31), 30)
	not value.above(t.known("30"), 30)
	not value.equals(t.known("zero"), 0)
	value.differs(t.known(true), "false")
}

# A list or a map may hold unknown items, so it never differs from anything.
test_lists_are_not_compared if {
	list := t.known([t.unknown])
	not value.differs(list, "POST")
	not value.none_of(list, {"POST"})
	value.items(list) == [t.unknown]
}

test_emptiness_needs_a_closed_list if {
	value.empty(t.known([]))
	value.empty(t.known({}))
	value.empty(t.known(""))
	not value.empty(t.known([t.unknown]))
	not value.empty({"known": [], "open": true, "at": 1})
	not value.empty({"known": {}, "open": true, "at": 1})
	not value.empty(t.known(0))
}

test_defaults_are_told_from_what_is_written if {
	value.written(t.known("x"))
	value.defaulted({"known": "x", "default": true, "at": 1})
	not value.written({"known": "x", "default": true, "at": 1})
	not value.defaulted(t.known("x"))
	not value.written(t.unknown)
	not value.defaulted(t.unknown)
	not value.written(t.absent)
}

test_filled_needs_something if {
	value.filled(t.known([t.unknown]))
	value.filled(t.known({"a": t.unknown}))
	not value.filled(t.known([]))
	not value.filled(t.known({}))
	not value.filled(t.absent)
}

test_what_a_name_shows if {
	value.shows_no(t.known("api.example.com"), ".execute-api.")
	not value.shows_no(t.known("x.execute-api.eu-west-1.amazonaws.com"), ".execute-api.")
	value.shows_no({"unknown": "variable", "at": 1, "parts": [{"literal": "api."}, {"hole": "variable"}]}, ".execute-api.")
	value.shows_no(t.reference("aws_api_gateway_domain_name.d", "name"), ".execute-api.")
	not value.shows_no(
		{"unknown": "variable", "at": 1, "parts": [{"hole": "variable"}, {"literal": ".execute-api.x"}]},
		".execute-api.",
	)
	not value.shows_no(t.absent, ".execute-api.")
}
