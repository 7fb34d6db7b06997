package gatelint.finding_test

import data.gatelint.finding
import data.gatelint.testing as t

test_at_a_value if {
	finding.at(t.known_at("GET", 20), "m", []) == {
		"at": 20,
		"message": "m",
		"args": [],
		"evidence": [],
		"related": [],
		"severity": "",
	}
}

test_at_an_entity_means_its_header if finding.at(t.entity("api", 7), "m", []).at == 7

test_arguments_are_values_entities_texts_and_numbers if {
	found := finding.at(t.known(1), "%s %s %s %s", [t.known_at("x", 8), t.entity("api", 7), "text", 3])
	found.args == [{"at": 8}, {"text": "api"}, {"text": "text"}, {"text": "3"}]
}

test_extras if {
	found := finding.detailed(t.known(1), "m", [], {
		"evidence": [t.known_at("x", 8), t.complete([])],
		"related": [{"at": t.entity("api", 7), "message": "the API"}],
		"severity": "warning",
	})
	found.evidence == [8, 5]
	found.related == [{"at": 7, "message": "the API"}]
	found.severity == "warning"
}
