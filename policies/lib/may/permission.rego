# METADATA
# title: Statements that may have been meant for a call
# description: |
#   All but the negation is read as in gatelint.permission, which stands on what
#   is possible of values. What may explain a fault need not, and so refutes
#   nothing.
package gatelint.may.permission

import data.gatelint.permission

import data.gatelint.may.value

meant(integration) := permission.meant(integration)

wrong_principal(statement) if permission.wrong_principal(statement)

wrong_action(statement) if permission.wrong_action(statement)

never_matches(statement) if permission.never_matches(statement)

unexplained(integration) if value.is(integration.invocation.state, "uncovered")
