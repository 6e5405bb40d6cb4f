# Everything a newcomer needs: `make play` and `make test`. See `make help`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PYTEST := $(BIN)/python -m pytest
LEARNERS ?= 1000000
WORKERS ?= 3

.DEFAULT_GOAL := help
.PHONY: play test test-all bench proof report lint format pictures lock bundle sheets clean help

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Scope Creep needs Python 3.11 or newer. Name one with: make PYTHON=/path/to/python3"; exit 3; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo "This Python has no venv. On Debian and Ubuntu: apt install python3-venv"; exit 3; }
	@echo "Setting up $(VENV), once. This takes a minute or two."
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $(STAMP)

play: $(STAMP) ## Play
	@$(BIN)/scopecreep

test: $(STAMP) ## Lint, types and the tests; under eight minutes on two cores
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(PYTEST) -n $(WORKERS) --dist worksteal -m "not slow and not bench" --benchmark-disable

test-all: $(STAMP) ## The slow tests too, and properties on many more cases
	@THOROUGH=1 $(PYTEST) -n $(WORKERS) --dist worksteal -m "not bench" --benchmark-disable

bench: $(STAMP) ## Benchmarks, as ratios to a floor or a peer in the same run; LEARNERS=20000 for a small crowd
	@SCOPECREEP_BENCH_LEARNERS=$(LEARNERS) $(PYTEST) tests/benchmarks -m bench -s

proof: $(STAMP) ## Simulate what the traffic model is held to, where it changed (hours for all; PROOF_PYTHON=pypy3 is quicker), and draw its tables up
	@$(BIN)/python -m tests.engine.design.proof

lint: $(STAMP) ## Style, types, import direction, and every mission pack
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/scopecreep lint

report: $(STAMP) ## Let bots play all missions and explore them; write docs/campaign-report.md and docs/reachability.md
	@$(BIN)/scopecreep bots --report docs/campaign-report.md
	@$(BIN)/scopecreep explore --campaign --report docs/reachability.md

format: $(STAMP) ## Format the code
	@$(BIN)/ruff check --fix --exit-zero --quiet .
	@$(BIN)/ruff format .

pictures: $(STAMP) ## Draw the pictures of the README anew, from the real screens
	@$(BIN)/python -m tests.pictures docs/pictures

bundle: $(STAMP) ## An offline install for a classroom, in dist/; PLATFORM=macosx_14_0_arm64 PYTHONS="3.11 3.12" for other laptops
	@sh .ci/bundle/make.sh $(BIN)/python "$(PLATFORM)" "$(PYTHONS)"

sheets: $(STAMP) ## Write the facilitator's sheets anew, docs/sheets
	@$(BIN)/scopecreep sheet --all docs/sheets

lock: ## Pin every dependency anew (needs uv)
	@uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-annotate --upgrade --quiet \
		--custom-compile-command "make lock" --output-file requirements.lock

clean: ## Remove what make has made
	@rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache build dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## This list
	@echo "Scope Creep. Two commands do everything: make play, make test."
	@echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1@\2/p' $(MAKEFILE_LIST) | column -t -s @ 2>/dev/null || \
		grep '## ' $(MAKEFILE_LIST)
