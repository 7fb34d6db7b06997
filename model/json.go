package model

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
)

// JSON gives the model as policies see it, for people and tools: without the
// maps by id, which hold the same entities again, and with "positions", where
// each index that stands as "at" is looked up. Sensitive values are hidden.
// The same model gives the same bytes.
func (m *Model) JSON() ([]byte, error) {
	encoding := encode(m, true)
	shown, err := ast.JSON(encoding.Input)
	if err != nil {
		return nil, fmt.Errorf("writing the model as JSON: %w", err)
	}
	document, ok := shown.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("writing the model as JSON: got %T", shown)
	}
	delete(document, "by_id")
	positions := make([]string, len(encoding.cells))
	for i, cell := range encoding.cells {
		positions[i] = cell.position()
	}
	document["positions"] = positions
	if len(m.When) > 0 {
		document["when"] = slices.Clone(m.When)
	}
	return json.MarshalIndent(document, "", "  ")
}

// position gives the place of a cell as file:line:column, "" if no file shows
// it.
func (c Cell) position() string {
	at := c.At()
	if at.IsZero() {
		return ""
	}
	return at.String()
}
