package gatelint.set_test

import data.gatelint.set
import data.gatelint.testing as t

test_empty_needs_completeness if {
	set.empty(t.complete([]))
	not set.empty(t.open([]))
	not set.empty(t.complete([{"id": "a"}]))
}

test_whole_is_complete if {
	set.whole(t.complete([]))
	not set.whole(t.open([]))
}

test_filled_needs_none if {
	set.filled(t.open([{"id": "a"}]))
	not set.filled(t.complete([]))
}

test_none_needs_all_items_known if {
	set.none(t.complete([]), "code", "200")
	set.none(t.complete([{"code": t.known("404")}, {"code": t.absent}]), "code", "200")
	set.none(t.complete([{"code": t.known(404)}]), "code", "200")
	not set.none(t.complete([{"code": t.known("200")}]), "code", "200")
	not set.none(t.complete([{"code": t.known(200)}]), "code", "200")
	not set.none(t.complete([{"code": t.known("404")}, {"code": t.unknown}]), "code", "200")
	not set.none(t.open([{"code": t.known("404")}]), "code", "200")
}

test_none_like_needs_a_known_value if {
	responses := t.complete([{"code": t.known("404")}])
	set.none_like(responses, "code", t.known(200))
	not set.none_like(responses, "code", t.known(404))
	not set.none_like(responses, "code", t.unknown)
	not set.none_like(responses, "code", t.absent)
}
