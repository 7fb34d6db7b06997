package gatelint.permission_test

import data.gatelint.permission
import data.gatelint.testing as t

model(statement) := t.model({"permissions": [t.but(t.statement, statement)]})

test_meant_are_the_statements_that_name_the_api if {
	count(permission.meant(t.uncovered)) == 1 with input as model({})
	count(permission.meant(t.uncovered)) == 0 with input as model({"api_id": "other"})
	count(permission.meant(t.lambda_integration)) == 0 with input as model({})
}

test_unexplained_where_no_statement_is_wrong if {
	permission.unexplained(t.uncovered) with input as model({})
	permission.unexplained(t.uncovered) with input as model({"api_id": "other", "mismatch": t.known("no")})
}

# What is not known of a statement leaves the state unknown, and then nothing is
# unexplained.
test_nothing_is_unexplained_where_the_state_is_not_known if {
	integration := t.inside(t.uncovered, "invocation", {"state": t.unknown})
	not permission.unexplained(integration) with input as model({})
}
