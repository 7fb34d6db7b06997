package waiting

import (
	"strings"

	"github.com/gatelint/gatelint/internal/resource"
	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// gateway is the principal of API Gateway's permissions.
const gateway = "apigateway.amazonaws.com"

// harmless lists how the types of resources begin which may mention a function
// and do not invoke it, or are API Gateway's own. Permissions are looked at by
// themselves.
var harmless = []string{
	"aws_api_gateway_", "aws_apigatewayv2_", "AWS::ApiGateway::", "AWS::ApiGatewayV2::",
	"aws_lambda_permission", "AWS::Lambda::Permission",
	"aws_lambda_alias", "AWS::Lambda::Alias", "AWS::Lambda::Version",
	"aws_lambda_provisioned_concurrency_config",
	"aws_appautoscaling_target", "AWS::ApplicationAutoScaling::ScalableTarget",
	"aws_cloudwatch_log_group", "AWS::Logs::LogGroup", "aws_cloudwatch_log_metric_filter", "AWS::Logs::MetricFilter",
	"aws_cloudwatch_metric_alarm", "AWS::CloudWatch::",
	"aws_cloudwatch_dashboard", "aws_codedeploy_", "AWS::CodeDeploy::",
}

// shared fills in which functions something besides API Gateway invokes. A
// permission of another service says so. What else has to do with a function may
// invoke it, unless it is of a kind that is listed as harmless.
func shared(m *model.Model) {
	mentioned, whole := mentions(m)
	for _, f := range m.Functions {
		f.Shared = value.OfBool(false, f.At)
		if !f.PermissionsSet.Complete || !whole || mentioned[f.Address] {
			f.Shared = value.NotKnown(value.Unsupported, "something else may invoke it", f.At)
		}
		for _, permission := range f.Permissions {
			principal, known := permission.Principal.Text()
			if known && principal != gateway {
				f.Shared = value.OfBool(true, f.At)
				break
			}
			if !known {
				f.Shared = value.Because(f.At, permission.Principal)
			}
		}
	}
}

// mentions gives the functions that resources mention which may invoke them, by
// address, and whether all mentions are in view.
func mentions(m *model.Model) (mentioned map[string]bool, whole bool) {
	functions := map[string][]string{}
	for _, f := range m.Functions {
		functions[f.Address] = []string{f.Address}
	}
	for _, alias := range m.Aliases {
		for _, ref := range alias.FunctionName.Refs() {
			functions[alias.Address] = append(functions[alias.Address], ref.Address)
		}
	}
	mentioned, whole = map[string]bool{}, true
	for address, others := range m.Dependencies {
		if isHarmless(m.Types[address]) {
			continue
		}
		whole = whole && len(others) < resource.MaxMentioned
		for _, other := range others {
			for _, f := range functions[other] {
				mentioned[f] = mentioned[f] || f != address
			}
		}
	}
	return mentioned, whole
}

func isHarmless(kind string) bool {
	for _, prefix := range harmless {
		if strings.HasPrefix(kind, prefix) {
			return true
		}
	}
	return false
}
