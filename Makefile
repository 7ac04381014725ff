# `make` builds everything, `make test` tests everything; both set up .venv first. Windows: see README.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RAPPORT := $(BIN)/python -m scripts

.PHONY: all test check serve bench lock clean format
.DEFAULT_GOAL := all

all: $(VENV)/.installed
	$(RAPPORT) build

test: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

check: $(VENV)/.installed
	$(RAPPORT) check

serve: $(VENV)/.installed
	$(RAPPORT) serve

# SIZES: how many times the report; 100 takes most of an hour and some ten gigabytes.
SIZES ?= 1 10
bench: $(VENV)/.installed-test
	$(BIN)/python -m bench.run --sizes $(SIZES)

format: $(VENV)/.installed-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

$(VENV)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.installed-test: requirements-test.lock $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	touch $@

# The lock names hashes but no download address, so it works with whatever package index a machine uses.
lock: $(VENV)/.installed-test
	$(BIN)/uv pip compile pyproject.toml --extra build --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --quiet --upgrade --custom-compile-command "make lock" --output-file requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra build --extra test --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --quiet --constraint requirements.lock --custom-compile-command "make lock" --output-file requirements-test.lock

clean:
	rm -rf $(VENV) build .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis rapport.egg-info
