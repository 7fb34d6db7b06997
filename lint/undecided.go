package lint

import (
	"context"
	"slices"

	"github.com/gatelint/gatelint/model"
	"github.com/gatelint/gatelint/parsers/find"
	"github.com/gatelint/gatelint/rules"
)

// addUndecided adds to an outcome what one variant of its definition leaves open.
func (o *outcome) addUndecided(ctx context.Context, engine *rules.Engine, m *model.Model, found []rules.Finding) {
	list, problems := engine.Undecided(ctx, m, found)
	o.undecided = append(o.undecided, list...)
	o.problems = append(o.problems, problems...)
}

// undecidedOf gives what the definitions leave open, of what is asked for.
func undecidedOf(found *find.Found, outcomes []outcome) []rules.Undecided {
	lists := make([][]rules.Undecided, len(outcomes))
	for i, o := range outcomes {
		lists[i] = slices.DeleteFunc(o.undecided, func(u rules.Undecided) bool {
			return !o.whole && !found.Reports(u.At.File)
		})
	}
	return rules.MergeUndecided(lists...)
}
