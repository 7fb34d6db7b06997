package adapter

import (
	"fmt"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// distribution reads a CloudFront distribution.
type distribution struct {
	// aliases are the attributes that may hold the other names, the first that
	// is written counts.
	aliases                         []string
	certificate, defaultCertificate string

	origins                                    string
	origin                                     origin
	behavior                                   behavior
	errors                                     string
	errorCode, responseCode, pagePath, caching string
	// defaultBehavior and behaviors are the attributes that hold them.
	defaultBehavior, behaviors string
}

func (n distribution) read(m *model.Model, r reader) {
	made := &model.Distribution{
		Entity: r.entity(""), Aliases: value.Unset(r.At), CertificateARN: r.named(n.certificate),
		DefaultCertificate: orFalse(r.at(n.defaultCertificate)),
	}
	for _, name := range n.aliases {
		if made.Aliases.IsAbsent() {
			made.Aliases = value.AsList(r.at(name))
		}
	}
	for i, block := range r.parts(n.origins, &made.OriginsSet) {
		made.Origins = append(made.Origins, n.origin.read(r, fmt.Sprintf("origin-%d", i), block))
	}
	for i, block := range r.parts(n.behaviors, &made.BehaviorsSet) {
		made.Behaviors = append(made.Behaviors, n.behavior.read(r, fmt.Sprintf("behavior-%d", i), block))
	}
	for _, block := range r.parts(n.defaultBehavior, &made.BehaviorsSet) {
		fallback := n.behavior.read(r, "default-behavior", block)
		fallback.PathPattern, fallback.Label = value.Unset(fallback.At), "the default behavior"
		made.Behaviors = append(made.Behaviors, fallback)
	}
	for i, block := range r.parts(n.errors, &made.ErrorResponsesSet) {
		made.ErrorResponses = append(made.ErrorResponses, &model.ErrorResponse{
			Entity:    r.part(fmt.Sprintf("error-response-%d", i), block),
			ErrorCode: value.AsNumber(block.Get(n.errorCode)), ResponseCode: value.AsNumber(block.Get(n.responseCode)),
			PagePath: textOf(block, n.pagePath), CachingSeconds: value.AsNumber(block.Get(n.caching)),
		})
	}
	m.Distributions = append(m.Distributions, made)
}

// parts gives the blocks under a name, and opens a set where there may be more.
func (r reader) parts(name string, set *model.Set) []value.Value {
	return partsOf(r.at(name), name, set)
}

// partsOf is parts for a value.
func partsOf(v value.Value, name string, set *model.Set) []value.Value {
	items, complete := blocks(v)
	if !complete {
		set.Open(name + " is not known as a whole")
	}
	return items
}

// origin names what an origin has.
type origin struct {
	name, domain, path, policy, protocols, timeout, bucket, access string
	headers, header, text                                          string
}

func (n origin) read(r reader, part string, block value.Value) *model.Origin {
	name := textOf(block, n.name)
	made := &model.Origin{
		Entity: r.part(part, block), Name: name, DomainName: textOf(block, n.domain),
		Path: orText(textOf(block, n.path), ""), ProtocolPolicy: value.AsText(inside(block, n.policy)),
		SSLProtocols:       value.AsList(inside(block, n.protocols)),
		ReadTimeoutSeconds: value.AsNumber(inside(block, n.timeout)),
		BucketConfig:       resource.Single(block.Get(n.bucket)), AccessControl: textOf(block, n.access),
	}
	made.Label = "origin " + name.Show()
	for i, header := range partsOf(block.Get(n.headers), n.headers, &made.HeadersSet) {
		made.Headers = append(made.Headers, &model.OriginHeader{
			Entity: r.part(fmt.Sprintf("%s-header-%d", part, i), header),
			Name:   textOf(header, n.header), Text: textOf(header, n.text),
		})
	}
	return made
}

// behavior names what a behavior has.
type behavior struct {
	pattern, origin, viewer, methods, cachePolicy, requestPolicy string
	headers, query, cookies, minTTL, defaultTTL, maxTTL          string
	// functions and lambdas hold associations, with the event and the ARN.
	functions, lambdas, event, functionARN, lambdaARN string
}

func (n behavior) read(r reader, part string, block value.Value) *model.Behavior {
	pattern := textOf(block, n.pattern)
	made := &model.Behavior{
		Entity: r.part(part, block), PathPattern: pattern, OriginName: textOf(block, n.origin),
		ViewerProtocol: textOf(block, n.viewer), AllowedMethods: value.AsList(block.Get(n.methods)),
		CachePolicyID: textOf(block, n.cachePolicy), OriginRequestPolicyID: textOf(block, n.requestPolicy),
		ForwardedHeaders: value.AsList(inside(block, n.headers)), ForwardedQuery: value.AsBool(inside(block, n.query)),
		ForwardedCookies: value.AsText(inside(block, n.cookies)), MinTTL: value.AsNumber(block.Get(n.minTTL)),
		DefaultTTL: value.AsNumber(block.Get(n.defaultTTL)), MaxTTL: value.AsNumber(block.Get(n.maxTTL)),
	}
	made.Label = "behavior " + pattern.Show()
	n.addFunctions(made, r, part+"-function", block.Get(n.functions), n.functionARN)
	n.addFunctions(made, r, part+"-lambda", block.Get(n.lambdas), n.lambdaARN)
	return made
}

func (n behavior) addFunctions(made *model.Behavior, r reader, part string, list value.Value, arn string) {
	for i, item := range partsOf(list, "the list of functions", &made.FunctionsSet) {
		made.Functions = append(made.Functions, &model.EdgeFunction{
			Entity: r.part(fmt.Sprintf("%s-%d", part, i), item), Event: textOf(item, n.event), ARN: textOf(item, arn),
		})
	}
}
