# Two commands for a newcomer: `make run` (the main job) and `make test` (every check). Both set up first.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.PHONY: setup run test test-slow lint fix clean lock

setup: $(STAMP)

$(STAMP): requirements/lock.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Toprung needs Python 3.11 or newer; %s is %s. Say which to use: make PYTHON=python3.12" % (sys.executable, sys.version.split()[0]))'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/lock.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

run: setup
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh scripts/main-job.sh

test: setup
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh scripts/check.sh

test-slow: setup
	$(BIN)/python -m pytest -m slow

lint: setup
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh scripts/check.sh lint

fix: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Needs uv. The lock names no registry host.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	    --all-extras --group test pyproject.toml requirements/weights.in -o requirements/lock.txt

clean:
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
