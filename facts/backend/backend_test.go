package backend_test

import (
	"testing"

	"github.com/gatelint/gatelint/facts/backend"
	"github.com/gatelint/gatelint/facts/function"
	"github.com/gatelint/gatelint/facts/internal/build"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

const (
	gateway     = "arn:<partition>:apigateway:<region>:"
	functionARN = "arn:aws:lambda:<region>:<account>:function:"
)

// show gives a fact in a word: "-" if absent, "?" if unknown.
func show(v value.Value) string {
	switch {
	case v.IsAbsent():
		return "-"
	case v.IsUnknown() && v.Parts() == nil:
		return "?"
	}
	return v.Show()
}

func TestBackend(t *testing.T) {
	tests := []struct {
		kind, subtype, uri                 string
		service, form, function, qualifier string
	}{
		// Lambda by the ARN that invokes it.
		{"AWS_PROXY", "-", build.InvocationURI("<f.arn>"), "lambda", "invocation", "f", "-"},
		{"AWS", "-", build.InvocationURI("<f.arn>"), "lambda", "invocation", "f", "-"},
		{"aws_proxy", "-", build.InvocationURI("<f.arn>"), "lambda", "invocation", "f", "-"},
		{"AWS_PROXY", "", build.InvocationURI("<f.arn>"), "lambda", "invocation", "f", "-"},
		{"AWS_PROXY", "-", build.InvocationURI("<f.qualified_arn>"), "lambda", "invocation", "f", "?"},
		{"AWS_PROXY", "-", build.InvocationURI("<live.arn>"), "lambda", "invocation", "f", "live"},
		{"AWS_PROXY", "-", build.InvocationURI("<f.arn>:live"), "lambda", "invocation", "f", "live"},
		{"AWS_PROXY", "-", build.InvocationURI(functionARN + "orders"), "lambda", "invocation", "f", "-"},
		{"AWS_PROXY", "-", build.InvocationURI(functionARN + "orders:${stageVariables.v}"), "lambda", "invocation", "f", "?"},
		{"AWS_PROXY", "-", build.InvocationURI(functionARN + "${stageVariables.v}"), "lambda", "invocation", "", "?"},
		{"AWS_PROXY", "-", build.InvocationURI("<data.aws_lambda_function.x.arn>"), "lambda", "invocation", "", "-"},
		{"AWS_PROXY", "-", build.InvocationURI("<?>"), "lambda", "invocation", "", "?"},
		{"AWS_PROXY", "-", gateway + "lambda:path//2015-03-31/functions/<f.arn>/invocations", "lambda", "invocation", "f", "-"},
		{"AWS_PROXY", "-", gateway + "lambda:path/2021-11-15/functions/<f.arn>/response-streaming-invocations", "lambda", "invocation", "f", "-"},
		{"AWS_PROXY", "-", "<?>:lambda:path/2015-03-31/functions/<f.arn>/invocations", "lambda", "invocation", "f", "-"},
		// Malformed, but certainly meant for Lambda.
		{"AWS_PROXY", "-", gateway + "lambda:path/2015-03-31/functions/arn:aws:lambda:a:1:function:f", "lambda", "?", "", "?"},
		{"AWS_PROXY", "-", "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/x", "lambda", "-", "", "?"},
		{"AWS_PROXY", "-", "arn:aws:apigateway:lambda:path/2015-03-31/functions/x/invocations", "lambda", "-", "", "?"},
		// Lambda by the function's own ARN.
		{"AWS_PROXY", "-", "<f.arn>", "lambda", "function", "f", "-"},
		{"AWS_PROXY", "-", "<f.arn>:live", "lambda", "function", "f", "live"},
		{"AWS_PROXY", "-", "<live.arn>", "lambda", "function", "f", "live"},
		{"AWS_PROXY", "-", functionARN + "orders", "lambda", "function", "f", "-"},
		{"AWS_PROXY", "-", functionARN + "elsewhere", "lambda", "function", "", "-"},
		{"AWS_PROXY", "-", "<queue.arn>", "?", "?", "", "?"},
		{"AWS_PROXY", "-", "<f.name>", "?", "?", "", "?"},
		// Other services.
		{"AWS", "-", gateway + "sqs:path/1/orders", "sqs", "-", "", "-"},
		{"AWS", "-", gateway + "states:action/StartExecution", "states", "-", "", "-"},
		{"AWS", "-", gateway + "<?>.s3:path/{key}", "s3", "-", "", "-"},
		{"AWS", "-", gateway + "bucket.s3:path/{key}", "s3", "-", "", "-"},
		{"AWS", "-", gateway + "<?>:path/{key}", "?", "?", "", "?"},
		{"AWS_PROXY", "-", gateway + "firehose:action/PutRecord", "firehose", "-", "", "-"},
		{"AWS_PROXY", "SQS-SendMessage", "-", "sqs", "-", "", "-"},
		{"AWS_PROXY", "StepFunctions-StartExecution", build.InvocationURI("<f.arn>"), "states", "-", "", "-"},
		{"AWS_PROXY", "EventBridge-PutEvents", "-", "events", "-", "", "-"},
		{"AWS_PROXY", "<?>", build.InvocationURI("<f.arn>"), "?", "?", "", "?"},
		// No AWS service.
		{"HTTP_PROXY", "-", "https://example.com/<?>", "http", "-", "", "-"},
		{"HTTP", "-", "<?>", "http", "-", "", "-"},
		{"MOCK", "-", "-", "mock", "-", "", "-"},
		{"MOCK", "-", build.InvocationURI("<f.arn>"), "mock", "-", "", "-"},
		// What cannot be told.
		{"<?>", "-", build.InvocationURI("<f.arn>"), "?", "?", "", "?"},
		{"AWS_PROXY", "-", "<?>", "?", "?", "", "?"},
		{"AWS_PROXY", "-", "<?>/invocations", "?", "?", "", "?"},
		{"AWS_PROXY", "-", "-", "-", "-", "", "-"},
		{"AWS_PROXY", "-", "nonsense", "-", "-", "", "-"},
	}
	for _, test := range tests {
		t.Run(test.kind+" "+test.subtype+" "+test.uri, func(t *testing.T) {
			m := &model.Model{}
			build.Function(m, "f", "orders")
			build.Alias(m, "live", "<f.name>", "live")
			integration := build.Integration(m, test.uri)
			integration.Type, integration.Subtype = build.Value(test.kind), build.Value(test.subtype)
			backend.Attach(m, function.NewIndex(m))
			got := integration.Backend
			if show(got.Service) != test.service || show(got.Form) != test.form ||
				got.FunctionID != test.function || show(got.Qualifier) != test.qualifier {
				t.Errorf("got service %s, form %s, function %q, qualifier %s; want %s, %s, %q, %s",
					show(got.Service), show(got.Form), got.FunctionID, show(got.Qualifier),
					test.service, test.form, test.function, test.qualifier)
			}
			if (got.Function == nil) != (got.FunctionID == "") {
				t.Errorf("function %v does not go with id %q", got.Function, got.FunctionID)
			}
		})
	}
}
