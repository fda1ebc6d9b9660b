# `make run` asks who partnered with whom; `make test` proves it. Both set up what they need.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help setup run test test-next check lint format clean

# Relative on purpose: the path of a clone may have spaces and accents.
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PORT ?= 8000
PYTHON ?= python3
# One of graph/local/releases.py.
NEXT ?= 2026.08.1

help: ## show what can be done
	@grep -E '^[a-z-]+:.*##' Makefile | sed -e 's/:.*## /\t/' | expand -t 10

setup: $(STAMP) ## install coopgraph and its tools into .venv

$(STAMP): pyproject.toml tools/setup.sh
	@PYTHON="$(PYTHON)" sh tools/setup.sh "$(VENV)"
	@touch "$(STAMP)"

run: $(STAMP) ## load the data, show who partnered with whom, and serve (PORT=8000)
	@exec $(BIN)/coopgraph run --port "$(PORT)"

test: $(STAMP) ## run the whole test suite on a real Neo4j of its own
	@$(BIN)/pytest

test-next: $(STAMP) ## the store's tests on the newest calendar release of Neo4j
	@COOPGRAPH_NEO4J_VERSION="$(NEXT)" $(BIN)/pytest tests/graph tests/loaders

check: lint test ## everything: lint, format, types, layers, vocabulary, tests

lint: $(STAMP) ## lint, format, types, layers, vocabulary
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m ontology.lint

format: $(STAMP) ## rewrite the code in its one format
	@$(BIN)/ruff check --fix-only .
	@$(BIN)/ruff format .

clean: ## remove .venv and caches (not your data)
	rm -rf "$(VENV)" .mypy_cache .ruff_cache .pytest_cache .import_linter_cache export
