# METADATA
# title: VPC endpoint for APIs does not let HTTPS in
# description: >-
#   Callers of a private API connect to the network interfaces of a VPC endpoint. If none of its
#   security groups lets TCP connections to port 443 in, they time out.
# custom:
#   id: NET009
#   severity: error
#   phase: run
#   symptoms:
#     - connect ETIMEDOUT
#     - Connection timed out
#     - Failed to connect to port 443
#   remedy: >-
#     Add an ingress rule for TCP port 443 from the networks of the callers, those of on-premises
#     networks among them, to a security group of the endpoint.
#   articles: [K06]
#   sources:
#     - "API Gateway developer guide: create a private API, security group of the VPC endpoint"
#     - "AWS knowledge center: connect to a private API from an on-premises network"
#   needs: [vpc-endpoint]
#   since: 0.1.0
#   limitations:
#     - Who may connect is not looked at, only whether somebody may.
#     - Silent if a group or a rule may be out of sight.
#   absence: true
#   fix_safe: false
package gatelint.rules.network.endpoint_blocks_https

import data.gatelint.finding
import data.gatelint.value

findings contains found if {
	some endpoint in input.vpc_endpoints
	endpoint.for_apis == true
	value.is(endpoint.admits_https, false)
	related := [{"at": input.by_id.security_groups[group.id], "message": "lets no TCP port 443 in"} |
		some group in endpoint.security_groups.items
	]
	extra := {"evidence": [endpoint.admits_https, endpoint.security_groups], "related": related}
	found := finding.detailed(endpoint, message, [endpoint], extra)
}

message := "no security group of %s lets TCP connections to port 443 in; callers time out"
