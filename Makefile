# `make run` serves the library on http://127.0.0.1:8080/, `make test` tests it; both set everything up.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: run test check slow format lock clean

run: $(READY)
	$(BIN)/indexer build --if-stale
	$(BIN)/webui

test: $(READY)
	$(BIN)/pytest -m "not slow" $(PYTEST_ARGS)

# What takes minutes: the crash tests, the load, the ten questions.
slow: $(READY)
	$(BIN)/pytest -m slow

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The pinned versions, with hashes, of everything that is installed.
lock:
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --extra dev --no-emit-index-url \
		--no-annotate --python-version 3.11 --custom-compile-command "make lock" -o requirements.lock pyproject.toml

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --config-settings editable_mode=compat -e .
	touch $@

clean:
	rm -rf .venv var/index
