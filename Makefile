# The commands that stay: make demo, make test, make bench, make screenshots, make sbom.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SERVE ?= 1
export BIANMIN_HOME ?= $(CURDIR)/var
export PIP_DISABLE_PIP_VERSION_CHECK = 1
# What is compiled is kept: the tests start some hundred processes.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test check compiled system style layers types words sqlite postgres bench soak screenshots sbom clean

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# What packages bring to test themselves is 26 MB that nobody runs here, and 15 MB what their translations were made from.
$(VENV)/.base: requirements/base.txt pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --no-compile --require-hashes -r requirements/base.txt
	$(BIN)/pip install --quiet --no-compile --require-hashes -r requirements/build.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	find $(VENV)/lib -path '*/site-packages/*/tests' -prune -exec rm -r {} +
	find $(VENV)/lib -path '*/site-packages/*/locale/*' -name '*.po' -delete
	touch $@

$(VENV)/.test: requirements/test.txt $(VENV)/.base
	$(BIN)/pip install --quiet --require-hashes -r requirements/test.txt
	touch $@

demo: $(VENV)/.base
	$(BIN)/python tools/compile_messages.py
	$(BIN)/bianmin demo $(if $(filter 0,$(SERVE)),--no-serve)

# `make -j2 check` does its parts side by side.
check: style layers types words

compiled: $(VENV)/.test
	$(BIN)/python tools/compile_messages.py

style: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

layers: $(VENV)/.test
	$(BIN)/lint-imports

types: $(VENV)/.test
	$(BIN)/mypy

words: compiled
	$(BIN)/python tools/messages.py check

# Every test runs on both databases.
sqlite: compiled
	$(BIN)/python -m pytest -n 2 --dist worksteal --rows=check

postgres: compiled
	$(BIN)/python tools/postgres.py run -- $(BIN)/python -m pytest -n 2 --dist worksteal --rows=check

system:
	tools/system.sh

test:
	$(MAKE) -j2 --output-sync compiled system
	$(MAKE) -j2 --output-sync check sqlite
	$(MAKE) postgres

bench: $(VENV)/.test
	$(BIN)/python -m bench

soak: $(VENV)/.test
	$(BIN)/python -m bench.soak
	$(BIN)/python tools/postgres.py run -- $(BIN)/python -m bench.soak

screenshots: $(VENV)/.test
	$(BIN)/python tools/screenshots.py

sbom: $(VENV)/.test
	@mkdir -p build
	$(BIN)/python tools/sbom.py > build/sbom.cdx.json
	@echo build/sbom.cdx.json

clean:
	rm -rf var build
