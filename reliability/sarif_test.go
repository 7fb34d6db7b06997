package reliability

import (
	"encoding/json"
	"testing"
)

// sarifPlace is where a result of a SARIF log stands.
type sarifPlace struct {
	Artifact struct {
		URI string `json:"uri"`
	} `json:"artifactLocation"`
	Region struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	} `json:"region"`
}

// sarif gives the places of all results of a SARIF log.
func (o *outcome) sarif(t *testing.T) []sarifPlace {
	t.Helper()
	var log struct {
		Runs []struct {
			Results []struct {
				Locations []struct {
					Place sarifPlace `json:"physicalLocation"`
				} `json:"locations"`
			} `json:"results"`
		} `json:"runs"`
	}
	if err := json.Unmarshal([]byte(o.stdout), &log); err != nil {
		t.Fatal(err)
	}
	var places []sarifPlace
	for _, result := range log.Runs[0].Results {
		places = append(places, result.Locations[0].Place)
	}
	return places
}
