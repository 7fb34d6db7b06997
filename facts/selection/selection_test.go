package selection_test

import (
	"testing"

	"github.com/gatelint/gatelint/facts/internal/build"
	"github.com/gatelint/gatelint/facts/selection"
	"github.com/gatelint/gatelint/model"
)

const (
	absent  = "(not set)"
	unknown = "(unknown)"
)

// unmatched gives what of the answers of a service is unmatched by the patterns.
func unmatched(change func(*model.Integration), service string, patterns ...string) string {
	i := &model.Integration{
		Protocol: build.Value(model.REST), Type: build.Value("AWS"), ResponsesSet: model.Set{Complete: true},
		Backend: model.Backend{Service: build.Value(service)},
	}
	for _, pattern := range patterns {
		i.Responses = append(i.Responses, &model.IntegrationResponse{SelectionPattern: build.Value(pattern)})
	}
	if change != nil {
		change(i)
	}
	selection.Attach(&model.Model{Integrations: []*model.Integration{i}})
	switch text, known := i.Unmatched.Text(); {
	case known:
		return text
	case i.Unmatched.IsAbsent():
		return absent
	}
	return unknown
}

func TestLambda(t *testing.T) {
	for name, test := range map[string]struct {
		patterns []string
		want     string
	}{
		"errors only":         {[]string{"Bad Request.*", `.*"code":404.*`}, selection.Successes},
		"a default":           {[]string{"-", "Bad Request.*"}, absent},
		"an empty pattern":    {[]string{"", "Bad Request.*"}, absent},
		"matches nothing too": {[]string{"^$"}, absent},
		"anything":            {[]string{"(.|\\n)*"}, absent},
		"something":           {[]string{"(.|\\n)+"}, selection.Successes},
		"none":                {nil, absent},
		"not known":           {[]string{"Bad Request.*", "<?>"}, unknown},
		"in part":             {[]string{"Bad <?>"}, unknown},
		"a default behind":    {[]string{"Bad Request.*", "-"}, absent},
		"look-ahead":          {[]string{"(?!Bad).*"}, unknown},
		"intersection":        {[]string{"[a-z&&[^b]]"}, unknown},
		"class in class":      {[]string{"[a[bc]]"}, unknown},
		"class with its end":  {[]string{"[]a]"}, unknown},
		"possessive":          {[]string{"a++"}, unknown},
	} {
		if got := unmatched(nil, "lambda", test.patterns...); got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
}

func TestStatuses(t *testing.T) {
	for name, test := range map[string]struct {
		patterns []string
		// service and http are what is unmatched of a service and of an HTTP
		// backend.
		service, http string
	}{
		"successes":        {[]string{`2\d{2}`}, absent, "answers with 4xx"},
		"one success":      {[]string{"200"}, absent, "answers with 4xx"},
		"failures":         {[]string{`4\d{2}`, `5\d{2}`}, "answers with 2xx", "answers with 2xx"},
		"failures of ours": {[]string{`5\d{2}`}, "answers with 2xx", "answers with 2xx and 4xx"},
		"both":             {[]string{"200", "404"}, absent, absent},
		"all at once":      {[]string{`\d{3}`}, absent, absent},
		"part of the code": {[]string{"2", "4"}, absent, absent},
		"with margins":     {[]string{`.*[24]\d\d.*`}, absent, absent},
		"no code":          {[]string{"4xx"}, "answers with 2xx", "answers with 2xx and 4xx"},
		"an empty text":    {[]string{"^$"}, "answers with 2xx", "answers with 2xx and 4xx"},
		"the last one":     {[]string{"299", "499"}, absent, absent},
	} {
		if got := unmatched(nil, "sqs", test.patterns...); got != test.service {
			t.Errorf("%s: %s of a service, want %s", name, got, test.service)
		}
		if got := unmatched(nil, "http", test.patterns...); got != test.http {
			t.Errorf("%s: %s of an HTTP backend, want %s", name, got, test.http)
		}
	}
}

func TestOtherIntegrations(t *testing.T) {
	for name, test := range map[string]struct {
		change func(i *model.Integration)
		want   string
	}{
		"http":              {func(i *model.Integration) { i.Type = build.Value("HTTP") }, selection.Successes},
		"proxy":             {func(i *model.Integration) { i.Type = build.Value("AWS_PROXY") }, absent},
		"mock":              {func(i *model.Integration) { i.Type = build.Value("MOCK") }, absent},
		"type not known":    {func(i *model.Integration) { i.Type = build.Value("<?>") }, unknown},
		"websocket":         {func(i *model.Integration) { i.Protocol = build.Value(model.WebSocket) }, unknown},
		"protocol unknown":  {func(i *model.Integration) { i.Protocol = build.Value("<?>") }, unknown},
		"service not known": {func(i *model.Integration) { i.Backend.Service = build.Value("<?>") }, unknown},
		"out of sight":      {func(i *model.Integration) { i.ResponsesSet.Complete = false }, unknown},
	} {
		if got := unmatched(test.change, "lambda", "Bad Request.*"); got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
}
