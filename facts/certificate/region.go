package certificate

import (
	"regexp"
	"strings"

	"github.com/gatelint/gatelint/facts/symbolic"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

var certificateARN = regexp.MustCompile(`^arn:([^:]+):acm:([^:]+):[^:]*:certificate/`)

// regionOf gives the region in the ARN of a certificate, and whether there is one.
func regionOf(arn value.Value) (value.Value, bool) {
	text, ok := symbolic.Of(arn)
	if !ok {
		return value.Value{}, false
	}
	match := certificateARN.FindStringSubmatch(text.String)
	if match == nil {
		return value.Value{}, false
	}
	return text.Value(match[2]), true
}

// edgeRegion is where CloudFront, which serves the domains of type EDGE, looks for
// certificates. Source: API Gateway developer guide, «Get certificates ready in
// AWS Certificate Manager».
const edgeRegion = "us-east-1"

// needed gives the region in which API Gateway looks for the certificate of a
// domain, which is kept in a region. Of edge domains outside of the partition
// «aws» nothing is said here.
func needed(domain *model.Domain, kept value.Value) value.Value {
	if kind, _ := domain.EndpointType.Text(); kind != "EDGE" {
		return domain.Region
	}
	region, _ := kept.Text()
	for _, prefix := range otherPartitions {
		if strings.HasPrefix(region, prefix) {
			return value.NotKnown(value.Unsupported, "", kept.At)
		}
	}
	return value.OfText(edgeRegion, domain.EndpointType.At)
}

// otherPartitions are how the names of regions outside of «aws» begin.
var otherPartitions = []string{"cn-", "us-gov-", "us-iso", "eu-iso", "eusc-"}
