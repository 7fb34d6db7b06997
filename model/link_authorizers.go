package model

// authorizers joins routes with the authorizers that they name.
func (l *linker) authorizers() {
	byAddress := index(l.model.Authorizers)
	for _, route := range l.model.Routes {
		if ref, ok := route.AuthorizerID.Ref(); ok && ref.Attr == "id" {
			route.Authorizer = byAddress[ref.Address]
		}
	}
}

// roles joins integrations and authorizers with the roles that API Gateway is to
// assume for them.
func (l *linker) roles() {
	byAddress := index(l.model.Roles)
	for _, integration := range l.model.Integrations {
		integration.Role = named(integration.Credentials, byAddress)
	}
	for _, authorizer := range l.model.Authorizers {
		authorizer.Role = named(authorizer.Credentials, byAddress)
	}
}
