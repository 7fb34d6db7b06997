package stagevariable

import (
	"slices"
	"strings"

	"github.com/gatelint/gatelint/internal/value"
	"github.com/gatelint/gatelint/model"
)

// text is a text of an API that decides what is called, and what it belongs to.
type text struct {
	label string
	value value.Value
}

// Attach fills the variables that the stages' APIs use.
func Attach(m *model.Model) {
	texts := textsOf(m)
	for _, stage := range m.Stages {
		stage.UsedVariables = nil
		if stage.API != nil && !Unused(stage) {
			stage.UsedVariables = used(stage, texts[stage.API])
		}
	}
}

func used(stage *model.Stage, texts []text) []*model.UsedVariable {
	var list []*model.UsedVariable
	byName := map[string]*model.UsedVariable{}
	for _, text := range texts {
		for _, name := range Names(text.value) {
			variable := byName[name]
			if variable == nil {
				variable = &model.UsedVariable{Name: name, Text: Lookup(stage, name)}
				byName[name] = variable
				list = append(list, variable)
			}
			variable.Uses = append(variable.Uses, &model.VariableUse{Label: text.label, Text: text.value})
		}
	}
	return list
}

// textsOf gives the texts of each API that decide what its routes call. What may not
// exist decides nothing.
func textsOf(m *model.Model) map[*model.API][]text {
	texts := map[*model.API][]text{}
	for _, integration := range m.Integrations {
		kind, known := integration.Type.Text()
		if !known || strings.EqualFold(kind, "MOCK") || integration.API == nil || !called(integration) {
			continue
		}
		texts[integration.API] = append(
			texts[integration.API],
			text{integration.Label, integration.URI},
			text{integration.Label, integration.Credentials},
			text{integration.Label, integration.ConnectionID},
		)
	}
	named := map[*model.Authorizer]bool{}
	for _, route := range m.Routes {
		named[route.Authorizer] = named[route.Authorizer] || !route.Conditional
	}
	for _, authorizer := range m.Authorizers {
		if named[authorizer] && authorizer.API != nil && !authorizer.Conditional {
			texts[authorizer.API] = append(
				texts[authorizer.API],
				text{authorizer.Label, authorizer.URI},
				text{authorizer.Label, authorizer.Credentials},
			)
		}
	}
	return texts
}

// called reports whether a route certainly leads to an integration.
func called(integration *model.Integration) bool {
	return !integration.Conditional &&
		slices.ContainsFunc(integration.Routes, func(r *model.Route) bool { return !r.Conditional })
}
