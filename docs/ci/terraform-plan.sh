#!/bin/sh
# Plans, and lints the plan: more is known in it than in the configuration. The
# plan as JSON may hold secrets, so it goes through a pipe and is never a file.
set -eu
terraform plan -input=false -out=plan.bin
terraform show -json plan.bin | gatelint check -
