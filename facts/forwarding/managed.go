package forwarding

import (
	"strings"

	"github.com/gatelint/gatelint/model"
)

// managedPolicy is a policy that AWS keeps for everybody.
type managedPolicy struct {
	kind, name, id string
	contents       contents
}

// managedPolicies are listed with what they send on. Source: Amazon CloudFront
// developer guide, «Use managed cache policies» and «Use managed origin request
// policies»,
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html,
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html.
var managedPolicies = []managedPolicy{
	{model.CachePolicy, "Amplify", "2e54312d-136d-493c-8eb9-b001f22f67d2", contents{sent, sent, all}},
	{model.CachePolicy, "CachingDisabled", "4135ea2d-6df8-44a3-9df3-4b5a84be39ad", contents{kept, kept, none}},
	{model.CachePolicy, "CachingOptimized", "658327ea-f89d-4fab-a63d-7e88639e58f6", contents{kept, kept, none}},
	{model.CachePolicy, "CachingOptimizedForUncompressedObjects", "b2884449-e4de-46a7-ac36-70bc7f1ddd6d", contents{kept, kept, none}},
	{model.CachePolicy, "Elemental-MediaPackage", "08627262-05a9-4f76-9ded-b50ca2e3a84f", contents{kept, kept, some}},
	{model.CachePolicy, "UseOriginCacheControlHeaders", "83da9c7e-98b4-4e11-a168-04f0df8e2c65", contents{sent, kept, none}},
	{model.CachePolicy, "UseOriginCacheControlHeaders-QueryStrings", "4cc15a8a-d715-48a4-82b8-cc0b614638fe", contents{sent, kept, all}},

	{model.OriginRequestPolicy, "AllViewer", "216adef6-5c7f-47e4-b989-5492eafa07d3", contents{sent, sent, all}},
	{model.OriginRequestPolicy, "AllViewerAndCloudFrontHeaders-2022-06", "33f36d7e-f396-46d9-90e0-52428a34d9dc", contents{sent, sent, all}},
	{model.OriginRequestPolicy, "AllViewerExceptHostHeader", "b689b0a8-53d0-40ab-baf2-68738e2966ac", contents{removed, sent, all}},
	{model.OriginRequestPolicy, "CORS-CustomOrigin", "59781a5b-3903-41f3-afcb-af62929ccde1", contents{kept, kept, none}},
	{model.OriginRequestPolicy, "CORS-S3Origin", "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf", contents{kept, kept, none}},
	{model.OriginRequestPolicy, "Elemental-MediaTailor-PersonalizedManifests", "775133bc-15f2-49f9-abea-afb2e0bf67d2", contents{kept, kept, all}},
	{model.OriginRequestPolicy, "HostHeaderOnly", "bf0718e1-ba1e-49d1-88b1-f726733018ae", contents{sent, kept, none}},
	{model.OriginRequestPolicy, "UserAgentRefererHeaders", "acba4595-bd28-49b8-b9fe-13317c0390fa", contents{kept, kept, none}},
}

// managedByID gives what the managed policy with an id sends on.
func managedByID(kind, id string) contents {
	for _, p := range managedPolicies {
		if p.kind == kind && p.id == id {
			return p.contents
		}
	}
	return contents{}
}

// managedByName is managedByID for a name. CloudFront puts "Managed-" in front of
// most of the published ones.
func managedByName(kind, name string) contents {
	name = strings.TrimPrefix(name, "Managed-")
	for _, p := range managedPolicies {
		if p.kind == kind && p.name == name {
			return p.contents
		}
	}
	return contents{}
}
