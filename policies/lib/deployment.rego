# METADATA
# title: Which stages serve a deployment
# description: |
#   A change that makes no new deployment is missed by the stages that serve the
#   old one, and by no stage that deploys by itself.
package gatelint.deployment

import data.gatelint.value

# serving: the stages that certainly serve the deployment, and nothing newer.
serving(deployment) := [stage |
	some stage in input.stages
	some served in stage.deployments.items
	served.id == deployment.id
	value.is(stage.auto_deploy, false)
]

# evidence: what says of these stages that they deploy nothing by themselves.
evidence(deployment) := [stage.auto_deploy | some stage in serving(deployment)]

# stages: what a finding says of these stages.
stages(deployment) := [{"at": stage, "message": "this stage serves it"} | some stage in serving(deployment)]
