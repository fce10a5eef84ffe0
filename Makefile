# `make run` serves the library on http://127.0.0.1:8080/, `make test` tests it; both set everything up.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
TOOLS := .venv/.tools
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check
# A lock is whole. Left to look for what a package needs, pip may want a newer release than the one locked.
LOCKED := $(INSTALL) --no-deps --require-hashes
COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate \
	--python-version 3.11 --custom-compile-command "make lock"

.PHONY: run test slow stress cluster browser bench check format lock clean

run: $(READY)
	$(BIN)/indexer build --if-stale
	$(BIN)/webui

test: $(TOOLS)
	$(BIN)/pytest -m "not slow and not stress and not browser and not cluster" $(PYTEST_ARGS)

# What takes minutes: load, thousands of cases.
slow: $(TOOLS)
	$(BIN)/pytest -m slow

# What takes an hour: writers killed a hundred times, a disk that fails at every call, readers beside a writer.
stress: $(TOOLS)
	$(BIN)/pytest -m stress -o log_cli=true -o log_cli_level=INFO

# OpenSearch on three nodes of this machine, fetched by Maven; skipped, with the reason, without it or a JDK 21.
cluster: $(TOOLS)
	$(BIN)/pytest -m cluster $(PYTEST_ARGS)

# Every page in Chromium; skipped, with the reason, where there is none.
browser: $(TOOLS)
	$(BIN)/pytest -m browser

# Every engine beside others, at three sizes: writes docs/benchmarks.md; ARGS="--quick" is over in two minutes.
bench: $(TOOLS)
	$(BIN)/python -m scripts.bench $(ARGS)

check: $(TOOLS)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(TOOLS)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The pinned versions, with hashes, of what is needed to run and of what is needed to test.
lock:
	$(PYTHON) -m venv .venv
	$(INSTALL) uv
	$(COMPILE) --extra install -o requirements.lock pyproject.toml
	$(COMPILE) --extra install --extra tantivy --extra opensearch --extra evaluate \
		--extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml

# The project itself is installed where it stands, by the setuptools of the lock, and compiled as pip compiles
# what it installs elsewhere: Python may be told (PYTHONDONTWRITEBYTECODE) not to keep what it compiles itself.
$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(LOCKED) -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation --config-settings editable_mode=compat -e .
	$(BIN)/python -m compileall -q indexer webui
	touch $@

$(TOOLS): $(READY) requirements-dev.lock
	$(LOCKED) -r requirements-dev.lock
	$(BIN)/pip check
	touch $@

clean:
	rm -rf .venv var/index
