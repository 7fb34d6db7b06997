package resource

// External declares that there may be more of a kind of thing than a definition
// shows, because it is managed elsewhere. What is missing of it is unknown.
type External struct {
	// Kind is one of the model's kinds ("permissions"), "" for everything that
	// somebody else may add to a resource.
	Kind string
	// Of are the addresses of the resources that it belongs to, in which "*"
	// stands for any text; none for all resources.
	Of []string
}
