# METADATA
# title: Origins of CloudFront distributions that are APIs
# description: |
#   The rules about distributions speak of origins that lead to API Gateway, and
#   of nothing else.
package gatelint.origin

import data.gatelint.value

# to_api: the origin certainly is the default endpoint of an API, the target of a
# custom domain, or such a domain.
to_api(origin) if value.one_of(origin.host.class, {"stage", "regional", "edge", "custom-domain"})
