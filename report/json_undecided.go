package report

import "github.com/gatelint/gatelint/rules"

type jsonUndecided struct {
	Checks []jsonCheck       `json:"checks"`
	Inputs []jsonInputChoice `json:"inputs"`
}

type jsonCheck struct {
	ID        string       `json:"id"`
	Rule      string       `json:"rule"`
	Resource  string       `json:"resource"`
	Instances int          `json:"instances"`
	File      string       `json:"file"`
	Range     jsonRange    `json:"range"`
	Reasons   []jsonReason `json:"reasons"`
}

type jsonReason struct {
	Resource string    `json:"resource"`
	Path     string    `json:"path"`
	Kind     string    `json:"kind"`
	Input    string    `json:"input,omitempty"`
	Detail   string    `json:"detail,omitempty"`
	File     string    `json:"file"`
	Range    jsonRange `json:"range"`
}

type jsonInputChoice struct {
	Inputs []string `json:"inputs"`
	// Decides is how many checks are settled at most.
	Decides int `json:"decides"`
}

func jsonUndecidedOf(u *Undecided) *jsonUndecided {
	if u == nil {
		return nil
	}
	return &jsonUndecided{
		Checks: each(u.Checks, func(c rules.Undecided) jsonCheck {
			return jsonCheck{
				ID: c.Rule.ID, Rule: c.Rule.Name, Resource: c.Resource, Instances: c.Instances,
				File: c.At.File, Range: jsonRangeOf(c.At), Reasons: each(c.Reasons, jsonReasonOf),
			}
		}),
		Inputs: each(u.Inputs, func(choice rules.InputChoice) jsonInputChoice {
			return jsonInputChoice{each(choice.Inputs, rules.Input.String), choice.Decides}
		}),
	}
}

func jsonReasonOf(r rules.Reason) jsonReason {
	return jsonReason{
		Resource: r.Resource, Path: r.Path, Kind: string(r.Kind), Input: r.Input.String(), Detail: r.Detail,
		File: r.At.File, Range: jsonRangeOf(r.At),
	}
}
