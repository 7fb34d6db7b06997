package rules

import (
	"errors"
	"fmt"

	"github.com/gatelint/gatelint/model"
)

// examine reads again every value that a violation rests on, and gives an error
// for one that rests on something not known. A rule that is written with the
// library never meets it; it is there for the one that is not.
func examine(rule *Rule, v *violation, encoding *model.Encoding) error {
	subject, ok := encoding.Cell(v.At)
	if !ok {
		return fmt.Errorf("it points at nothing (index %d)", v.At)
	}
	if err := partlyKnown(subject); err != nil {
		return err
	}
	absence := claimsAbsence(subject)
	for _, arg := range v.Args {
		if arg.At == nil {
			continue
		}
		cell, ok := encoding.Cell(*arg.At)
		if !ok {
			return fmt.Errorf("its message names nothing (index %d)", *arg.At)
		}
		if err := partlyKnown(cell); err != nil {
			return err
		}
		absence = absence || claimsAbsence(cell)
	}
	for _, index := range v.Evidence {
		cell, ok := encoding.Cell(index)
		if !ok {
			return fmt.Errorf("its evidence is nothing (index %d)", index)
		}
		if err := certain(cell); err != nil {
			return err
		}
		absence = absence || claimsAbsence(cell)
	}
	if rule.Absence && !absence {
		return errors.New("it says that something is missing, but rests on no absent value and no complete set")
	}
	return nil
}

// certain gives an error for a value that is not known as a whole, and for a
// set that may hold more.
func certain(cell model.Cell) error {
	switch {
	case cell.Set != nil && !cell.Set.Complete:
		return fmt.Errorf("it rests on the set %s, which is not complete", cell.Path)
	case cell.Value != nil && cell.Value.IsUnknown():
		return fmt.Errorf("it rests on %s, which is not known (%s)", cell.Path, cell.Value.Reason())
	}
	return nil
}

// partlyKnown is certain, but lets a text pass that has known pieces: a finding
// may point at one and show it, if its evidence is something that follows from
// the pieces.
func partlyKnown(cell model.Cell) error {
	if cell.Value != nil && (len(cell.Value.Parts()) > 0 || len(cell.Value.Refs()) > 0) {
		return nil
	}
	return certain(cell)
}

func claimsAbsence(cell model.Cell) bool {
	return cell.Set != nil || cell.Value != nil && cell.Value.IsAbsent()
}
