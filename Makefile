# FleetWatch. `make help` lists what there is; everything a target writes is below artifacts/ and .fleetwatch/.
SHELL := bash
.DEFAULT_GOAL := help
.PHONY: run test down clean help check load quality backtest explain report build

run: ## Start everything and tell the story of a demo fleet; Ctrl-C stops it all
	@infra/local/run.sh

test: ## Build, then every test from unit to end to end, on real servers
	@infra/local/test.sh

down: ## Stop whatever an earlier run of this checkout left running
	@infra/local/down.sh

clean: down ## down, then remove the servers' data, the logs and the build
	@infra/local/clean.sh

build: ## Build everything in Release (nothing to do when nothing changed)
	@infra/local/build.sh

check: ## Formatting and analyzers, as the build server checks them
	@dotnet format FleetWatch.sln --verify-no-changes --severity warn

load: ## The load benchmark: 60 s at full speed, figures printed (README has ours)
	@infra/local/load.sh

quality: build ## Score the detection on labelled feeds
	@dotnet test artifacts/bin/Quality/release/FleetWatch.Quality.dll --logger "console;verbosity=detailed"

backtest: build ## FLEET=fleet.csv EVENTS=events.ndjson.gz [OUT=incidents.json]: detection over files, no servers
	@test -n "$(FLEET)" -a -n "$(EVENTS)" || { echo "make backtest FLEET=fleet.csv EVENTS=events.ndjson.gz [OUT=incidents.json]" >&2; exit 2; }
	@dotnet artifacts/bin/Simulator/release/fleetwatch.dll backtest --fleet "$(FLEET)" --events "$(EVENTS)" --out "$(or $(OUT),incidents.json)"

explain: build ## FLEET=fleet.csv EVENTS=events.ndjson.gz FAILURE=ID: why one card was refused
	@test -n "$(FLEET)" -a -n "$(EVENTS)" -a -n "$(FAILURE)" || { echo "make explain FLEET=fleet.csv EVENTS=events.ndjson.gz FAILURE=ID" >&2; exit 2; }
	@dotnet artifacts/bin/Simulator/release/fleetwatch.dll explain --fleet "$(FLEET)" --events "$(EVENTS)" --failure "$(FAILURE)"

report: build ## FLEET=fleet.csv EVENTS=events.ndjson.gz [OUT=reports]: the weekly fleet health report
	@test -n "$(FLEET)" -a -n "$(EVENTS)" || { echo "make report FLEET=fleet.csv EVENTS=events.ndjson.gz [OUT=reports]" >&2; exit 2; }
	@dotnet artifacts/bin/Simulator/release/fleetwatch.dll report --fleet "$(FLEET)" --events "$(EVENTS)" --language en zh-Hans --out "$(or $(OUT),reports)"

help: ## This list
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18
