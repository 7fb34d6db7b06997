package waiting_test

import (
	"testing"

	"github.com/gatelint/gatelint/facts/internal/build"
	"github.com/gatelint/gatelint/facts/waiting"
	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

const (
	absent  = "(not set)"
	unknown = "(unknown)"
)

// show writes a value down for comparison.
func show(v value.Value) string {
	text, known := v.Text()
	switch {
	case known:
		return text
	case v.IsAbsent():
		return absent
	}
	return unknown
}

func TestIntegration(t *testing.T) {
	unset, hole := build.Value("-"), build.Value("<?>")
	event := build.Map("integration.request.header.x-amz-invocation-type", "'Event'")
	open := value.OfMap(nil, true, unset.At)
	for name, test := range map[string]struct {
		protocol string
		change   func(i *model.Integration)
		want     string
	}{
		"rest":                   {model.REST, func(*model.Integration) {}, "29"},
		"websocket":              {model.WebSocket, func(*model.Integration) {}, "29"},
		"http":                   {model.HTTP, func(*model.Integration) {}, "30"},
		"protocol not known":     {"<?>", func(*model.Integration) {}, unknown},
		"written":                {model.REST, func(i *model.Integration) { i.TimeoutMillis = build.Value("1500") }, "1.5"},
		"raised":                 {model.REST, func(i *model.Integration) { i.TimeoutMillis = build.Value("120000") }, "120"},
		"timeout not known":      {model.REST, func(i *model.Integration) { i.TimeoutMillis = hole }, unknown},
		"no number":              {model.REST, func(i *model.Integration) { i.TimeoutMillis = build.Value("soon") }, unknown},
		"buffered":               {model.REST, func(i *model.Integration) { i.TransferMode = build.Value("BUFFERED") }, "29"},
		"streamed":               {model.REST, func(i *model.Integration) { i.TransferMode = build.Value("STREAM") }, absent},
		"perhaps streamed":       {model.REST, func(i *model.Integration) { i.TransferMode = hole }, unknown},
		"asynchronous":           {model.REST, func(i *model.Integration) { i.RequestParameters = event }, absent},
		"asynchronous websocket": {model.WebSocket, func(i *model.Integration) { i.RequestParameters = event }, absent},
		"perhaps asynchronous":   {model.REST, func(i *model.Integration) { i.RequestParameters = hole }, unknown},
		"more parameters":        {model.REST, func(i *model.Integration) { i.RequestParameters = open }, unknown},
		"other parameters": {model.REST, func(i *model.Integration) {
			i.RequestParameters = build.Map("integration.request.path.id", "method.request.path.id")
		}, "29"},
		"parameters of an http api": {model.HTTP, func(i *model.Integration) { i.RequestParameters = hole }, "30"},
	} {
		i := &model.Integration{Protocol: build.Value(test.protocol), TimeoutMillis: unset, TransferMode: unset, RequestParameters: unset}
		test.change(i)
		if got := show(waiting.Integration(i)); got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
}

func TestAuthorizer(t *testing.T) {
	for protocol, want := range map[string]string{model.HTTP: "10", model.REST: unknown, model.WebSocket: unknown, "<?>": unknown} {
		if got := show(waiting.Authorizer(&model.Authorizer{Protocol: build.Value(protocol)})); got != want {
			t.Errorf("%s: %s, want %s", protocol, got, want)
		}
	}
}

func TestShared(t *testing.T) {
	// other makes a resource of a type that mentions what is named.
	other := func(m *model.Model, kind string, mentions ...string) {
		m.Types["other"], m.Dependencies["other"] = kind, mentions
	}
	permit := func(f *model.Function, principal string) {
		f.Permissions = append(f.Permissions, &model.Permission{Principal: build.Value(principal)})
	}
	for name, test := range map[string]struct {
		change func(m *model.Model, f *model.Function)
		want   string
	}{
		"nothing else":      {func(*model.Model, *model.Function) {}, "false"},
		"api gateway":       {func(_ *model.Model, f *model.Function) { permit(f, "apigateway.amazonaws.com") }, "false"},
		"another service":   {func(_ *model.Model, f *model.Function) { permit(f, "events.amazonaws.com") }, "true"},
		"somebody":          {func(_ *model.Model, f *model.Function) { permit(f, "<?>") }, unknown},
		"permissions open":  {func(_ *model.Model, f *model.Function) { f.PermissionsSet.Complete = false }, unknown},
		"an integration":    {func(m *model.Model, _ *model.Function) { other(m, "aws_api_gateway_integration", "f") }, "false"},
		"an alarm":          {func(m *model.Model, _ *model.Function) { other(m, "AWS::CloudWatch::Alarm", "f") }, "false"},
		"a log group":       {func(m *model.Model, _ *model.Function) { other(m, "aws_cloudwatch_log_group", "f") }, "false"},
		"a log filter":      {func(m *model.Model, _ *model.Function) { other(m, "AWS::Logs::SubscriptionFilter", "f") }, unknown},
		"an event source":   {func(m *model.Model, _ *model.Function) { other(m, "aws_lambda_event_source_mapping", "f") }, unknown},
		"a function url":    {func(m *model.Model, _ *model.Function) { other(m, "AWS::Lambda::Url", "f") }, unknown},
		"another function":  {func(m *model.Model, _ *model.Function) { other(m, "aws_lambda_function", "f") }, unknown},
		"another, and more": {func(m *model.Model, f *model.Function) { other(m, "x", "f"); permit(f, "s3.amazonaws.com") }, "true"},
		"another, then somebody": {func(_ *model.Model, f *model.Function) {
			permit(f, "s3.amazonaws.com")
			permit(f, "<?>")
		}, "true"},
		"something else": {func(m *model.Model, _ *model.Function) { other(m, "aws_lambda_event_source_mapping", "g") }, "false"},
		"itself":         {func(m *model.Model, _ *model.Function) { m.Dependencies["f"] = []string{"f"} }, "false"},
		"its alias": {func(m *model.Model, _ *model.Function) {
			m.Aliases = append(m.Aliases, &model.Alias{Entity: build.Entity("live"), FunctionName: build.Value("<f.name>")})
			other(m, "aws_lambda_event_source_mapping", "live")
		}, unknown},
		"too many mentions": {func(m *model.Model, _ *model.Function) {
			other(m, "aws_lambda_event_source_mapping", make([]string, resource.MaxMentioned)...)
		}, unknown},
	} {
		m := &model.Model{Types: map[string]string{"f": "aws_lambda_function"}, Dependencies: map[string][]string{}}
		f := &model.Function{Entity: build.Entity("f"), PermissionsSet: model.Set{Complete: true}}
		m.Functions = []*model.Function{f}
		test.change(m, f)
		waiting.Attach(m)
		if got := show(f.Shared); got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
}

// Both kinds of callers are filled.
func TestAttachFillsAll(t *testing.T) {
	m := &model.Model{
		Integrations: []*model.Integration{{Protocol: build.Value(model.HTTP), TransferMode: build.Value("-"), TimeoutMillis: build.Value("-")}},
		Authorizers:  []*model.Authorizer{{Protocol: build.Value(model.HTTP)}},
	}
	waiting.Attach(m)
	if got := show(m.Integrations[0].WaitSeconds) + " " + show(m.Authorizers[0].WaitSeconds); got != "30 10" {
		t.Errorf("the waits are %s, want 30 10", got)
	}
}
