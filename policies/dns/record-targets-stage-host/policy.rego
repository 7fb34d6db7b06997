# METADATA
# title: DNS record points at an API's default endpoint
# description: >-
#   The default endpoint (API-ID.execute-api.REGION.amazonaws.com) presents AWS's own certificate and
#   knows only its own name. A record of yours that leads there makes clients
#   fail on the certificate, and those that do not check it get 403. The record must lead to the target host of a
#   custom domain name.
# custom:
#   id: DNS001
#   severity: error
#   phase: run
#   symptoms:
#     - ERR_CERT_COMMON_NAME_INVALID
#     - "curl: (60) SSL: no alternative certificate subject name matches target host name"
#     - "SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]"
#     - 403 {"message":"Forbidden"}
#   remedy: >-
#     Create a custom domain name with a certificate for the record's name, map the API to it, and point the record
#     at the domain's target host: regional_domain_name or target_domain_name in Terraform, RegionalDomainName in
#     CloudFormation.
#   articles: [K01, K04, K11]
#   sources:
#     - "API Gateway developer guide: custom domain names for REST APIs"
#     - "codewisdom.io: API Gateway custom domains, why you can't CNAME"
#   needs: [record, stage-host]
#   since: 0.1.0
#   limitations:
#     - >-
#       A record whose name is not known at all is left alone, because it may lie in a private zone for
#       AWS's own names.
#     - >-
#       A proxied Cloudflare record is left alone if the same definition rewrites the Host header or has a
#       Worker, which can; otherwise it is a warning, because another definition may.
#   absence: false
#   fix_safe: false
package gatelint.rules.dns.record_targets_stage_host

import data.gatelint.finding
import data.gatelint.value

findings contains found if {
	some record in input.records
	value.one_of(record.record_type, {"A", "AAAA", "ALIAS", "ANAME", "CNAME", "HTTPS"})
	value.shows_no(record.name, "execute-api")
	some caller, effect in effects
	sender(caller, record)
	some target in record.targets
	value.is(target.host.class, "stage")
	evidence := [record.record_type, record.proxied, target.host.class]
	related := [{"at": api, "message": "the API whose default endpoint this is"} |
		api := input.by_id.apis[target.host.owner_id]
	]
	extra := {"evidence": evidence, "related": related, "severity": effect.severity}
	found := finding.detailed(target.value, message, [record, target.value, effect.text], extra)
}

message := "%s points at %s, the default endpoint of an API; %s"

# By who sends requests to the target. A proxy may send another Host than the
# record's name, by a rule that stands where the rest of the zone is configured.
effects := {
	"client": {"severity": "error", "text": "clients fail on its certificate or get 403"},
	"proxy": {"severity": "warning", "text": "clients get 403 unless the proxy rewrites the Host header"},
}

sender("client", record) if value.unset(record.proxied)

sender("client", record) if value.is(record.proxied, false)

sender("proxy", record) if {
	value.is(record.proxied, true)
	record.has_host_rewrite == false
}
