// Package partition knows the parts that AWS is divided into.
package partition

import (
	"regexp"
	"strings"
)

// Partition is a separate part of AWS, with ARNs and hosts of its own.
type Partition struct {
	// Name is how its ARNs begin: "arn:" + Name.
	Name string
	// Suffix is how the names of its hosts end.
	Suffix string
}

// special are the partitions beside the public one, by how the names of their
// regions begin, longer ones first. Source: the endpoints that AWS's SDKs know.
var special = []struct {
	prefix string
	Partition
}{
	{"us-gov-", Partition{"aws-us-gov", "amazonaws.com"}},
	{"cn-", Partition{"aws-cn", "amazonaws.com.cn"}},
	{"us-isob-", Partition{"aws-iso-b", "sc2s.sgov.gov"}},
	{"us-isof-", Partition{"aws-iso-f", "csp.hci.ic.gov"}},
	{"us-iso-", Partition{"aws-iso", "c2s.ic.gov"}},
	{"eu-isoe-", Partition{"aws-iso-e", "cloud.adc-e.uk"}},
	{"eusc-", Partition{"aws-eusc", "amazonaws.eu"}},
}

var public = regexp.MustCompile(`^(us|eu|ap|sa|ca|me|af|il|mx)-(north|south|east|west|central|northeast|northwest|southeast|southwest)-\d+$`)

// Of gives the partition that a region belongs to; false for the name of a
// region that is not known, "" among them.
func Of(region string) (Partition, bool) {
	for _, s := range special {
		if strings.HasPrefix(region, s.prefix) {
			return s.Partition, true
		}
	}
	return Partition{"aws", "amazonaws.com"}, public.MatchString(region)
}
