package model

import "github.com/gatelint/gatelint/internal/value"

// Deployment is a snapshot of an API that stages serve.
type Deployment struct {
	Entity
	Owner value.Value
	API   *API
	// StageName is the stage that serves the deployment from the start: one
	// that a REST API's deployment makes by itself, or a v2 API's that is there
	// already. Absent if it names none.
	StageName value.Value
	// Triggers maps names to texts whose change makes a new deployment; unknown
	// where the dialect has nothing of the kind.
	Triggers value.Value
	// OtherTriggers says that something besides Triggers may make a new
	// deployment.
	OtherTriggers bool
	// CreatedFirst says that a new deployment is made before the old one is
	// deleted; unknown where the dialect decides.
	CreatedFirst value.Value
	// Mentions are the addresses that its expressions mention.
	Mentions []string

	// Unawaited are the routes, integrations and responses of the API that may
	// be made after it. UnawaitedSet is complete if all that it waits for is in
	// view.
	Unawaited    []*Entity
	UnawaitedSet Set
	// Untracked are the parts of the API whose change makes no new deployment,
	// UntrackedLinks the VPC links that its integrations use likewise.
	Untracked      []*Entity
	UntrackedLinks []*Entity
	// UntrackedSet is complete if all that makes a new deployment is in view.
	UntrackedSet Set
}

// Describe shows the deployment's fields.
func (d *Deployment) Describe(v Visitor) {
	d.describe(v)
	v.Text("api_id", idOf(d.API))
	v.Value("stage", &d.StageName)
	v.Value("triggers", &d.Triggers)
	v.Value("created_first", &d.CreatedFirst)
	v.Set("unawaited", &d.UnawaitedSet.Complete, references(d.Unawaited))
	v.Set("untracked", &d.UntrackedSet.Complete, references(d.Untracked))
	v.Set("untracked_links", &d.UntrackedSet.Complete, references(d.UntrackedLinks))
}
