package model

// certificates joins domains and distributions with the certificates that they
// name.
func (l *linker) certificates() {
	byAddress := index(l.model.Certificates)
	for _, domain := range l.model.Domains {
		domain.Certificate = named(domain.EdgeCertificate, byAddress)
		if domain.Certificate == nil {
			domain.Certificate = named(domain.RegionalCertificate, byAddress)
		}
	}
	for _, distribution := range l.model.Distributions {
		distribution.Certificate = named(distribution.CertificateARN, byAddress)
	}
}

// distributions joins the behaviors of distributions with their origins and
// policies.
func (l *linker) distributions() {
	policies := index(l.model.ForwardingPolicies)
	for _, distribution := range l.model.Distributions {
		origins := map[string]*Origin{}
		for _, origin := range distribution.Origins {
			if key, ok := origin.Name.Key(); ok {
				origins[key] = origin
			}
		}
		for _, behavior := range distribution.Behaviors {
			behavior.CachePolicy = named(behavior.CachePolicyID, policies)
			behavior.OriginRequestPolicy = named(behavior.OriginRequestPolicyID, policies)
			key, ok := behavior.OriginName.Key()
			if origin := origins[key]; ok && origin != nil {
				behavior.Origin = origin
				origin.Behaviors = append(origin.Behaviors, behavior)
			}
		}
	}
}
