# 中选 Zhongxuan. `make help` says what there is.
SHELL := /bin/sh
BIN := .venv/bin
ROOMS := kernel web ledger sealing draws market budgets agencies bidding contracts payments ratings supervision search cms config demo
PORT ?= 8000
PROCESSES ?= 2
export PORT

.DEFAULT_GOAL := help
.PHONY: help demo serve test lives screenshots check lint types contracts house fresh assets rulebook bench elasticsearch stripe-mock chromium requirements clean

help:  ## Say what there is
	@echo "中选 Zhongxuan: an open marketplace for intermediary services that proves it was fair"
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/installed-base: requirements/base.txt
	@sh deploy/install.sh base
.venv/installed-dev: requirements/dev.txt
	@sh deploy/install.sh dev

.env:
	@$(BIN)/python config/first_run.py

demo: .venv/installed-base  ## Play one market day, then serve it with a worker (SERVE=no: stop after the day)
	@$(BIN)/python config/first_run.py
	@$(BIN)/python manage.py demo
	@$(BIN)/python config/first_run.py --demo
	@if [ "$(SERVE)" != "no" ]; then sh deploy/serve.sh; fi

serve: .venv/installed-base .env  ## Serve the site on PORT (8000) with a worker
	@$(BIN)/python manage.py prepare
	@sh deploy/serve.sh

test: .venv/installed-dev .env chromium  ## The whole test suite, on a real PostgreSQL
	$(BIN)/python -m pytest -n $(PROCESSES) $(PYTEST)

lives: .venv/installed-dev .env  ## Whole lives of needs by chance, long and other ones each time (half an hour or more)
	ZX_LIVES=long $(BIN)/python -m pytest tests/stateful -s

screenshots: .venv/installed-dev .env chromium  ## Play the journeys and keep the pictures of the docs (docs/screenshots)
	SCREENSHOTS=1 $(BIN)/python -m pytest tests/journeys

check: lint types contracts fresh house test  ## Lint, types, contracts, house tests, migrations, then the tests

lint: .venv/installed-dev .env  ## Style of Python and of templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --lint --quiet $(wildcard $(addsuffix /templates,$(ROOMS)))
types: .venv/installed-dev .env  ## mypy, strict
	$(BIN)/mypy $(ROOMS)
contracts: .venv/installed-dev  ## The order of rooms and shelves
	$(BIN)/lint-imports --no-cache
house: .venv/installed-dev .env  ## What the house says of its own code
	$(BIN)/python -m pytest tests/house
fresh: .venv/installed-dev .env  ## Nothing generated is stale: migrations, rulebook
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py rulebook --check

assets:  ## Build the browser's sealing code from its locked sources (needs node)
	cd sealing/browser && npm ci --no-audit --no-fund && npm run build

rulebook: .venv/installed-base .env  ## Write docs/rulebook.md
	$(BIN)/python manage.py rulebook

bench: .venv/installed-dev .env  ## Measure, print a table, write bench/results.json
	$(BIN)/python -m bench

elasticsearch:  ## Start a real Elasticsearch and run the search contract on it
	sh deploy/elasticsearch.sh

stripe-mock: .venv/installed-dev .env  ## Check our Stripe calls against Stripe's API description (needs Go; says so without)
	@PYTHON=$(BIN)/python sh deploy/stripe_mock.sh

chromium: .venv/installed-dev
	@$(BIN)/python -m tests.chromium

requirements:  ## Compile requirements/*.in (needs uv)
	for list in base dev prod; do uv pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-emit-index-url \
		--no-annotate --no-header requirements/$$list.in --output-file requirements/$$list.txt; done

clean:  ## Remove what was made here, the embedded database too (.env stays)
	-@$(BIN)/python -m config.embedded_postgres stop
	rm -rf .venv .data .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis static_collected bench/results.json
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
