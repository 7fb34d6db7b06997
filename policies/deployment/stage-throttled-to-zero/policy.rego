# METADATA
# title: Stage is throttled to zero
# description: >-
#   A throttling limit of 0 refuses every request. In Terraform a route settings block of
#   aws_apigatewayv2_stage that leaves a limit out has the same effect, because the provider then sends 0.
# custom:
#   id: DEP007
#   severity: error
#   phase: run
#   symptoms:
#     - 429 {"message":"Too Many Requests"}
#   remedy: >-
#     Set both throttling_burst_limit and throttling_rate_limit wherever the block is written, for example to 5000 and
#     10000. If the stage is meant to be shut, suppress the finding with that reason.
#   articles: [K05]
#   sources:
#     - hashicorp/terraform-provider-aws#14742
#     - hashicorp/terraform-provider-aws#27674
#     - hashicorp/terraform-provider-aws#30373
#     - terraform-aws-modules/terraform-aws-apigateway-v2#59
#   needs: [throttle]
#   since: 0.1.0
#   limitations:
#     - >-
#       If a later release of the AWS provider for Terraform stops sending 0, the finding about a limit that
#       is left out is wrong there.
#     - Limits of usage plans are not read.
#   absence: false
#   fix_safe: false
package gatelint.rules.deployment.stage_throttled_to_zero

import data.gatelint.finding
import data.gatelint.value

findings contains found if {
	some throttle in input.throttles
	some name, limit in {"burst": throttle.burst, "rate": throttle.rate}
	value.equals(limit, 0)
	some state, message in messages
	sent(state, limit)
	found := finding.at(limit, message, [name, throttle.scope, throttle])
}

sent("written", limit) if value.written(limit)

sent("left out", limit) if value.defaulted(limit)

messages := {
	"written": "the throttling %s limit for %s of %s is 0; every request gets 429",
	"left out": "without a throttling %s limit for %s of %s the provider sends 0; every request gets 429",
}
