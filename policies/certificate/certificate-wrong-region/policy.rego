# METADATA
# title: Certificate is in another region than the custom domain needs
# description: >-
#   A custom domain of type EDGE is served by CloudFront, which takes certificates from us-east-1 only. A
#   REGIONAL or PRIVATE domain takes them from its own region only. API Gateway refuses a certificate of
#   another region, sometimes with a message about its owner.
# custom:
#   id: CRT002
#   severity: error
#   phase: deploy
#   symptoms:
#     - "BadRequestException: Invalid certificate ARN"
#     - "Certificate must be in 'us-east-1'"
#     - "The certificate provided must be owned by the account creating the domain"
#   remedy: >-
#     Request the certificate, and validate it, where the domain needs it: in Terraform with a provider
#     alias for that region (or the argument region of AWS provider 6) on the certificate and its validation.
#   articles: [K04]
#   sources:
#     - "API Gateway developer guide: get certificates ready in AWS Certificate Manager"
#     - amplify-education/serverless-domain-manager#49
#     - zappa/Zappa#1142
#     - aws/aws-cdk#10529
#     - aws/aws-cdk#13512
#   needs: [domain]
#   since: 0.1.0
#   limitations:
#     - >-
#       In CloudFormation the stack's region is not known unless it is given, so that only a certificate ARN that
#       is written out is judged there.
#     - Edge domains outside of the partition aws are left alone.
#   absence: false
#   fix_safe: false
package gatelint.rules.certificate.certificate_wrong_region

import data.gatelint.finding
import data.gatelint.value

findings contains found if {
	some domain in input.domains
	some use in domain.certificate_uses
	value.is(use.fault, "region")
	args := [use.arn, use.region, domain, domain.endpoint_type, use.needed_region]
	related := [{"at": certificate, "message": "the certificate"} |
		certificate := input.by_id.certificates[use.certificate_id]
	]
	found := finding.detailed(use.arn, message, args, {"evidence": [use.fault], "related": related})
}

message := "certificate %s is in %s; %s is a custom domain of type %s and needs one in %s"
