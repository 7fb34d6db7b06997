package gatelint.may.permission_test

import data.gatelint.may.permission
import data.gatelint.testing as t

model(statement) := t.model({"permissions": [t.but(t.statement, statement)]})

test_what_certainly_is_may_be if {
	count(permission.meant(t.uncovered)) == 1 with input as model({})
	permission.wrong_principal(t.but(t.statement, {"principal": t.known("events.amazonaws.com")}))
	permission.wrong_action(t.but(t.statement, {"action": t.known("lambda:GetFunction")}))
	permission.never_matches(t.but(t.statement, {"mismatch": t.known("no")}))
}

# Whether a statement explains a fault refutes nothing.
test_what_is_not_covered_may_be_unexplained if {
	permission.unexplained(t.uncovered) with input as model({"mismatch": t.known("no")})
	permission.unexplained(t.inside(t.uncovered, "invocation", {"state": t.unknown})) with input as model({})
	not permission.unexplained(t.lambda_integration) with input as model({})
}
