# METADATA
# title: Certificate does not cover the custom domain
# description: >-
#   A custom domain name needs a certificate that holds its name, or a wildcard for exactly one label in
#   front: *.example.com covers api.example.com, but neither example.com nor a.b.example.com. With another
#   certificate the domain is not made, or its clients refuse to connect.
# custom:
#   id: CRT003
#   severity: warning
#   phase: deploy
#   symptoms:
#     - "BadRequestException: Unable to associate certificate"
#     - Please ensure the certificate domain name matches the requested domain name
#     - ERR_CERT_COMMON_NAME_INVALID
#   remedy: >-
#     Request a certificate for the name: as its domain name, as a further name (subject_alternative_names,
#     SubjectAlternativeNames), or as a wildcard for the name's parent. Another name makes a new certificate.
#   articles: [K01, K04]
#   sources:
#     - "AWS Certificate Manager user guide: certificate characteristics (wildcard names)"
#     - terraform-aws-modules/terraform-aws-apigateway-v2#112
#     - amplify-education/serverless-domain-manager#161
#   needs: [domain, certificate]
#   since: 0.1.0
#   limitations:
#     - >-
#       A warning, because how API Gateway refuses such a certificate is recorded for edge domains only, and not
#       verified for others.
#     - Imported certificates are left alone; their names stand in the certificate.
#   absence: false
#   fix_safe: false
package gatelint.rules.certificate.certificate_does_not_cover_domain

import data.gatelint.finding
import data.gatelint.value

findings contains found if {
	some domain in input.domains
	some use in domain.certificate_uses
	value.is(use.fault, "names")
	certificate := input.by_id.certificates[use.certificate_id]
	args := [certificate, certificate.names, domain.name]
	related := [{"at": certificate, "message": "the certificate"}]
	found := finding.detailed(use.arn, message, args, {"evidence": [use.fault], "related": related})
}

message := "certificate %s covers %s, but not %s"
