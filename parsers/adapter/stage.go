package adapter

import (
	"slices"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// deployment reads a deployment.
type deployment struct {
	owner string
	// makes names the attribute with the stage that a REST API's deployment
	// makes by itself; variables and certificate are that stage's.
	makes, variables, certificate string
	// serves names the one with a stage that is there already.
	serves string
	// triggers names the attribute whose change makes a new deployment, others
	// the ones that do so as well.
	triggers string
	others   []string
}

func (n deployment) read(m *model.Model, r reader) {
	made := r.named(n.makes)
	name := made
	if n.serves != "" {
		name = r.named(n.serves)
	}
	deployment := &model.Deployment{
		Entity: r.entity(""), Owner: r.text(n.owner), StageName: name, Mentions: r.References,
		Triggers:     value.NotKnown(value.Inapplicable, "", r.At),
		CreatedFirst: value.NotKnown(value.Inapplicable, "", r.At),
	}
	if n.triggers != "" {
		deployment.Triggers = r.Get(n.triggers)
		deployment.CreatedFirst = orFalse(r.at("lifecycle.create_before_destroy"))
		deployment.OtherTriggers = slices.ContainsFunc(n.others, func(name string) bool { return !r.at(name).IsAbsent() })
	}
	m.Deployments = append(m.Deployments, deployment)
	if made.IsAbsent() {
		return
	}
	m.Stages = append(m.Stages, &model.Stage{
		Entity: r.entity("stage"), Owner: r.text(n.owner), Name: made,
		Variables: r.at(n.variables), ClientCertificate: r.named(n.certificate),
		AutoDeploy: orFalse(value.Unset(r.At)), DeploymentID: r.self(),
	})
}

// stage reads a stage.
type stage struct{ owner, name, variables, deployment, autoDeploy, certificate string }

func (n stage) read(m *model.Model, r reader) {
	m.Stages = append(m.Stages, &model.Stage{
		Entity: r.entity(""), Owner: r.text(n.owner), Name: r.text(n.name), Variables: r.at(n.variables),
		AutoDeploy: orFalse(r.at(n.autoDeploy)), DeploymentID: r.named(n.deployment),
		ClientCertificate: r.named(n.certificate),
	})
}
