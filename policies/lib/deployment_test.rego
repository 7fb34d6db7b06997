package gatelint.deployment_test

import data.gatelint.deployment
import data.gatelint.testing as t

model(fields) := t.model({"stages": [t.but(t.stage, fields)]})

test_a_stage_that_serves_it if {
	deployment.stages(t.deployment) == [{"at": t.stage, "message": "this stage serves it"}] with input as model({})
}

test_stages_that_do_not[note] if {
	some note, fields in {
		"another deployment": {"deployments": t.complete([{"id": "other"}])},
		"none": {"deployments": t.complete([])},
		"deploys by itself": {"auto_deploy": t.known(true)},
		"may deploy by itself": {"auto_deploy": t.unknown},
	}
	deployment.serving(t.deployment) == [] with input as model(fields)
}
