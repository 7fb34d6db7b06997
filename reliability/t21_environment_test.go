package reliability

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gatelint/gatelint/internal/tally"
)

// known are variables of the environment that other tools obey, or that hold
// secrets on build servers.
var known = strings.Fields(`TF_VAR_name TF_VAR_verb TF_VAR_region TF_CLI_ARGS TF_CLI_ARGS_plan TF_DATA_DIR TF_LOG TF_LOG_PATH TF_WORKSPACE TF_PLUGIN_CACHE_DIR
TF_TOKEN_app_terraform_io TF_CLI_CONFIG_FILE TF_INPUT TF_REGISTRY_CLIENT_TIMEOUT TG_TF_PATH TOFU_LOG TFLINT_LOG TFLINT_CONFIG_FILE TFLINT_PLUGIN_DIR
AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_REGION AWS_DEFAULT_REGION AWS_PROFILE AWS_CONFIG_FILE AWS_SHARED_CREDENTIALS_FILE AWS_ROLE_ARN
AWS_WEB_IDENTITY_TOKEN_FILE AWS_CA_BUNDLE AWS_ENDPOINT_URL AWS_ACCOUNT_ID AWS_SAM_STACK_NAME SAM_CLI_TELEMETRY CDK_DEFAULT_ACCOUNT CDK_DEFAULT_REGION CDK_OUTDIR
GITHUB_TOKEN GITHUB_WORKSPACE GITHUB_OUTPUT GITHUB_ENV GITHUB_STEP_SUMMARY GITHUB_EVENT_PATH GITHUB_SHA GITHUB_REF GITHUB_ACTIONS INPUT_TOKEN ACTIONS_RUNTIME_TOKEN RUNNER_TEMP
CI CI_JOB_TOKEN CI_PROJECT_DIR CI_COMMIT_SHA GITLAB_CI GITLAB_TOKEN BITBUCKET_BUILD_NUMBER BUILD_ID BUILD_NUMBER JENKINS_URL TEAMCITY_VERSION CIRCLECI TRAVIS
HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY http_proxy https_proxy SSL_CERT_FILE SSL_CERT_DIR
GIT_DIR GIT_WORK_TREE GIT_CONFIG GIT_CONFIG_GLOBAL GIT_SSH_COMMAND GIT_ASKPASS GIT_INDEX_FILE GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES
XDG_CONFIG_HOME XDG_CACHE_HOME XDG_DATA_HOME USER LOGNAME MAIL HOSTNAME SHELL EDITOR VISUAL PAGER LESS BROWSER LS_COLORS COLUMNS LINES
LANG LC_ALL LC_MESSAGES LC_CTYPE LANGUAGE OPA_BUNDLE OPA_LOG_LEVEL REGO_PATH CONFTEST_POLICY
GATELINT_CONFIG GATELINT_FORMAT GATELINT_FAIL_ON GATELINT_SELECT GATELINT_IGNORE GATELINT_TALLY GATELINT_SOAK GATELINT_UPDATE GATELINT_CORPUS GATELINT_TOKEN`)

// TestTheEnvironmentIsNotRead sets a thousand variables, each to a value of its
// own, and holds that nothing is different. Those that the terminal and Go's
// runtime obey are listed in the documentation.
func TestTheEnvironmentIsNotRead(t *testing.T) {
	const variables = 1000
	files := mixture(t)
	files["terraform/verb.tf"] = "variable \"region\" {}\nresource \"aws_api_gateway_rest_api\" \"r\" {\n  name = var.region\n}\n"
	dir := write(t, files)
	environment := []string{}
	for i, name := range known {
		environment = append(environment, fmt.Sprintf("%s=%s-%d", name, canary, i))
	}
	for i := len(known); i < variables; i++ {
		name := []string{"TF_VAR_", "AWS_", "GATELINT_", "SECRET_", "npm_config_"}[i%5]
		environment = append(environment, fmt.Sprintf("%s%d=%s-%d", name, i, canary, i))
	}
	name, err := command()
	if err != nil {
		t.Fatal(err)
	}
	run := func(environment []string, args ...string) string {
		c := exec.Command(name, args...)
		c.Dir, c.Env = dir, append(bare(dir), environment...)
		var said bytes.Buffer
		c.Stdout, c.Stderr = &said, &said
		if err := c.Run(); c.ProcessState == nil {
			t.Fatal(err)
		}
		return fmt.Sprintf("%s\nexit %d", said.String(), c.ProcessState.ExitCode())
	}
	lines := [][]string{{"model"}, {"rules"}, {"explain", "403"}, {"version"}, {"check", "--no-such-flag"}, {"check", "no-such-path"}, {"check", "--verbose", "--stats"}}
	for _, format := range formatList {
		lines = append(lines, []string{"check", "--format", format})
	}
	for _, args := range lines {
		with, without := run(environment, args...), run(nil, args...)
		if with != without || strings.Contains(with, canary) {
			t.Errorf("%v says something else with a thousand variables set:\n%.1000s\n\nand without:\n%.1000s", args, with, without)
		}
		tally.Count(t, "T21", "outputs", 1)
	}
	tally.Count(t, "T21", "variables", len(environment))
}

var formatList = []string{"text", "json", "sarif", "github", "gitlab", "junit", "checkstyle", "markdown", "html"}

// TestTheCommandIsWatched looks at every file that the command is made of, so
// that Go runs these tests again when one of them has changed: it does not know
// that they build the command.
func TestTheCommandIsWatched(t *testing.T) {
	for _, dir := range []string{"cmd", "report", "baseline", "suppress", "internal", "policies"} {
		walk(t, filepath.Join("..", dir), func(name string, _ os.FileInfo) {
			if _, err := os.Stat(name); err != nil {
				t.Error(err)
			}
		})
	}
}
