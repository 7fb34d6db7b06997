package arn_test

import (
	"testing"

	"github.com/gatelint/gatelint/facts/arn"
	"github.com/gatelint/gatelint/facts/internal/build"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
)

// Where it is known where an API is, permissions for other places are not its
// own; and a place is the same place whether it is written or referred to.
func TestMatchKnowsThePlaceOfAnAPI(t *testing.T) {
	inRegion := func(text string) value.Value { return value.OfText(text, source.Range{}) }
	provider := value.OfRef(value.Ref{Address: "provider.aws.x", Attr: "region"}, source.Range{})
	for _, test := range []struct {
		name, pattern   string
		region, account value.Value
		want            arn.Answer
	}{
		{"its own", "arn:aws:execute-api:eu-west-1:111122223333:<rest.id>/*/*", inRegion("eu-west-1"), inRegion("111122223333"), arn.Always},
		{"by reference", "<rest.execution_arn>/*/*", inRegion("eu-west-1"), inRegion("111122223333"), arn.Always},
		{"another region", "arn:aws:execute-api:us-east-1:111122223333:<rest.id>/*/*", inRegion("eu-west-1"), inRegion("111122223333"), arn.Never},
		{"another account", "arn:aws:execute-api:eu-west-1:444455556666:<rest.id>/*/*", inRegion("eu-west-1"), inRegion("111122223333"), arn.Never},
		{"another partition", "arn:aws:execute-api:cn-north-1:111122223333:<rest.id>/*/*", inRegion("cn-north-1"), inRegion("111122223333"), arn.Never},
		{"account not known", "arn:aws:execute-api:eu-west-1:111122223333:<rest.id>/*/*", inRegion("eu-west-1"), value.Value{}, arn.Maybe},
		{"region not known", "arn:aws:execute-api:eu-west-1:111122223333:<rest.id>/*/*", value.Value{}, inRegion("111122223333"), arn.Maybe},
		{"the same provider's", "arn:<partition>:execute-api:<provider.aws.x.region>:<account>:<rest.id>/*/*", provider, value.Value{}, arn.Always},
		{"a module's provider", "arn:<partition>:execute-api:<module.m[\"a.b\"].provider.aws.region>:<account>:<rest.id>/test/*", value.OfRef(value.Ref{Address: "module.m[\"a.b\"].provider.aws", Attr: "region"}, source.Range{}), value.Value{}, arn.Never},
		{"another provider's", "arn:<partition>:execute-api:<provider.aws.y.region>:<account>:<rest.id>/*/*", provider, value.Value{}, arn.Maybe},
	} {
		t.Run(test.name, func(t *testing.T) {
			m := apis()
			api := m.APIs[0]
			api.Region, api.Account = test.region, test.account
			scope := arn.NewScope(m)
			request := scope.RouteRequest(routeOf(m, api.Address, "GET /orders"), arn.Free{})
			if got := scope.Match(scope.Pattern(build.Value(test.pattern)), request); got != test.want {
				t.Errorf("got %d, want %d", got, test.want)
			}
		})
	}
}
