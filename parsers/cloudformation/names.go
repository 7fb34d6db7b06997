package cloudformation

import (
	"strings"
	"unicode"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/value"
)

// refKind says what Ref of a resource type is.
type refKind struct {
	// attr is the attribute, in the words of all dialects.
	attr string
	// property is the property that gives it, where there is one.
	property string
}

// refs lists the types whose Ref is not an id.
var refs = map[string]refKind{
	"AWS::ApiGateway::DomainName":                {attr: "name", property: "DomainName"},
	"AWS::ApiGateway::DomainNameV2":              {attr: "arn"},
	"AWS::ApiGateway::Model":                     {attr: "name", property: "Name"},
	"AWS::ApiGateway::Stage":                     {attr: "name", property: "StageName"},
	"AWS::ApiGatewayV2::DomainName":              {attr: "name", property: "DomainName"},
	"AWS::ApiGatewayV2::Stage":                   {attr: "name", property: "StageName"},
	"AWS::CertificateManager::Certificate":       {attr: "arn"},
	"AWS::CloudFormation::Stack":                 {attr: "arn"},
	"AWS::Cognito::UserPoolDomain":               {attr: "name", property: "Domain"},
	"AWS::DynamoDB::GlobalTable":                 {attr: "name", property: "TableName"},
	"AWS::DynamoDB::Table":                       {attr: "name", property: "TableName"},
	"AWS::ElasticLoadBalancingV2::Listener":      {attr: "arn"},
	"AWS::ElasticLoadBalancingV2::ListenerRule":  {attr: "arn"},
	"AWS::ElasticLoadBalancingV2::LoadBalancer":  {attr: "arn"},
	"AWS::ElasticLoadBalancingV2::TargetGroup":   {attr: "arn"},
	"AWS::Events::EventBus":                      {attr: "name", property: "Name"},
	"AWS::IAM::Group":                            {attr: "name", property: "GroupName"},
	"AWS::IAM::ManagedPolicy":                    {attr: "arn"},
	"AWS::IAM::Role":                             {attr: "name", property: "RoleName"},
	"AWS::IAM::User":                             {attr: "name", property: "UserName"},
	"AWS::Kinesis::Stream":                       {attr: "name", property: "Name"},
	"AWS::KinesisFirehose::DeliveryStream":       {attr: "name", property: "DeliveryStreamName"},
	"AWS::Lambda::Alias":                         {attr: "arn"},
	"AWS::Lambda::CodeSigningConfig":             {attr: "arn"},
	"AWS::Lambda::Function":                      {attr: "name", property: "FunctionName"},
	"AWS::Lambda::LayerVersion":                  {attr: "arn"},
	"AWS::Lambda::Url":                           {attr: "function_arn"},
	"AWS::Lambda::Version":                       {attr: "arn"},
	"AWS::Logs::LogGroup":                        {attr: "name", property: "LogGroupName"},
	"AWS::Route53::RecordSet":                    {attr: "name", property: "Name"},
	"AWS::S3::Bucket":                            {attr: "name", property: "BucketName"},
	"AWS::SecretsManager::Secret":                {attr: "arn"},
	"AWS::Serverless::Function":                  {attr: "name", property: "FunctionName"},
	"AWS::Serverless::LayerVersion":              {attr: "arn"},
	"AWS::Serverless::SimpleTable":               {attr: "name", property: "TableName"},
	"AWS::Serverless::StateMachine":              {attr: "arn"},
	"AWS::SNS::Topic":                            {attr: "arn"},
	"AWS::SQS::Queue":                            {attr: "url"},
	"AWS::SSM::Parameter":                        {attr: "name", property: "Name"},
	"AWS::StepFunctions::Activity":               {attr: "arn"},
	"AWS::StepFunctions::StateMachine":           {attr: "arn"},
	"AWS::WAFv2::WebACL":                         {attr: "id"},
	"AWS::ServiceDiscovery::PrivateDnsNamespace": {attr: "id"},
}

// attributes are the names of attributes that are not simply the words of
// Fn::GetAtt in lower case, by type and attribute.
var attributes = map[string]string{
	"AWS::ApiGateway::DomainName.DistributionDomainName":              "cloudfront_domain_name",
	"AWS::ApiGateway::DomainName.DistributionHostedZoneId":            "cloudfront_zone_id",
	"AWS::ApiGateway::DomainName.DomainNameArn":                       "arn",
	"AWS::ApiGateway::DomainName.RegionalHostedZoneId":                "regional_zone_id",
	"AWS::ApiGateway::DomainNameV2.DomainNameArn":                     "arn",
	"AWS::ApiGateway::DomainNameV2.DomainNameId":                      "id",
	"AWS::ApiGateway::DomainNameV2.RegionalHostedZoneId":              "regional_zone_id",
	"AWS::ApiGatewayV2::DomainName.DistributionDomainName":            "cloudfront_domain_name",
	"AWS::ApiGatewayV2::DomainName.DistributionHostedZoneId":          "cloudfront_zone_id",
	"AWS::ApiGatewayV2::DomainName.DomainNameArn":                     "arn",
	"AWS::ApiGatewayV2::DomainName.RegionalHostedZoneId":              "regional_zone_id",
	"AWS::EC2::SecurityGroup.GroupId":                                 "id",
	"AWS::EC2::Subnet.SubnetId":                                       "id",
	"AWS::EC2::VPC.VpcId":                                             "id",
	"AWS::ElasticLoadBalancingV2::Listener.ListenerArn":               "arn",
	"AWS::ElasticLoadBalancingV2::LoadBalancer.CanonicalHostedZoneID": "zone_id",
	"AWS::ElasticLoadBalancingV2::LoadBalancer.LoadBalancerArn":       "arn",
	"AWS::ElasticLoadBalancingV2::LoadBalancer.LoadBalancerFullName":  "full_name",
	"AWS::ElasticLoadBalancingV2::LoadBalancer.LoadBalancerName":      "name",
	"AWS::ElasticLoadBalancingV2::TargetGroup.TargetGroupArn":         "arn",
	"AWS::ElasticLoadBalancingV2::TargetGroup.TargetGroupFullName":    "full_name",
	"AWS::ElasticLoadBalancingV2::TargetGroup.TargetGroupName":        "name",
	"AWS::Lambda::Alias.AliasArn":                                     "arn",
	"AWS::Lambda::Version.FunctionArn":                                "arn",
	"AWS::SNS::Topic.TopicArn":                                        "arn",
	"AWS::SNS::Topic.TopicName":                                       "name",
	"AWS::SQS::Queue.QueueName":                                       "name",
	"AWS::SQS::Queue.QueueUrl":                                        "url",
}

// attrName gives the name of an attribute in the words of all dialects. A
// resource's own id goes by many names ("ApiId" of an Api).
func attrName(typ, attr string) string {
	if name, ok := attributes[typ+"."+attr]; ok {
		return name
	}
	last := typ[strings.LastIndexByte(typ, ':')+1:]
	if strings.EqualFold(attr, last+"Id") {
		return "id"
	}
	return snake(attr)
}

// snake gives a name in lower case with underscores: "DNSName" is "dns_name".
func snake(name string) string {
	var b strings.Builder
	runes := []rune(name)
	for i, c := range runes {
		if unicode.IsUpper(c) && i > 0 {
			afterLower := unicode.IsLower(runes[i-1]) || unicode.IsDigit(runes[i-1])
			beforeLower := unicode.IsUpper(runes[i-1]) && i+1 < len(runes) && unicode.IsLower(runes[i+1])
			if afterLower || beforeLower {
				b.WriteByte('_')
			}
		}
		b.WriteRune(unicode.ToLower(c))
	}
	return b.String()
}

// apiEndpoint gives the URL of an HTTP or WebSocket API without its stage.
func (r *resolver) apiEndpoint(of *declaration, at source.Range) value.Value {
	scheme := value.OfText("https", at)
	protocol := r.property(of, "ProtocolType")
	if text, known := protocol.Text(); known && strings.EqualFold(text, "WEBSOCKET") {
		scheme = value.OfText("wss", at)
	} else if protocol.IsUnknown() {
		scheme = because(at, protocol)
	}
	return r.concat(at, []value.Value{
		scheme,
		value.OfText("://", at),
		value.OfRef(value.Ref{Address: of.address, Attr: "id"}, at),
		value.OfText(".execute-api.", at),
		r.t.pseudo("AWS::Region", at),
		value.OfText(".", at),
		r.t.pseudo("AWS::URLSuffix", at),
	})
}

// tame reports whether the text of a reference certainly does not hold a
// delimiter: ids and regions hold letters, digits, hyphens and underscores;
// host names hold dots as well.
func (r *resolver) tame(ref value.Ref, delimiter string) bool {
	dots := strings.HasSuffix(ref.Attr, "domain_name") || strings.HasSuffix(ref.Attr, "dns_name") || ref == value.Ref{Attr: "dns_suffix"}
	known := dots || ref.Address == ""
	if declared := r.t.declared[ref.Address]; declared != nil && (ref.Attr == "id" || ref.Attr == "arn") {
		known = known || ref.Attr == "id" && strings.HasPrefix(declared.typ, "AWS::ApiGateway")
		// Of all names only those of IAM may hold a comma.
		if delimiter == "," && strings.HasPrefix(declared.typ, "AWS::") && !strings.HasPrefix(declared.typ, "AWS::IAM::") && !isCustom(declared.typ) {
			return true
		}
	}
	return known && !strings.ContainsFunc(delimiter, func(c rune) bool {
		return unicode.IsLetter(c) || unicode.IsDigit(c) || c == '-' || c == '_' || dots && c == '.'
	})
}
