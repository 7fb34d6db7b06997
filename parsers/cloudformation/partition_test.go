package cloudformation

import "testing"

func TestPartitionOf(t *testing.T) {
	for region, want := range map[string]string{
		"eu-west-1": "aws amazonaws.com", "cn-north-1": "aws-cn amazonaws.com.cn", "us-gov-west-1": "aws-us-gov amazonaws.com",
		"us-iso-east-1": "", "eusc-de-east-1": "", "": "", "somewhere": "",
	} {
		got := ""
		if p, ok := partitionOf(region); ok {
			got = p.name + " " + p.suffix
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", region, got, want)
		}
	}
}
