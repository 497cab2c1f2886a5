# What people run. Python and make are enough; everything else comes into .venv.
PYTHON ?= python3
BIN := .venv/bin
GLIMPSE := $(BIN)/glimpse-gitops

.PHONY: help demo demo-live up down certs test build lint plan apply check fix contract bench clean
.DEFAULT_GOAL := help

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

.venv/installed: pyproject.toml constraints.txt
	@echo "installing into .venv, once"
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
# Where PYTHONDONTWRITEBYTECODE is set, as in many images, each start would compile some 500 modules: a quarter of a second.
	@$(BIN)/python -m compileall -q glimpse_gitops
	@touch $@

demo: .venv/installed ## Try everything against the sandbox (SERVE=1 keeps it up)
	$(GLIMPSE) demo $(if $(SERVE),--serve)

demo-live: .venv/installed ## Try panels and alerts on a real Prometheus on this machine (SPEED=30: half a minute)
	$(GLIMPSE) demo-live --speed $(or $(SPEED),1)

COMPOSE ?= $(shell docker compose version >/dev/null 2>&1 && echo docker compose || echo docker-compose)
MONITORING = $(COMPOSE) -f docker-compose.monitoring.yml $(if $(TLS),-f stack/tls/docker-compose.yml)

up: ## Start the monitoring stack in Docker (TLS=1: with certificates; ALLOY=1: Alloy in Promtail's place)
	mkdir -p logs
	$(if $(TLS),test -f stack/tls/private/server.crt || $(MAKE) certs)
	$(MONITORING) $(if $(ALLOY),--profile alloy) up -d $(if $(ALLOY),--scale promtail=0)

down: ## Stop it; its data stays
	$(MONITORING) --profile alloy down

certs: .venv/installed ## Make certificates and a password for the stack with TLS, off git
	$(GLIMPSE) certs

test: .venv/installed check build-is-current ## Run everything that CI runs
	GRAFANA_URL= $(BIN)/pytest -n auto

build: .venv/installed ## Compile dashboards/*.py and alerts/*.py into the files beside them
	$(GLIMPSE) build

lint: .venv/installed ## Check queries, labels and definitions
	$(GLIMPSE) lint

plan: .venv/installed ## Show what a Grafana would change (GRAFANA_URL, GRAFANA_TOKEN)
	$(GLIMPSE) plan

doctor: .venv/installed ## Find out what is wrong with the monitoring stack
	$(GLIMPSE) doctor

apply: .venv/installed ## Make a Grafana be as the code says
	$(GLIMPSE) apply

.PHONY: build-is-current
build-is-current: .venv/installed
	$(GLIMPSE) build --check
	$(GLIMPSE) lint

check: .venv/installed ## Check this repository's own Python: ruff, mypy
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy

fix: .venv/installed ## Format and sort what ruff can
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format --quiet .

contract: .venv/installed ## Check what plan and apply rely on (at GRAFANA_URL, or on the sandbox)
	$(BIN)/pytest tests/contract

bench: .venv/installed ## Measure speed as ratios against something run beside it
	$(BIN)/python -m benchmarks

.PHONY: soundness pages killed
soundness: .venv/installed ## Hold the bounds on queries against 20,000 random ones (a minute; PROMQL_SEED repeats a run)
	PROMQL_SOUNDNESS=20000 $(BIN)/pytest tests/promql/test_soundness.py -q -s

killed: .venv/installed ## Kill an apply at each of its requests, and let each fault happen at each (CI: a sample)
	KILL_EVERY=1 KILL_MOMENTS=8 $(BIN)/pytest tests/workflow/test_apply_killed.py tests/workflow/test_signals.py -q

pages: .venv/installed ## Write docs/rules anew from the docstrings of the lint rules
	$(BIN)/python tests/house/write_rule_pages.py

clean: ## Remove what was installed or cached
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build *.egg-info
