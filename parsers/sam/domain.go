package sam

import (
	"regexp"
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// customDomain is the Domain of an API on its way through the transform.
type customDomain struct {
	of     *item
	config *tree.Node
	// at is the place of the Domain's key, header that of its name's.
	at, header        source.Range
	name, certificate *tree.Node
	// endpoint is the type as it is decided, written the node that says so.
	endpoint string
	written  *tree.Node
	// id is the logical id of the domain.
	id string
}

// The types of endpoint that the domain of an API may have.
var (
	restEndpoints = []string{"REGIONAL", "EDGE", "PRIVATE"}
	httpEndpoints = []string{"REGIONAL"}
)

// readDomain reads what all kinds of domains have in common; nil if there is
// none, or if the transform would refuse it.
func (e *expander) readDomain(of *item, idPrefix string, endpoints []string) *customDomain {
	config := of.get("Domain")
	if config == nil {
		return nil
	}
	d := &customDomain{of: of, config: config, at: of.place("Domain")}
	if !e.object(of, d.at, config, "the Domain") {
		return nil
	}
	d.header = keyPlace(config, "DomainName")
	d.name, d.certificate = given(config, "DomainName"), given(config, "CertificateArn")
	if d.name == nil || d.certificate == nil {
		e.refuse(d.at, "the Domain of "+of.id+" needs a DomainName and a CertificateArn")
		return nil
	}
	d.written = given(config, "EndpointConfiguration")
	d.endpoint = text(e.decided(d.written))
	switch {
	case d.written == nil:
		d.endpoint = "REGIONAL"
		d.written = at(d.header).Text(d.endpoint)
	case !slices.Contains(endpoints, d.endpoint):
		e.refuse(keyPlace(config, "EndpointConfiguration"), "the EndpointConfiguration of this Domain must be one of "+strings.Join(endpoints, ", "))
		return nil
	}
	if d.endpoint == "PRIVATE" {
		idPrefix = "ApiGatewayDomainNameV2"
	}
	d.id = idPrefix + e.digestOf(d.name)
	return d
}

// restDomain makes the custom domain of a REST API with its mappings and records.
func (e *expander) restDomain(of *item) {
	d := e.readDomain(of, "ApiGatewayDomainName", restEndpoints)
	if d == nil {
		return
	}
	b := at(d.header)
	private := d.endpoint == "PRIVATE"
	typ, certificate := "AWS::ApiGateway::DomainName", "CertificateArn"
	switch d.endpoint {
	case "PRIVATE":
		typ = "AWS::ApiGateway::DomainNameV2"
	case "REGIONAL":
		certificate = "RegionalCertificateArn"
	}
	properties := b.Map(
		b.Entry("DomainName", d.name),
		moved(d.config, "CertificateArn", certificate),
		b.Entry("EndpointConfiguration", b.Map(
			b.Entry("Types", at(d.written.At).List(d.written)),
			setEntry(d.config, "IpAddressType"),
		)),
	)
	d.take(properties, "SecurityPolicy", "EndpointAccessMode", "Policy", "OwnershipVerificationCertificateArn")
	if !private {
		e.mutualTLS(d, properties)
	}
	e.derive(of, d.id, d.header, typ, properties)
	e.basePaths(d, private)
	if private {
		e.accessAssociation(d)
	}
	e.route53(d)
}

// httpDomain makes the custom domain of an HTTP or WebSocket API with its
// mappings and records.
func (e *expander) httpDomain(of *item) {
	d := e.readDomain(of, "ApiGatewayDomainNameV2", httpEndpoints)
	if d == nil {
		return
	}
	b := at(d.header)
	configuration := b.Map(moved(d.config, "CertificateArn", "CertificateArn"), b.Entry("EndpointType", d.written))
	d.take(configuration, "OwnershipVerificationCertificateArn", "SecurityPolicy")
	properties := b.Map(b.Entry("DomainName", d.name), b.Entry("DomainNameConfigurations", b.List(configuration)))
	e.mutualTLS(d, properties)
	e.derive(of, d.id, d.header, "AWS::ApiGatewayV2::DomainName", properties)
	e.mappingKeys(d)
	e.route53(d)
}

// take copies properties that are set.
func (d *customDomain) take(properties *tree.Node, names ...string) {
	for _, name := range names {
		if entry := setEntry(d.config, name); entry.Value != nil {
			properties.Put(entry)
		}
	}
}

// setEntry gives an entry of a mapping; its value is nil if it is not set.
func setEntry(n *tree.Node, key string) tree.Entry {
	if entry := n.Entry(key); entry != nil && isSet(entry.Value) {
		return *entry
	}
	return tree.Entry{Key: key}
}

// mutualTLS says which certificates of clients a domain accepts.
func (e *expander) mutualTLS(d *customDomain, properties *tree.Node) {
	entry := setEntry(d.config, "MutualTlsAuthentication")
	if entry.Value == nil || !e.object(d.of, entry.KeyAt, entry.Value, "MutualTlsAuthentication", "TruststoreUri", "TruststoreVersion") {
		return
	}
	b := at(entry.KeyAt)
	properties.Put(b.Entry(entry.Key, b.Map(setEntry(entry.Value, "TruststoreUri"), setEntry(entry.Value, "TruststoreVersion"))))
}

// paths gives the base paths of a domain, nil if its root is mapped.
func (e *expander) paths(d *customDomain) []*tree.Node {
	written := given(d.config, "BasePath")
	if !isSet(written) || !isText(written) && written.Kind != tree.Sequence {
		return nil
	}
	var paths []*tree.Node
	for _, path := range list(written) {
		if !isText(path) {
			e.refuse(path.At, "a BasePath of "+d.of.id+" must be plain text")
			continue
		}
		paths = append(paths, path)
	}
	return paths
}

// basePaths maps a domain to the stage of a REST API.
func (e *expander) basePaths(d *customDomain, private bool) {
	typ, owner := "AWS::ApiGateway::BasePathMapping", "DomainName"
	if private {
		typ, owner = "AWS::ApiGateway::BasePathMappingV2", "DomainNameArn"
	}
	add := func(place source.Range, path string, key *tree.Node) {
		b := at(place)
		e.derive(d.of, d.of.id+path+"BasePathMapping", place, typ, b.Map(
			b.Entry("BasePath", key),
			b.Entry(owner, ref(b, d.id)),
			b.Entry("RestApiId", ref(b, d.of.id)),
			b.Entry("Stage", ref(b, d.of.id+".Stage")),
		))
	}
	if !isSet(given(d.config, "BasePath")) {
		add(d.at, "", nil)
		return
	}
	normalize := given(d.config, "NormalizeBasePath")
	for _, path := range e.paths(d) {
		key := path
		// Whatever stands here counts by its truth.
		if normalize == nil || isSet(normalize) {
			key = at(path.At).Text(alphanumeric(path.Text))
		}
		add(path.At, alphanumeric(path.Text), key)
	}
}

var (
	outsideMappingKey = regexp.MustCompile(`[^0-9a-zA-Z/\-_]`)
	mappingKeyMarks   = strings.NewReplacer("-", "", "_", "", "/", "")
)

// mappingKeys maps a domain to the stage of an HTTP or WebSocket API.
func (e *expander) mappingKeys(d *customDomain) {
	add := func(place source.Range, id string, key *tree.Node) {
		b := at(place)
		e.derive(d.of, id, place, "AWS::ApiGatewayV2::ApiMapping", b.Map(
			b.Entry("ApiId", ref(b, d.of.id)),
			b.Entry("ApiMappingKey", key),
			b.Entry("DomainName", ref(b, d.id)),
			b.Entry("Stage", ref(b, d.of.id+".Stage")),
		))
	}
	if !isSet(given(d.config, "BasePath")) {
		add(d.at, d.of.id+"ApiMapping", nil)
		return
	}
	for _, path := range e.paths(d) {
		if outsideMappingKey.MatchString(path.Text) {
			e.refuse(path.At, "a BasePath of "+d.of.id+" may hold letters, digits, slashes, hyphens and underscores only")
			continue
		}
		add(path.At, d.of.id+mappingKeyMarks.Replace(path.Text)+"ApiMapping", at(path.At).Text(strings.Trim(path.Text, "/")))
	}
}

// accessAssociation lets an endpoint reach a private domain.
func (e *expander) accessAssociation(d *customDomain) {
	entry := d.config.Entry("AccessAssociation")
	if entry == nil || entry.Value.Kind == tree.Null || !e.object(d.of, entry.KeyAt, entry.Value, "AccessAssociation") {
		return
	}
	b := at(entry.KeyAt)
	endpoint := given(entry.Value, "VpcEndpointId")
	id := "DomainNameAccessAssociation" + e.digestOf(&tree.Node{Kind: tree.Sequence, Items: []*tree.Node{endpoint, b.Text(d.id)}})
	e.derive(d.of, id, entry.KeyAt, "AWS::ApiGateway::DomainNameAccessAssociation", b.Map(
		b.Entry("AccessAssociationSource", endpoint),
		b.Entry("AccessAssociationSourceType", b.Text("VPCE")),
		b.Entry("DomainNameArn", ref(b, d.id)),
	))
}
