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

# What pyproject.toml says, looked at before anything is made: pip would refuse later, and tell more of itself.
OLDEST := $(shell sed -n 's/^requires-python = ">=\(.*\)"/\1/p' pyproject.toml)
define ENVIRONMENT
@said=$$($(PYTHON) --version 2>&1); \
echo "$$said" | awk -v oldest=$(OLDEST) '{ split($$2, is, "."); split(oldest, least, ".") } \
	END { exit is[1] * 1000 + is[2] < least[1] * 1000 + least[2] }' || { \
	echo "Juanzong needs Python $(OLDEST) or later, but $(PYTHON) says: $$said. Nothing was installed." >&2; \
	echo "Install a later Python and name it, for example: make run PYTHON=python$(OLDEST)" >&2; exit 1; }
$(PYTHON) -m venv .venv
endef

.PHONY: run test slow stress cluster browser bench check format messages wheel lock clean

run: $(READY)
	$(BIN)/indexer build --if-stale
	$(BIN)/webui

test: $(TOOLS)
	$(BIN)/pytest -m "not slow and not stress and not browser and not cluster" $(PYTEST_ARGS)

# What takes minutes: load, thousands of cases; `make browser` tries the pages.
slow: $(TOOLS)
	$(BIN)/pytest -m "slow and not browser"

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
# Libraries of up to 100,000 documents: writes a part of docs/scaling.md; ARGS="--only documents" does only that.
bench: $(TOOLS)
	$(BIN)/python -m scripts.bench $(ARGS)

check: $(TOOLS)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m scripts.patterns

format: $(TOOLS)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The catalogue of the texts of the interface: takes new ones in and lost ones out, and compiles it.
CATALOGUE := indexer/translations
messages: $(TOOLS)
	$(BIN)/pybabel -q extract -F $(CATALOGUE)/babel.cfg -k message -k message_in:1c,2 -k plural:1,2 \
		--sort-by-file --no-location --omit-header -o $(CATALOGUE)/messages.pot indexer webui
	$(BIN)/pybabel -q update -i $(CATALOGUE)/messages.pot -d $(CATALOGUE) -l zh --no-wrap --no-fuzzy-matching --ignore-obsolete \
		--ignore-pot-creation-date
	rm $(CATALOGUE)/messages.pot
	$(BIN)/pybabel -q compile -d $(CATALOGUE)

# What others install, in dist/: the source, and a wheel made of it, so that neither holds what it should not.
# A wheel that pip has kept may have been made of another source of the same name.
wheel: $(READY)
	rm -rf dist
	$(BIN)/python -c "from setuptools.build_meta import build_sdist; build_sdist('dist')"
	$(BIN)/pip wheel --no-cache-dir --no-deps --no-build-isolation --wheel-dir dist dist/juanzong-*.tar.gz

# The pinned versions, with hashes, of what is needed to run and of what is needed to test.
lock:
	$(ENVIRONMENT)
	$(INSTALL) uv
	$(COMPILE) --extra install -o requirements.lock pyproject.toml
	$(COMPILE) --extra install --extra tantivy --extra opensearch --extra evaluate --extra vectors \
		--extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml

# The project itself is installed where it stands, by the setuptools of the lock, and compiled as pip compiles
# what it installs elsewhere: Python may be told (PYTHONDONTWRITEBYTECODE) not to keep what it compiles itself.
$(READY): requirements.lock pyproject.toml setup.py
	$(ENVIRONMENT)
	$(LOCKED) -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation --config-settings editable_mode=compat -e .
	$(BIN)/python -m compileall -q indexer webui
	touch $@

$(TOOLS): $(READY) requirements-dev.lock
	$(LOCKED) -r requirements-dev.lock
	$(BIN)/pip check
	touch $@

clean:
	rm -rf .venv var/index build dist
