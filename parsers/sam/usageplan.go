package sam

import (
	"slices"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/parsers/cloudformation/tree"
)

// sharedUsagePlan is the usage plan of several APIs of a template, as far as
// they have been read.
type sharedUsagePlan struct {
	apis, stages, keys []*tree.Node
	conditions         []string
	// always says that one of the APIs has no condition.
	always                bool
	deletion, replacement *tree.Node
}

const sharedCondition = "SharedUsagePlanCondition"

// planProperties are the properties of a usage plan that may be written.
var planProperties = []string{"UsagePlanName", "Description", "Quota", "Throttle"}

// usagePlan makes the usage plan and the key of an API.
func (e *expander) usagePlan(of *item, stage string) {
	auth := of.get("Auth")
	written := given(auth, "UsagePlan")
	if written == nil {
		return
	}
	place := keyPlace(auth, "UsagePlan")
	if !e.object(of, place, written, "UsagePlan", append([]string{"CreateUsagePlan", "Tags"}, planProperties...)...) {
		return
	}
	b := at(place)
	forStage := b.Map(b.Entry("ApiId", ref(b, of.id)), b.Entry("Stage", ref(b, stage)))
	forKey := b.Map(b.Entry("RestApiId", ref(b, of.id)), b.Entry("StageName", ref(b, stage)))
	kind := given(written, "CreateUsagePlan")
	switch text(e.decided(kind)) {
	case "NONE":
	case "PER_API":
		e.makePlan(of, place, written, plan{
			id: of.id + "UsagePlan", key: of.id + "ApiKey", member: of.id + "UsagePlanKey",
			apis: []*tree.Node{b.Text(of.id)}, stages: []*tree.Node{forStage}, keys: []*tree.Node{forKey},
		})
	case "SHARED":
		e.share(of, place)
		shared := &e.shared
		shared.apis = append(shared.apis, b.Text(of.id))
		shared.stages = append(shared.stages, forStage)
		shared.keys = append(shared.keys, forKey)
		e.makePlan(of, place, written, plan{
			id: "ServerlessUsagePlan", key: "ServerlessApiKey", member: "ServerlessUsagePlanKey",
			apis: shared.apis, stages: shared.stages, keys: shared.keys, shared: true,
		})
	default:
		if e.undecided(kind) {
			e.hide(of, "UsagePlan", "whether there is one is not known", kind)
			return
		}
		e.refuse(place, "the UsagePlan of "+of.id+" needs a CreateUsagePlan: PER_API, SHARED or NONE")
	}
}

// plan is a usage plan with its key and what puts the key into the plan.
type plan struct {
	id, key, member    string
	apis, stages, keys []*tree.Node
	shared             bool
}

// makePlan makes the three resources of a usage plan.
func (e *expander) makePlan(of *item, place source.Range, written *tree.Node, p plan) {
	if !e.spend(10 * len(p.apis)) {
		return
	}
	b := at(place)
	properties := b.Map(b.Entry("ApiStages", b.List(p.stages...)))
	for _, name := range planProperties {
		if entry := written.Entry(name); entry != nil && isSet(entry.Value) {
			properties.Put(*entry)
		}
	}
	for _, one := range []struct {
		name, id, typ string
		properties    *tree.Node
		dependsOn     *tree.Node
	}{
		{"UsagePlan", p.id, "AWS::ApiGateway::UsagePlan", properties, b.List(p.apis...)},
		{"ApiKey", p.key, "AWS::ApiGateway::ApiKey", b.Map(
			b.Entry("Enabled", b.Bool(true)),
			b.Entry("StageKeys", b.List(p.keys...)),
		), b.List(b.Text(p.id))},
		{"UsagePlanKey", p.member, "AWS::ApiGateway::UsagePlanKey", b.Map(
			b.Entry("KeyId", ref(b, p.key)),
			b.Entry("KeyType", b.Text("API_KEY")),
			b.Entry("UsagePlanId", ref(b, p.id)),
		), b.List(b.Text(p.key))},
	} {
		resource := e.derive(of, one.id, place, one.typ, one.properties)
		resource.Put(b.Entry("DependsOn", one.dependsOn))
		if p.shared {
			e.shared.qualify(b, resource)
		}
		e.refer(of, one.name, one.id)
	}
}

// qualify gives a shared resource the attributes that follow from all APIs.
func (s *sharedUsagePlan) qualify(b tree.Builder, resource *tree.Node) {
	for _, name := range passed {
		resource.Delete(name)
	}
	if !s.always {
		resource.Put(b.Entry("Condition", b.Text(sharedCondition)))
	}
	if s.deletion != nil {
		resource.Put(b.Entry("DeletionPolicy", s.deletion))
	}
	if s.replacement != nil {
		resource.Put(b.Entry("UpdateReplacePolicy", s.replacement))
	}
}

// share adds the attributes of an API to those of the shared usage plan: it is
// there if any of them is, and kept if one of them is kept.
func (e *expander) share(of *item, place source.Range) {
	s := &e.shared
	if policy := given(of.body, "DeletionPolicy"); isSet(policy) && (s.deletion == nil || text(policy) == "Retain") {
		s.deletion = policy
	}
	if policy := given(of.body, "UpdateReplacePolicy"); isSet(policy) && (s.replacement == nil || text(policy) == "Retain" ||
		text(policy) == "Snapshot" && text(s.replacement) == "Delete") {
		s.replacement = policy
	}
	name := of.condition()
	switch {
	case name == "":
		s.always = true
	case !slices.Contains(s.conditions, name):
		s.conditions = append(s.conditions, name)
	}
	e.conditions = slices.DeleteFunc(e.conditions, func(entry tree.Entry) bool { return entry.Key == sharedCondition })
	if s.always {
		return
	}
	b := at(place)
	names := b.List()
	for _, one := range s.conditions {
		names.Items = append(names.Items, b.Call("Condition", b.Text(one)))
	}
	condition := names.Items[0]
	if len(names.Items) > 1 {
		condition = b.Call("Fn::Or", names)
	}
	e.conditions = append(e.conditions, b.Entry(sharedCondition, condition))
}
