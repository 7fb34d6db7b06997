# One target per habit. `make check` is all that CI does.

FUZZTIME ?= 1m
SOAKTIME ?= 30m

.PHONY: tally build test lint regal docs check golden schema plans fuzz soak bench corpus

build: ## the command, as ./gatelint
	go build -o gatelint ./cmd/gatelint

test:
	go test ./...

tally: ## how much the tests did, against what docs/reliability.md demands
	.ci/tally

lint:
	$$(cd tools/golangci-lint && go tool -n golangci-lint) run ./...

regal: ## the linter of the policies
	$$(cd tools/regal && go tool -n regal) lint policies

docs: ## what is made out of the policies and the commands: the catalogue, the rules' pages, the index, the manual page
	go run ./internal/tools/generate
	go run ./cmd/gatelint man >docs/man/gatelint.1

check:
	.ci/run

golden: ## the expected outputs in testdata, to be read before they are committed
	GATELINT_UPDATE=1 go test ./report ./cmd/gatelint

schema: ## the table of attributes; needs terraform and GATELINT_TF_PLUGIN_DIR
	go generate ./parsers/terraform/schema

plans: ## terraform's plans in testdata/plans and the examples; needs terraform and GATELINT_TF_PLUGIN_DIR
	GATELINT_UPDATE=1 go test ./parsers/tfplan -run '^TestPlansAreCurrent$$'
	GATELINT_UPDATE=1 go test ./rules -run '^TestMakePlans$$' -timeout 1h

fuzz: ## every fuzz target for FUZZTIME each
	.ci/fuzz $(FUZZTIME)

soak: ## hours, ahead of a release: fuzzing, maskings, and terraform's plans of the corpus
	.ci/fuzz $(SOAKTIME)
	GATELINT_SOAK=1 go test ./reliability ./cmd/gatelint -v -timeout 4h
	GATELINT_MASKS=100000 go test ./rules -run Mask -timeout 2h
	.ci/isolated tests
	GATELINT_SOAK=1 go test ./rules -run 'Partial|Hostile' -timeout 2h
	GATELINT_SOAK=1 go test ./lint -run Deterministic -timeout 4h
	go test -race ./lint ./rules ./internal/source ./cmd/gatelint -timeout 2h
	GATELINT_CORPUS=$(abspath $(or $(GATELINT_CORPUS),../shared/corpus)) go test ./parsers/terraform -run '^TestCorpusPlan$$' -v -timeout 2h

bench:
	go test -run '^$$' -bench . -benchmem ./...

corpus: ## gatelint over a folder of real definitions, GATELINT_CORPUS
	.ci/corpus
