package iam

import (
	"testing"

	"github.com/gatelint/gatelint/facts/internal/build"
	"github.com/gatelint/gatelint/model"
)

// The table of API Gateway's developer guide, "AWS condition keys that can be
// used in API Gateway resource policies": when a request has a key.
func TestKeysArePresent(t *testing.T) {
	signed := []Caller{SameAccount, OtherAccount}
	unsigned := []Caller{Anonymous, Authorized, PoolUser}
	check := func(key string, callers []Caller, networks []Network, want Truth) {
		t.Helper()
		for _, caller := range callers {
			for _, network := range networks {
				if got := classOf(key).present(caller, network); got != want {
					t.Errorf("%s for caller %d on network %d: got %b, want %b", key, caller, network, got, want)
				}
			}
		}
	}
	everybody := append([]Caller{UnknownCaller}, append(signed, unsigned...)...)
	everywhere := []Network{UnknownNetwork, Public, Endpoint}
	for _, key := range []string{"aws:CurrentTime", "aws:EpochTime", "aws:SecureTransport", "aws:SourceIp", "aws:SourceArn"} {
		check(key, everybody, everywhere, Always)
	}
	for _, key := range []string{"aws:Referer", "aws:UserAgent"} {
		check(key, everybody, everywhere, Sometimes)
	}
	for _, key := range []string{"aws:SourceVpc", "aws:SourceVpce", "aws:sourcevpce", "aws:VpcSourceIp", "aws:VPCSourceIP"} {
		check(key, everybody, []Network{Public}, Never)
		check(key, everybody, []Network{Endpoint}, Always)
		check(key, everybody, []Network{UnknownNetwork}, Never|Always)
	}
	for _, key := range []string{"aws:PrincipalAccount", "aws:PrincipalArn", "aws:PrincipalType", "aws:userid"} {
		check(key, unsigned, everywhere, Never)
		check(key, signed, everywhere, Always)
		check(key, []Caller{UnknownCaller}, everywhere, Undecided)
	}
	for _, key := range []string{
		"aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalTag/team", "aws:username",
		"aws:TokenIssueTime", "aws:MultiFactorAuthPresent", "aws:MultiFactorAuthAge",
	} {
		check(key, unsigned, everywhere, Never)
		check(key, append(signed, UnknownCaller), everywhere, Undecided)
	}
	for _, key := range []string{"aws:RequestedRegion", "aws:SourceVPCEndpoint", "execute-api:viaDomainArn", ""} {
		check(key, everybody, everywhere, Undecided)
	}
}

// The behaviour of condition operators where a request has not the key, and
// where it has.
func TestOperators(t *testing.T) {
	missing := `"aws:SourceVpce": "vpce-1"` // on a public API
	tests := []struct {
		condition string
		want      Truth
	}{
		{`{"StringEquals": {` + missing + `}}`, Never},
		{`{"StringLike": {` + missing + `}}`, Never},
		{`{"ArnLike": {` + missing + `}}`, Never},
		{`{"IpAddress": {"aws:VpcSourceIp": "10.0.0.0/8"}}`, Never},
		{`{"Bool": {` + missing + `}}`, Never},
		{`{"DateGreaterThan": {` + missing + `}}`, Never},
		{`{"NumericLessThan": {` + missing + `}}`, Never},
		{`{"StringNotEquals": {` + missing + `}}`, Always},
		{`{"StringNotEqualsIgnoreCase": {` + missing + `}}`, Always},
		{`{"StringNotLike": {` + missing + `}}`, Always},
		{`{"ArnNotLike": {` + missing + `}}`, Always},
		{`{"NotIpAddress": {"aws:VpcSourceIp": "10.0.0.0/8"}}`, Always},
		{`{"StringEqualsIfExists": {` + missing + `}}`, Always},
		{`{"StringNotEqualsIfExists": {` + missing + `}}`, Always},
		{`{"Null": {"aws:SourceVpce": "true"}}`, Always},
		{`{"Null": {"aws:SourceVpce": true}}`, Always},
		{`{"Null": {"aws:SourceVpce": "false"}}`, Never},
		{`{"Null": {"aws:SourceVpce": "<?>"}}`, Undecided},
		{`{"ForAnyValue:StringEquals": {` + missing + `}}`, Never},
		{`{"ForAllValues:StringEquals": {` + missing + `}}`, Always},
		{`{"ForAllValues:StringNotEquals": {` + missing + `}}`, Always},
		{`{"ForAnyValue:StringNotEquals": {` + missing + `}}`, Undecided},
		{`{"ForAnyValue:StringEqualsIfExists": {` + missing + `}}`, Always},
		{`{"ForSomeValue:StringEquals": {` + missing + `}}`, Undecided},
		{`{"stringequals": {` + missing + `}}`, Undecided},
		{`{"StringEqual": {` + missing + `}}`, Undecided},

		{`{"StringNotEquals": {"aws:SourceVpce": ["vpce-<?>", "<?>"]}}`, Always},
		{`{"StringNotEquals": {"aws:SourceVpce": "<?>"}}`, Undecided},
		{`{"StringNotEquals": {"aws:SourceVpce": []}}`, Undecided},
		{`{"StringNotEquals": {"aws:SourceVpce": {}}}`, Undecided},
		{`{"StringNotEquals": "<?>"}`, Undecided},
		{`"<?>"`, Undecided},
		{`"-"`, Always},
		{`{}`, Always},

		{`{"StringEquals": {"aws:SourceVpc": "vpc-1"}, "IpAddress": {"aws:SourceIp": "<?>"}}`, Never},
		{`{"StringNotEquals": {"aws:SourceVpc": "vpc-1"}, "IpAddress": {"aws:SourceIp": "<?>"}}`, Undecided},
		{`{"StringNotEquals": {` + missing + `}, "Null": {"aws:SourceVpce": "false"}}`, Never},
		{`{"StringEquals": {"aws:Referer": "x"}}`, Never | Sometimes},
		{`{"Null": {"aws:Referer": "true"}}`, Sometimes},
		{`{"Null": {"aws:SourceIp": "true"}}`, Never},
		{`{"StringEquals": {"aws:PrincipalOrgID": "o-1"}}`, Never},
		{`{"StringNotEquals": {"aws:PrincipalOrgID": "o-1"}}`, Always},
		{`{"StringEquals": {"aws:RequestedRegion": "eu-west-1"}}`, Undecided},
	}
	for _, test := range tests {
		s := &model.Statement{Conditions: build.JSON(test.condition)}
		if got := condition(s, Anonymous, Public); got != test.want {
			t.Errorf("%s: got %b, want %b", test.condition, got, test.want)
		}
	}
}

func TestAddresses(t *testing.T) {
	tests := []struct {
		values                    string
		public, endpoint, unknown Truth
	}{
		{`"203.0.113.0/24"`, Never | Sometimes, Never, Undecided},
		{`["10.0.0.0/8", "2001:db8::/32", "10.1.2.3"]`, Never | Sometimes, Never, Undecided},
		{`"0.0.0.0/0"`, Undecided, Undecided, Undecided},
		{`["10.0.0.0/8", "::/0"]`, Undecided, Undecided, Undecided},
		{`["10.0.0.0/8", "<?>"]`, Undecided, Undecided, Undecided},
		{`"10.0.0.0/<?>"`, Undecided, Undecided, Undecided},
		{`"office"`, Undecided, Undecided, Undecided},
	}
	for _, test := range tests {
		in := &model.Statement{Conditions: build.JSON(`{"IpAddress": {"AWS:SourceIP": ` + test.values + `}}`)}
		out := &model.Statement{Conditions: build.JSON(`{"NotIpAddress": {"aws:SourceIp": ` + test.values + `}}`)}
		for network, want := range map[Network]Truth{Public: test.public, Endpoint: test.endpoint, UnknownNetwork: test.unknown} {
			if got := condition(in, UnknownCaller, network); got != want {
				t.Errorf("from %s on network %d: got %b, want %b", test.values, network, got, want)
			}
			if got := condition(out, UnknownCaller, network); got != want.Not() {
				t.Errorf("not from %s on network %d: got %b, want %b", test.values, network, got, want.Not())
			}
		}
	}
}
