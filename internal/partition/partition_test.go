package partition

import "testing"

func TestOf(t *testing.T) {
	for region, want := range map[string]string{
		"eu-west-1": "aws amazonaws.com", "cn-north-1": "aws-cn amazonaws.com.cn", "us-gov-west-1": "aws-us-gov amazonaws.com",
		"us-iso-east-1": "aws-iso c2s.ic.gov", "us-isob-east-1": "aws-iso-b sc2s.sgov.gov", "eusc-de-east-1": "aws-eusc amazonaws.eu",
		"": "", "somewhere": "", "xeu-west-1": "", "eu-west-1x": "",
	} {
		got := ""
		if p, ok := Of(region); ok {
			got = p.Name + " " + p.Suffix
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", region, got, want)
		}
	}
}
