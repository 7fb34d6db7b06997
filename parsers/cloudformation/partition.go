package cloudformation

import (
	"regexp"
	"strings"
)

// partition is a separate part of AWS, with ARNs and hosts of its own.
type partition struct{ name, suffix string }

// Source: the endpoints that AWS's SDKs know, by the beginning of the region.
var (
	partitions = map[string]partition{
		"cn-":     {"aws-cn", "amazonaws.com.cn"},
		"us-gov-": {"aws-us-gov", "amazonaws.com"},
	}
	publicRegion = regexp.MustCompile(`^(us|eu|ap|sa|ca|me|af|il|mx)-(north|south|east|west|central|northeast|northwest|southeast|southwest)-\d+$`)
)

// partitionOf gives the partition that a region belongs to; false for a region
// that is not known.
func partitionOf(region string) (partition, bool) {
	for beginning, p := range partitions {
		if strings.HasPrefix(region, beginning) {
			return p, true
		}
	}
	return partition{"aws", "amazonaws.com"}, publicRegion.MatchString(region)
}
