package gatelint.origin_test

import data.gatelint.origin
import data.gatelint.testing as t

test_hosts_of_api_gateway[class] if {
	some class in ["stage", "regional", "edge", "custom-domain"]
	origin.to_api(t.but(t.origin, t.hosted(t.known(class))))
}

test_other_hosts[note] if {
	some note, class in {
		"bucket": t.known("other"),
		"distribution": t.known("distribution"),
		"vpc endpoint": t.known("vpc-endpoint"),
		"unknown": t.unknown,
		"absent": t.absent,
	}
	not origin.to_api(t.but(t.origin, t.hosted(class)))
}
