package adapter

import "github.com/gatelint/gatelint/model"

var cfnDistribution = distribution{
	aliases:            []string{"DistributionConfig.Aliases", "DistributionConfig.CNAMEs"},
	certificate:        "DistributionConfig.ViewerCertificate.AcmCertificateArn",
	defaultCertificate: "DistributionConfig.ViewerCertificate.CloudFrontDefaultCertificate",
	origins:            "DistributionConfig.Origins",
	origin: origin{
		name: "Id", domain: "DomainName", path: "OriginPath",
		policy: "CustomOriginConfig.OriginProtocolPolicy", protocols: "CustomOriginConfig.OriginSSLProtocols",
		timeout: "CustomOriginConfig.OriginReadTimeout", bucket: "S3OriginConfig", access: "OriginAccessControlId",
		headers: "OriginCustomHeaders", header: "HeaderName", text: "HeaderValue",
	},
	defaultBehavior: "DistributionConfig.DefaultCacheBehavior",
	behaviors:       "DistributionConfig.CacheBehaviors",
	behavior: behavior{
		pattern: "PathPattern", origin: "TargetOriginId", viewer: "ViewerProtocolPolicy", methods: "AllowedMethods",
		cachePolicy: "CachePolicyId", requestPolicy: "OriginRequestPolicyId",
		headers: "ForwardedValues.Headers", query: "ForwardedValues.QueryString", cookies: "ForwardedValues.Cookies.Forward",
		minTTL: "MinTTL", defaultTTL: "DefaultTTL", maxTTL: "MaxTTL",
		functions: "FunctionAssociations", lambdas: "LambdaFunctionAssociations",
		event: "EventType", functionARN: "FunctionARN", lambdaARN: "LambdaFunctionARN",
	},
	errors: "DistributionConfig.CustomErrorResponses", errorCode: "ErrorCode", responseCode: "ResponseCode",
	pagePath: "ResponsePagePath", caching: "ErrorCachingMinTTL",
}

var cfnCachePolicy = forwardingPolicy{
	kind: model.CachePolicy, name: "CachePolicyConfig.Name",
	headerBehavior: "CachePolicyConfig.ParametersInCacheKeyAndForwardedToOrigin.HeadersConfig.HeaderBehavior",
	headers:        "CachePolicyConfig.ParametersInCacheKeyAndForwardedToOrigin.HeadersConfig.Headers",
	queryBehavior:  "CachePolicyConfig.ParametersInCacheKeyAndForwardedToOrigin.QueryStringsConfig.QueryStringBehavior",
	queries:        "CachePolicyConfig.ParametersInCacheKeyAndForwardedToOrigin.QueryStringsConfig.QueryStrings",
	cookieBehavior: "CachePolicyConfig.ParametersInCacheKeyAndForwardedToOrigin.CookiesConfig.CookieBehavior",
	cookies:        "CachePolicyConfig.ParametersInCacheKeyAndForwardedToOrigin.CookiesConfig.Cookies",
	minTTL:         "CachePolicyConfig.MinTTL", defaultTTL: "CachePolicyConfig.DefaultTTL", maxTTL: "CachePolicyConfig.MaxTTL",
}

var cfnOriginRequestPolicy = forwardingPolicy{
	kind: model.OriginRequestPolicy, name: "OriginRequestPolicyConfig.Name",
	headerBehavior: "OriginRequestPolicyConfig.HeadersConfig.HeaderBehavior",
	headers:        "OriginRequestPolicyConfig.HeadersConfig.Headers",
	queryBehavior:  "OriginRequestPolicyConfig.QueryStringsConfig.QueryStringBehavior",
	queries:        "OriginRequestPolicyConfig.QueryStringsConfig.QueryStrings",
	cookieBehavior: "OriginRequestPolicyConfig.CookiesConfig.CookieBehavior",
	cookies:        "OriginRequestPolicyConfig.CookiesConfig.Cookies",
}
