package model

import (
	"fmt"
	"strings"

	"github.com/gatelint/gatelint/internal/value"
)

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
	// be made after it. Awaited are those that it waits for of the ones without
	// which it cannot be made: the integrations of a REST API, the routes of
	// another one. UnawaitedSet is complete if all that it waits for is in view.
	Unawaited, Awaited []*Entity
	UnawaitedSet       Set
	// UnawaitedNames names some of them for people, as UntrackedNames and
	// PlannedNames do; unknown where there may be others than are seen.
	UnawaitedNames value.Value
	// Untracked are the parts of the API whose change makes no new deployment,
	// UntrackedLinks the VPC links that its integrations use likewise.
	Untracked      []*Entity
	UntrackedNames value.Value
	UntrackedLinks []*Entity
	// UntrackedSet is complete if all that makes a new deployment is in view.
	UntrackedSet Set
	// Planned are the parts of the API that a plan changes while the deployment
	// stays as it is, PlannedLinks the VPC links that it replaces likewise; the
	// integrations with those are not among the parts.
	// PlannedSet is complete if no other deployment can be made.
	Planned      []*Entity
	PlannedNames value.Value
	PlannedLinks []*Entity
	PlannedSet   Set
}

// Describe shows the deployment's fields.
func (d *Deployment) Describe(v Visitor) {
	d.describe(v)
	v.Text("api_id", idOf(d.API))
	v.Value("stage", &d.StageName)
	v.Value("triggers", &d.Triggers)
	v.Value("created_first", &d.CreatedFirst)
	v.Set("awaited", &d.UnawaitedSet, references(d.Awaited))
	v.Set("unawaited", &d.UnawaitedSet, references(d.Unawaited))
	v.Fact("unawaited_names", &d.UnawaitedNames)
	v.Set("untracked", &d.UntrackedSet, references(d.Untracked))
	v.Fact("untracked_names", &d.UntrackedNames)
	v.Set("untracked_links", &d.UntrackedSet, references(d.UntrackedLinks))
	v.Set("planned", &d.PlannedSet, references(d.Planned))
	v.Fact("planned_names", &d.PlannedNames)
	v.Set("planned_links", &d.PlannedSet, references(d.PlannedLinks))
}

// maxNamed is how many entities a message names.
const maxNamed = 3

// nameParts names what is in the deployment's sets, once they are filled.
func (d *Deployment) nameParts() {
	d.UnawaitedNames = d.namesOf(&d.UnawaitedSet, d.Unawaited)
	d.UntrackedNames = d.namesOf(&d.UntrackedSet, d.Untracked)
	d.PlannedNames = d.namesOf(&d.PlannedSet, d.Planned)
}

// namesOf names some of the entities in a set; unknown if it is not complete.
func (d *Deployment) namesOf(set *Set, entities []*Entity) value.Value {
	if !set.Complete {
		return value.NotKnown(value.Unsupported, "", d.At)
	}
	var names []string
	for _, e := range entities[:min(len(entities), maxNamed)] {
		names = append(names, e.Label)
	}
	text := strings.Join(names, ", ")
	if more := len(entities) - maxNamed; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return value.OfText(text, d.At)
}
