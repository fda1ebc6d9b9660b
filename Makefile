# `make run` asks who partnered with whom; `make test` proves it. Both set up what they need.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help setup lock run test test-long test-next check lint format soak bench bench-api bench-questions \
	bench-reading bench-smoke clean

# Relative on purpose: the path of a clone may have spaces and accents.
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
BENCH_STAMP := $(VENV)/.installed-bench
PORT ?= 8000
PYTHON ?= python3
# One of graph/database/local/install/releases.py.
NEXT ?= 2026.08.1

help: ## show what can be done
	@grep -E '^[a-z-]+:.*##' Makefile | sed -e 's/:.*## /\t/' | expand -t 13

setup: $(STAMP) ## install coopgraph and its tools into .venv (LOCKED=1: exactly those of constraints.txt)

$(STAMP): pyproject.toml tools/setup.sh
	@PYTHON="$(PYTHON)" LOCKED="$(LOCKED)" sh tools/setup.sh "$(VENV)"
	@touch "$(STAMP)"

lock: ## write constraints.txt anew, with the newest versions that pyproject.toml allows (needs uv)
	@uv pip compile pyproject.toml --universal --python-version 3.11 --extra dev --extra read --extra bench --upgrade \
		--generate-hashes --no-emit-index-url --no-header --no-annotate --quiet -o constraints.txt

run: $(STAMP) ## load the data, show who partnered with whom, and serve (PORT=8000)
	@exec $(BIN)/coopgraph run --port "$(PORT)"

# Each process has a Neo4j of its own.
PROCESSES ?= 2

# Sets come in the same order each time, too.
test: $(STAMP) ## run the tests that one runs all day, each of PROCESSES=2 on a real Neo4j of its own
	@PYTHONHASHSEED=0 $(BIN)/pytest -m "not long" \
		--numprocesses "$(PROCESSES)" --no-loadscope-reorder

test-long: $(STAMP) ## run the others: kills, browsers, whole suites of others
	@PYTHONHASHSEED=0 $(BIN)/pytest -m long

test-next: $(STAMP) ## the store's tests on the newest calendar release of Neo4j
	@COOPGRAPH_NEO4J_VERSION="$(NEXT)" $(BIN)/pytest tests/graph tests/loaders

check: lint test test-long ## everything: lint, format, types, layers, vocabulary, all tests

lint: $(STAMP) ## lint, format, types, layers, vocabulary
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m ontology.lint

format: $(STAMP) ## rewrite the code in its one format
	@$(BIN)/ruff check --fix-only .
	@$(BIN)/ruff format .

# How often loads are killed; examples of the rule machine and rounds of readers go with it.
N ?= 300

soak: $(STAMP) ## kill loads N=300 times, and change, edit and read at random as long; prints a summary
	@KILLS="$(N)" EXAMPLES="$(N)" LOADS="$(N)" $(BIN)/pytest -s tests/graph/test_survival.py \
		tests/graph/test_states.py tests/api/test_steady.py

# Variables: SIZES of made graphs, ROUNDS, FILE (any RDF files besides), N10S_JAR (to measure it too).
SIZES ?= 10k 100k 1m
ROUNDS ?= 3

bench: $(BENCH_STAMP) ## measure this loader and others; write the tables and plot of docs/benchmarks.md
	@$(BIN)/python -m bench --sizes $(SIZES) --rounds "$(ROUNDS)" \
		$(if $(FILE),--file $(FILE)) $(if $(N10S_JAR),--n10s-jar "$(N10S_JAR)")
	@$(BIN)/python -m bench.report

# Variables: CLIENTS (1 8 64 256), QUESTIONS (partners agreements evidence /export), BENCH_API for
# more, such as BENCH_API="--requests 200 --rounds 1 --set COOPGRAPH_EXPORTS=2".
bench-api: $(BENCH_STAMP) ## measure questions over HTTP beside Neo4j's own API; write docs/benchmarks-api.md
	@$(BIN)/python -m bench.api $(if $(CLIENTS),--clients $(CLIENTS)) \
		$(if $(QUESTIONS),--questions $(QUESTIONS)) $(BENCH_API)
	@$(BIN)/python -m bench.api.report

# Variables: QUESTION_SIZES of made graphs, QUESTIONS (partners ranking …; all where none is named).
QUESTION_SIZES ?= 100k 1m 10m

bench-questions: $(STAMP) ## measure every question on made graphs; write docs/benchmarks-questions.md
	@$(BIN)/python -m bench.questions --sizes $(QUESTION_SIZES) $(if $(QUESTIONS),--questions $(QUESTIONS))
	@$(BIN)/python -m bench.questions.report

# TEXTS: a folder with the texts of the five articles, which are not ours to hand on.
bench-reading: $(STAMP) ## measure how well reports are read (TEXTS=folder); write the table of docs/reading.md
	@$(BIN)/python -m bench.reading $(if $(TEXTS),--texts "$(TEXTS)")
	@$(BIN)/python -m bench.reading.report

bench-smoke: $(STAMP) ## whether the benchmarks work: a small one, of which nothing is kept
	@$(BIN)/python -m bench --sizes 1k --rounds 1 --warm-up 1k --strict --output /dev/null

$(BENCH_STAMP): $(STAMP)
	@PYTHON="$(PYTHON)" sh tools/setup.sh "$(VENV)" dev,read,bench
	@touch "$(BENCH_STAMP)"

clean: ## remove .venv and caches (not your data)
	rm -rf "$(VENV)" .mypy_cache .ruff_cache .pytest_cache .import_linter_cache export
