package gatelint.may.set_test

import data.gatelint.may.set
import data.gatelint.testing as t

test_more_than_is_seen_may_be_nothing if {
	set.empty(t.open([]))
	set.empty(t.complete([]))
	not set.empty(t.open([{"id": "a"}]))
	set.whole(t.open([]))
	set.whole(t.complete([]))
}

# Of what is not seen nobody can speak.
test_filled_needs_something_seen if {
	set.filled(t.open([{"id": "a"}]))
	not set.filled(t.open([]))
}

test_none_may_be_there if {
	set.none(t.complete([{"code": t.known("404")}]), "code", "200")
	set.none(t.open([{"code": t.known("404")}, {"code": t.absent}]), "code", "200")
	set.none(t.open([{"code": t.unknown}]), "code", "200")
	not set.none(t.open([{"code": t.known("200")}]), "code", "200")
}

test_a_hidden_value_may_be_missing if {
	set.none_like(t.open([{"code": t.known("404")}]), "code", t.known(200))
	set.none_like(t.open([{"code": t.known("404")}]), "code", t.unknown)
	not set.none_like(t.open([{"code": t.known("404")}]), "code", t.known(404))
	not set.none_like(t.open([]), "code", t.absent)
}
