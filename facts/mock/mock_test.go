package mock_test

import (
	"testing"

	"github.com/gatelint/gatelint/facts/internal/build"
	"github.com/gatelint/gatelint/facts/mock"
	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

const (
	absent  = "(not set)"
	unknown = "(unknown)"
)

func TestTemplate(t *testing.T) {
	tests := map[string]string{
		`{"statusCode": 200}`:                       "200",
		`{statusCode: 200}`:                         "200",
		`{'statusCode': 204}`:                       "204",
		`{"statusCode": 200,}`:                      "200",
		"\n{ \"statusCode\" : 200 \n}\n":            "200",
		`{"a": {"b": [1, "}"]}, "statusCode": 200}`: "200",
		`{"a": "it's, {fine}", "statusCode": 200}`:  "200",
		`{"a": "\"", "statusCode": 200}`:            "200",
		`{"statusCode": 0}`:                         "0",
		`{"statusCode": -1000}`:                     "-1000",
		// No integer, for certain.
		`{"statusCode": "200"}`:        absent,
		`{"statusCode": '200'}`:        absent,
		`{"statusCode": null}`:         absent,
		`{"statusCode": OK}`:           absent,
		`{"statusCode": 200`:           absent,
		`"statusCode": 200`:            absent,
		`{"statusCode': 200}`:          absent,
		`{'statusCode": 200}`:          absent,
		`{"a": {"statusCode": 1}}`:     absent,
		`{}`:                           absent,
		``:                             absent,
		`{"message": "ok"}`:            absent,
		`#set($a = 1){"a": $a}`:        absent,
		`{"id": "$context.requestId"}`: absent,
		// What the reader does not know.
		`{"statusCode": 200.0}`:                 unknown,
		`{"statusCode": 2e2}`:                   unknown,
		`{"statusCode": 0200}`:                  unknown,
		`{"StatusCode": 200}`:                   unknown,
		`{"statusCode": 200, "statusCode": 1}`:  unknown,
		`[{"statusCode": 200}]`:                 unknown,
		"{ // why\n\"statusCode\": 200}":        unknown,
		`{"statusCode": 200} trailing`:          unknown,
		`{"statusCode": $context.status}`:       unknown,
		`#if(true){"statusCode": 200}#end`:      unknown,
		`{"a": "$context.id", "statusCode": 1}`: unknown,
		`$input.json('$')`:                      unknown,
		`$stageVariables.answer`:                unknown,
		`<?>`:                                   unknown,
		`{"statusCode": <?>}`:                   unknown,
		`{"a": "<?>"}`:                          unknown,
	}
	for template, want := range tests {
		if got := mock.Template(build.Value(template)); got.Show() != want || got.IsKnown() != (want != absent && want != unknown) {
			t.Errorf("%s: got %s, want %s", template, got.Show(), want)
		}
	}
}

func TestEncodedTemplate(t *testing.T) {
	nowhere := source.Range{}
	entry := func(key string, v value.Value) value.Entry { return value.Entry{Key: key, Value: v} }
	other := entry("message", build.Value("<?>"))
	tests := []struct {
		name  string
		inner value.Value
		want  string
	}{
		{"number", value.OfMap([]value.Entry{entry("statusCode", value.OfNumber("200", nowhere)), other}, false, nowhere), "200"},
		{"text", value.OfMap([]value.Entry{entry("statusCode", build.Value("200")), other}, false, nowhere), absent},
		{"computed text", value.OfMap([]value.Entry{entry("statusCode", build.Value("$x")), other}, false, nowhere), unknown},
		{"unknown", value.OfMap([]value.Entry{entry("statusCode", build.Value("<?>"))}, false, nowhere), unknown},
		{"no key", value.OfMap([]value.Entry{other}, false, nowhere), unknown},
		{"open", value.OfMap(nil, true, nowhere), unknown},
		{"fraction", value.OfMap([]value.Entry{entry("statusCode", value.OfNumber("2.5", nowhere))}, false, nowhere), unknown},
	}
	for _, test := range tests {
		template := build.Value("{<?>}").WithInner(test.inner)
		if got := mock.Template(template); got.Show() != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got.Show(), test.want)
		}
	}
}

func TestStatus(t *testing.T) {
	const good, bad = `{"statusCode": 200}`, `{}`
	open := value.OfMap(build.Map("application/json", good).Entries(), true, source.Range{})
	tests := []struct {
		name, kind, protocol string
		templates            value.Value
		want                 string
	}{
		{"JSON", "MOCK", model.REST, build.Map("application/json", good), "200"},
		{"default", "MOCK", model.REST, build.Map("$default", good), "200"},
		{"JSON decides", "MOCK", model.REST, build.Map("application/json", bad, "text/plain", good), absent},
		{"other type", "MOCK", model.REST, build.Map("text/plain", good), unknown},
		{"other type without", "MOCK", model.REST, build.Map("text/plain", bad), absent},
		{"empty map", "MOCK", model.REST, build.Map(), absent},
		{"no templates", "MOCK", model.REST, build.Value("-"), absent},
		{"unknown templates", "MOCK", model.REST, build.Value("<?>"), unknown},
		{"unknown template", "MOCK", model.REST, build.Map("application/json", "<?>"), unknown},
		{"open map with JSON", "MOCK", model.REST, open, "200"},
		{"open map", "MOCK", model.REST, value.OfMap(nil, true, source.Range{}), unknown},
		{"WebSocket", "MOCK", model.WebSocket, build.Map("200", good), "200"},
		{"WebSocket, all without", "MOCK", model.WebSocket, build.Map("a", bad, "b", bad), absent},
		{"WebSocket, one without", "MOCK", model.WebSocket, build.Map("a", bad, "b", good), unknown},
		{"unknown protocol", "MOCK", "<?>", build.Map("a", good), "200"},
		{"no mock", "AWS_PROXY", model.REST, build.Map("application/json", good), absent},
		{"perhaps no mock", "<?>", model.REST, build.Map("application/json", good), "200"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := &model.Model{}
			integration := build.Integration(m, "-")
			integration.Type, integration.Protocol = build.Value(test.kind), build.Value(test.protocol)
			integration.RequestTemplates = test.templates
			mock.Attach(m)
			if got := integration.MockStatus; got.Show() != test.want {
				t.Errorf("got %s, want %s", got.Show(), test.want)
			}
		})
	}
}

func FuzzTemplate(f *testing.F) {
	f.Add(`{"statusCode": 200}`)
	f.Add(`{'a': [1,{"b":"c"}], statusCode: 200,}`)
	f.Fuzz(func(t *testing.T, template string) {
		status := mock.Template(value.OfText(template, source.Range{}))
		if status.IsKnown() && status.Kind() != value.Number {
			t.Errorf("%q sets %s, which is no number", template, status.Show())
		}
	})
}
