package origin

import (
	"slices"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// tlsFault tells what is wrong with the versions of TLS that an origin is offered.
// They do not matter where it is reached over plain HTTP.
func (j judge) tlsFault(o *model.Origin) value.Value {
	unclear := value.Because(o.SSLProtocols.At, append(o.SSLProtocols.Items(), o.SSLProtocols, o.ProtocolPolicy)...)
	switch policy, known := o.ProtocolPolicy.Text(); {
	case policy == "http-only":
		return value.Unset(o.SSLProtocols.At)
	case !known, policy != "https-only" && policy != "match-viewer", o.SSLProtocols.IsUnknown():
		return unclear
	case o.SSLProtocols.IsAbsent():
		return o.SSLProtocols
	}
	has := func(version string) bool {
		return slices.ContainsFunc(o.SSLProtocols.Items(), func(v value.Value) bool {
			text, _ := v.Text()
			return text == version
		})
	}
	closed := !o.SSLProtocols.Open() && !slices.ContainsFunc(o.SSLProtocols.Items(), value.Value.IsUnknown)
	switch {
	case closed && !has("TLSv1.2") && j.needsTLS12(o):
		return value.OfText(model.TLSRefused, o.SSLProtocols.At)
	case has("SSLv3"):
		return value.OfText(model.TLSObsolete, o.SSLProtocols.At)
	case closed && has("TLSv1.2"):
		return value.Unset(o.SSLProtocols.At)
	}
	return unclear
}

// needsTLS12 reports whether an origin certainly refuses versions before TLS 1.2:
// the default endpoints of HTTP and WebSocket APIs, and custom domains whose
// security policy says so or which only exist with such a policy.
func (j judge) needsTLS12(o *model.Origin) bool {
	if api := j.api(o); api != nil {
		protocol, _ := api.Protocol.Text()
		return protocol == model.HTTP || protocol == model.WebSocket
	}
	domain := j.domain(o)
	if domain == nil {
		return false
	}
	policy, _ := domain.SecurityPolicy.Text()
	return policy == "TLS_1_2" || newDomains[domain.Type]
}

// newDomains are the types of custom domains that have TLS 1.2 at least.
var newDomains = map[string]bool{"aws_apigatewayv2_domain_name": true, "AWS::ApiGatewayV2::DomainName": true}
