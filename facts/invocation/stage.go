package invocation

import (
	"github.com/gatelint/gatelint/facts/backend"
	"github.com/gatelint/gatelint/facts/stagevariable"
	"github.com/gatelint/gatelint/model"
)

// stageCalls fills what the stages call by way of their variables. Integrations of
// which it is certain without the variables are left out.
func (a *attacher) stageCalls() {
	varied := map[*model.API][]*model.Integration{}
	for _, integration := range a.model.Integrations {
		undecided := integration.Invocation.State.IsUnknown() && !integration.Conditional
		if undecided && len(stagevariable.Names(integration.URI)) > 0 {
			varied[integration.API] = append(varied[integration.API], integration)
		}
	}
	for _, stage := range a.model.Stages {
		stage.Calls = nil
		if stage.API == nil || stagevariable.Unused(stage) {
			continue
		}
		for _, integration := range varied[stage.API] {
			if call := a.stageCall(stage, integration); call != nil {
				stage.Calls = append(stage.Calls, call)
			}
		}
	}
}

// stageCall gives what an integration calls in a stage, nil if that is not known to
// be a function of the definition.
func (a *attacher) stageCall(stage *model.Stage, integration *model.Integration) *model.StageCall {
	names := stagevariable.Names(integration.URI)
	for _, name := range names {
		if _, identified := stagevariable.Lookup(stage, name).Key(); !identified {
			return nil
		}
	}
	filled := *integration
	filled.URI = stagevariable.Fill(integration.URI, stage)
	filled.Backend = backend.Of(&filled, a.index)
	if filled.Backend.Function == nil {
		return nil
	}
	return &model.StageCall{
		Integration: integration, Variable: names[0], Text: stagevariable.Lookup(stage, names[0]),
		Function: filled.Backend.Function, Invocation: a.invocation(call{&filled, stage}),
	}
}
