# METADATA
# title: Private integration names a VPC link that does not exist
# description: >-
#   A private integration names its VPC link by the id that API Gateway gave it. The name of a link, the name that the
#   definition knows it by, an empty text, or a link that is not made under the conditions at hand is no such id, and
#   the integration is refused.
# custom:
#   id: VPL005
#   severity: error
#   phase: deploy
#   symptoms:
#     - Invalid Vpc Link identifier specified
#     - "Template format error: Unresolved resource dependencies [VpcLink] in the Resources block of the template"
#   remedy: >-
#     Refer to the link's id: aws_api_gateway_vpc_link.NAME.id or aws_apigatewayv2_vpc_link.NAME.id in Terraform, Ref in
#     CloudFormation. Make the link wherever the integration is made, under the same condition.
#   articles: [K07]
#   sources:
#     - "localstack/localstack: tests/aws/services/apigateway, a private integration with an unknown VPC link"
#     - "API Gateway API reference: connectionId of an integration"
#   needs: [integration]
#   since: 0.1.0
#   limitations:
#     - >-
#       The id of a link that is made elsewhere may be written out, and nobody can tell from a definition whether that
#       link exists.
#     - An empty default of a variable or a parameter is taken for a placeholder.
#   absence: false
#   fix_safe: false
package gatelint.rules.vpclink.vpc_link_dangling

import data.gatelint.finding
import data.gatelint.value

findings contains found if {
	some integration in input.integrations
	value.present(integration.connection_fault)
	args := [integration, integration.connection_fault]
	evidence := [integration.connection_type, integration.connection_fault]
	found := finding.detailed(integration.connection, message, args, {"evidence": evidence})
}

message := "the connection id of %s is %s; it is refused: \"Invalid Vpc Link identifier specified\""
