package schema

import (
	"reflect"
	"sync"

	"github.com/awslabs/goformation/v7/cloudformation/apigateway"
	"github.com/awslabs/goformation/v7/cloudformation/apigatewayv2"
	"github.com/awslabs/goformation/v7/cloudformation/certificatemanager"
	"github.com/awslabs/goformation/v7/cloudformation/cloudfront"
	"github.com/awslabs/goformation/v7/cloudformation/ec2"
	"github.com/awslabs/goformation/v7/cloudformation/elasticloadbalancingv2"
	"github.com/awslabs/goformation/v7/cloudformation/iam"
	"github.com/awslabs/goformation/v7/cloudformation/lambda"
	"github.com/awslabs/goformation/v7/cloudformation/route53"
	"github.com/awslabs/goformation/v7/cloudformation/serverless"
)

// prototypes are the structs that say which properties a type has.
var prototypes = sync.OnceValue(func() map[string]reflect.Type {
	return map[string]reflect.Type{
		"AWS::ApiGateway::Account":                          reflect.TypeFor[apigateway.Account](),
		"AWS::ApiGateway::ApiKey":                           reflect.TypeFor[apigateway.ApiKey](),
		"AWS::ApiGateway::Authorizer":                       reflect.TypeFor[apigateway.Authorizer](),
		"AWS::ApiGateway::BasePathMapping":                  reflect.TypeFor[apigateway.BasePathMapping](),
		"AWS::ApiGateway::ClientCertificate":                reflect.TypeFor[apigateway.ClientCertificate](),
		"AWS::ApiGateway::Deployment":                       reflect.TypeFor[apigateway.Deployment](),
		"AWS::ApiGateway::DocumentationPart":                reflect.TypeFor[apigateway.DocumentationPart](),
		"AWS::ApiGateway::DocumentationVersion":             reflect.TypeFor[apigateway.DocumentationVersion](),
		"AWS::ApiGateway::DomainName":                       reflect.TypeFor[apigateway.DomainName](),
		"AWS::ApiGateway::GatewayResponse":                  reflect.TypeFor[apigateway.GatewayResponse](),
		"AWS::ApiGateway::Method":                           reflect.TypeFor[apigateway.Method](),
		"AWS::ApiGateway::Model":                            reflect.TypeFor[apigateway.Model](),
		"AWS::ApiGateway::RequestValidator":                 reflect.TypeFor[apigateway.RequestValidator](),
		"AWS::ApiGateway::Resource":                         reflect.TypeFor[apigateway.Resource](),
		"AWS::ApiGateway::RestApi":                          reflect.TypeFor[apigateway.RestApi](),
		"AWS::ApiGateway::Stage":                            reflect.TypeFor[apigateway.Stage](),
		"AWS::ApiGateway::UsagePlan":                        reflect.TypeFor[apigateway.UsagePlan](),
		"AWS::ApiGateway::UsagePlanKey":                     reflect.TypeFor[apigateway.UsagePlanKey](),
		"AWS::ApiGateway::VpcLink":                          reflect.TypeFor[apigateway.VpcLink](),
		"AWS::ApiGatewayV2::Api":                            reflect.TypeFor[apigatewayv2.Api](),
		"AWS::ApiGatewayV2::ApiGatewayManagedOverrides":     reflect.TypeFor[apigatewayv2.ApiGatewayManagedOverrides](),
		"AWS::ApiGatewayV2::ApiMapping":                     reflect.TypeFor[apigatewayv2.ApiMapping](),
		"AWS::ApiGatewayV2::Authorizer":                     reflect.TypeFor[apigatewayv2.Authorizer](),
		"AWS::ApiGatewayV2::Deployment":                     reflect.TypeFor[apigatewayv2.Deployment](),
		"AWS::ApiGatewayV2::DomainName":                     reflect.TypeFor[apigatewayv2.DomainName](),
		"AWS::ApiGatewayV2::Integration":                    reflect.TypeFor[apigatewayv2.Integration](),
		"AWS::ApiGatewayV2::IntegrationResponse":            reflect.TypeFor[apigatewayv2.IntegrationResponse](),
		"AWS::ApiGatewayV2::Model":                          reflect.TypeFor[apigatewayv2.Model](),
		"AWS::ApiGatewayV2::Route":                          reflect.TypeFor[apigatewayv2.Route](),
		"AWS::ApiGatewayV2::RouteResponse":                  reflect.TypeFor[apigatewayv2.RouteResponse](),
		"AWS::ApiGatewayV2::Stage":                          reflect.TypeFor[apigatewayv2.Stage](),
		"AWS::ApiGatewayV2::VpcLink":                        reflect.TypeFor[apigatewayv2.VpcLink](),
		"AWS::CertificateManager::Certificate":              reflect.TypeFor[certificatemanager.Certificate](),
		"AWS::CloudFront::CachePolicy":                      reflect.TypeFor[cloudfront.CachePolicy](),
		"AWS::CloudFront::CloudFrontOriginAccessIdentity":   reflect.TypeFor[cloudfront.CloudFrontOriginAccessIdentity](),
		"AWS::CloudFront::Distribution":                     reflect.TypeFor[cloudfront.Distribution](),
		"AWS::CloudFront::Function":                         reflect.TypeFor[cloudfront.Function](),
		"AWS::CloudFront::OriginAccessControl":              reflect.TypeFor[cloudfront.OriginAccessControl](),
		"AWS::CloudFront::OriginRequestPolicy":              reflect.TypeFor[cloudfront.OriginRequestPolicy](),
		"AWS::CloudFront::ResponseHeadersPolicy":            reflect.TypeFor[cloudfront.ResponseHeadersPolicy](),
		"AWS::EC2::SecurityGroup":                           reflect.TypeFor[ec2.SecurityGroup](),
		"AWS::EC2::SecurityGroupEgress":                     reflect.TypeFor[ec2.SecurityGroupEgress](),
		"AWS::EC2::SecurityGroupIngress":                    reflect.TypeFor[ec2.SecurityGroupIngress](),
		"AWS::EC2::Subnet":                                  reflect.TypeFor[ec2.Subnet](),
		"AWS::EC2::VPC":                                     reflect.TypeFor[ec2.VPC](),
		"AWS::EC2::VPCEndpoint":                             reflect.TypeFor[ec2.VPCEndpoint](),
		"AWS::EC2::VPCEndpointService":                      reflect.TypeFor[ec2.VPCEndpointService](),
		"AWS::EC2::VPCEndpointServicePermissions":           reflect.TypeFor[ec2.VPCEndpointServicePermissions](),
		"AWS::ElasticLoadBalancingV2::Listener":             reflect.TypeFor[elasticloadbalancingv2.Listener](),
		"AWS::ElasticLoadBalancingV2::ListenerCertificate":  reflect.TypeFor[elasticloadbalancingv2.ListenerCertificate](),
		"AWS::ElasticLoadBalancingV2::ListenerRule":         reflect.TypeFor[elasticloadbalancingv2.ListenerRule](),
		"AWS::ElasticLoadBalancingV2::LoadBalancer":         reflect.TypeFor[elasticloadbalancingv2.LoadBalancer](),
		"AWS::ElasticLoadBalancingV2::TargetGroup":          reflect.TypeFor[elasticloadbalancingv2.TargetGroup](),
		"AWS::ElasticLoadBalancingV2::TrustStore":           reflect.TypeFor[elasticloadbalancingv2.TrustStore](),
		"AWS::ElasticLoadBalancingV2::TrustStoreRevocation": reflect.TypeFor[elasticloadbalancingv2.TrustStoreRevocation](),
		"AWS::IAM::Group":                                   reflect.TypeFor[iam.Group](),
		"AWS::IAM::GroupPolicy":                             reflect.TypeFor[iam.GroupPolicy](),
		"AWS::IAM::ManagedPolicy":                           reflect.TypeFor[iam.ManagedPolicy](),
		"AWS::IAM::Policy":                                  reflect.TypeFor[iam.Policy](),
		"AWS::IAM::Role":                                    reflect.TypeFor[iam.Role](),
		"AWS::IAM::RolePolicy":                              reflect.TypeFor[iam.RolePolicy](),
		"AWS::IAM::User":                                    reflect.TypeFor[iam.User](),
		"AWS::IAM::UserPolicy":                              reflect.TypeFor[iam.UserPolicy](),
		"AWS::Lambda::Alias":                                reflect.TypeFor[lambda.Alias](),
		"AWS::Lambda::CodeSigningConfig":                    reflect.TypeFor[lambda.CodeSigningConfig](),
		"AWS::Lambda::EventInvokeConfig":                    reflect.TypeFor[lambda.EventInvokeConfig](),
		"AWS::Lambda::EventSourceMapping":                   reflect.TypeFor[lambda.EventSourceMapping](),
		"AWS::Lambda::Function":                             reflect.TypeFor[lambda.Function](),
		"AWS::Lambda::LayerVersion":                         reflect.TypeFor[lambda.LayerVersion](),
		"AWS::Lambda::LayerVersionPermission":               reflect.TypeFor[lambda.LayerVersionPermission](),
		"AWS::Lambda::Permission":                           reflect.TypeFor[lambda.Permission](),
		"AWS::Lambda::Url":                                  reflect.TypeFor[lambda.Url](),
		"AWS::Lambda::Version":                              reflect.TypeFor[lambda.Version](),
		"AWS::Route53::CidrCollection":                      reflect.TypeFor[route53.CidrCollection](),
		"AWS::Route53::DNSSEC":                              reflect.TypeFor[route53.DNSSEC](),
		"AWS::Route53::HealthCheck":                         reflect.TypeFor[route53.HealthCheck](),
		"AWS::Route53::HostedZone":                          reflect.TypeFor[route53.HostedZone](),
		"AWS::Route53::KeySigningKey":                       reflect.TypeFor[route53.KeySigningKey](),
		"AWS::Route53::RecordSet":                           reflect.TypeFor[route53.RecordSet](),
		"AWS::Route53::RecordSetGroup":                      reflect.TypeFor[route53.RecordSetGroup](),
		"AWS::Serverless::Api":                              reflect.TypeFor[serverless.Api](),
		"AWS::Serverless::Application":                      reflect.TypeFor[serverless.Application](),
		"AWS::Serverless::Function":                         reflect.TypeFor[serverless.Function](),
		"AWS::Serverless::HttpApi":                          reflect.TypeFor[serverless.HttpApi](),
		"AWS::Serverless::LayerVersion":                     reflect.TypeFor[serverless.LayerVersion](),
		"AWS::Serverless::SimpleTable":                      reflect.TypeFor[serverless.SimpleTable](),
		"AWS::Serverless::StateMachine":                     reflect.TypeFor[serverless.StateMachine](),
	}
})
