// Package ingress tells whether security groups let HTTPS in.
package ingress

import (
	"strconv"
	"strings"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// https is the TCP port on which APIs answer.
const https = 443

// Attach fills the VPC endpoints.
func Attach(m *model.Model) {
	for _, endpoint := range m.Endpoints {
		endpoint.AdmitsHTTPS = admitsHTTPS(endpoint)
	}
}

// answer is what is known of whether connections are let in. The zero answer
// claims nothing.
type answer uint8

const (
	maybe answer = iota
	yes
	no
)

// admitsHTTPS says whether one of an endpoint's groups lets TCP connections to
// port 443 in, from wherever.
func admitsHTTPS(e *model.Endpoint) value.Value {
	all := no
	if !e.GroupsSet.Complete || len(e.Groups) == 0 {
		all = maybe // without groups it is in the VPC's default one
	}
	for _, group := range e.Groups {
		if !group.IngressSet.Complete {
			all = maybe
		}
		for _, rule := range group.Ingress {
			switch admits(rule) {
			case yes:
				return value.OfBool(true, e.GroupIDs.At)
			case maybe:
				all = maybe
			case no:
			}
		}
	}
	if all == maybe {
		return unclear(e)
	}
	return value.OfBool(false, e.GroupIDs.At)
}

// unclear says why it cannot be told what the groups of an endpoint let in.
func unclear(e *model.Endpoint) value.Value {
	causes := []value.Value{e.GroupIDs, e.GroupsSet.Cause}
	for _, group := range e.Groups {
		causes = append(causes, group.IngressSet.Cause)
		for _, rule := range group.Ingress {
			causes = append(causes, rule.Protocol, rule.FromPort, rule.ToPort)
		}
	}
	return value.Because(e.GroupIDs.At, causes...)
}

// admits says whether a rule is for TCP connections to port 443. Who may connect
// is not looked at.
func admits(rule *model.SecurityRule) answer {
	protocol, known := rule.Protocol.Text()
	switch protocol = strings.ToLower(protocol); {
	case !known:
		return maybe
	case protocol == "-1" || protocol == "all":
		return yes
	case protocol != "tcp" && protocol != "6":
		return no
	}
	from, to := number(rule.FromPort), number(rule.ToPort)
	switch {
	case from > https || to >= 0 && to < https:
		return no
	case from < 0 || to < 0:
		return maybe
	}
	return yes
}

// number gives a port, -1 if it is not known or not a port.
func number(v value.Value) int {
	text, known := v.Text()
	if !known {
		return -1
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return -1
	}
	return n
}
