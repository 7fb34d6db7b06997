package model

import "github.com/gatelint/gatelint/internal/value"

// stageNames finds stages by reference and, within their API, by name.
type stageNames struct {
	byAddress map[string]*Stage
	byName    map[stageName]*Stage
	// unnamed are the APIs with a stage whose name cannot be told.
	unnamed map[*API]bool
}

type stageName struct {
	api  *API
	name string
}

// stagesByName indexes the stages, which must be joined with their APIs.
func stagesByName(stages []*Stage) *stageNames {
	n := &stageNames{byAddress: index(stages), byName: map[stageName]*Stage{}, unnamed: map[*API]bool{}}
	for _, stage := range stages {
		if key, ok := stage.Name.Key(); ok {
			n.byName[stageName{stage.API, key}] = stage
		} else {
			n.unnamed[stage.API] = true
		}
	}
	return n
}

// find gives the stage of an API that a value names, nil if that is none of
// ours or cannot be told.
func (n *stageNames) find(api *API, name value.Value) *Stage {
	if api == nil {
		return nil
	}
	if stage := named(name, n.byAddress); stage != nil && stage.API == api {
		return stage
	}
	if key, ok := name.Key(); ok {
		return n.byName[stageName{api, key}]
	}
	return nil
}

// named gives the entity that a value refers to as a whole, nil if none: one
// attribute of it, or a text that is known to be one.
func named[T any](v value.Value, byAddress map[string]*T) *T {
	if !v.IsKnown() {
		ref, _ := v.Ref()
		return byAddress[ref.Address]
	}
	for _, ref := range v.Refs() {
		if found := byAddress[ref.Address]; found != nil {
			return found
		}
	}
	return nil
}

// deployments joins stages with the deployments that they serve.
func (l *linker) deployments() {
	byAddress := index(l.model.Deployments)
	for _, stage := range l.model.Stages {
		deployment := named(stage.DeploymentID, byAddress)
		switch {
		case deployment != nil:
			stage.Deployments = append(stage.Deployments, deployment)
		case !stage.DeploymentID.IsAbsent():
			stage.DeploymentsSet.OpenFor("its deployment is not one of this definition", stage.DeploymentID)
		}
		if stage.API == nil {
			stage.DeploymentsSet.Open(notKnown(stage.Address))
		} else if set := stage.API.DeploymentsSet; !set.Complete {
			stage.DeploymentsSet.OpenFor(set.Reason, set.Cause)
		}
	}
	for _, deployment := range l.model.Deployments {
		if api := deployment.API; api != nil && !deployment.StageName.IsAbsent() {
			l.serve(deployment, api)
		}
	}
}

// serve joins a deployment with the stage that it names. Where that cannot be
// told, it may be served by each of them.
func (l *linker) serve(deployment *Deployment, api *API) {
	stage := l.stages.find(api, deployment.StageName)
	switch {
	case stage == nil && (!deployment.StageName.IsKnown() || l.stages.unnamed[api]):
		for _, stage := range api.Stages {
			stage.DeploymentsSet.OpenFor("the stage of "+deployment.Address+" is not known", deployment.StageName)
		}
	case stage != nil && stage.Address != deployment.Address:
		stage.Deployments = append(stage.Deployments, deployment)
	}
}
