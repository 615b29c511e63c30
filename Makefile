# Two commands: `make run` makes the pages, `make test` runs all checks. Both create their own virtual environment.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: run test lint check-all lab clean

run: $(VENV)/.installed
	$(BIN)/gongkai run

test: $(VENV)/.installed-dev lint
	$(BIN)/python -m pytest -n 2

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/nbstripout --verify notebooks/*.ipynb

# what is too slow for every change: benches that exit with 1 if a cell or a place is wrong
check-all: test
	$(BIN)/python -m pip install --quiet --editable ".[bench]"
	$(BIN)/python -m bench.foreign_layouts --documents 4 --seed 1
	$(BIN)/python -m bench.damage --documents 20000
	$(BIN)/python -m bench.accuracy --documents 6
	$(BIN)/python -m bench.places
	$(BIN)/python -m bench.prose

lab: $(VENV)/.installed
	$(BIN)/gongkai lab

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable ".[xlsx]"
	touch $@

$(VENV)/.installed-dev: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) reports data/processed/* .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
