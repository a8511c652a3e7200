# Each target is one command and sets up what it needs; a second run finds it done.
# PYTHON=python3.13 VENV=.venv-3.13 choose another interpreter, beside the first; every setting
# of the program comes from the environment: MESSENGER_PORT=9000 make run.

VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
NODE := node_modules/.package-lock.json
NPM_BIN := node_modules/.bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
# The lock files name everything; a pip that looked for more would take a newer release of a
# package that another one wants with an extra, and refuse it for having no hash.
INSTALL_LOCKED := $(PIP) install --require-hashes --no-deps

# Several at a time, since most of a test is waiting; the tests of a file share what they are long
# in making.
PYTEST := TMPDIR=$$(scripts/quick_folder.sh) $(BIN)/pytest --dist loadfile --no-loadscope-reorder

# Every program that the tests start would compile all that it imports anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run demo test lint lint-python lint-js test-js test-python test-browser coverage machine bench screenshots
.PHONY: vendor icons emoji texts docs lock dist clean

run: $(RUNTIME)
	@$(BIN)/messenger serve --data-dir ./data

demo: $(RUNTIME)
	@$(BIN)/messenger demo --data-dir ./data-demo

# What needs one processor stands beside what needs one.
test:
	$(MAKE) --jobs=2 --output-sync=target lint-python lint-js test-js
	$(MAKE) test-python
	$(MAKE) test-browser

lint: lint-python lint-js

lint-python: $(DEV)
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/vulture
	$(BIN)/deptry messenger

lint-js: $(NODE)
	$(NPM_BIN)/biome ci --colors=off
	$(NPM_BIN)/tsc
	node scripts/icons.mjs --check
	node scripts/emoji.mjs --check

test-js: $(NODE)
	node --test $$(find tests/js -name '*.test.js')

test-python: $(DEV) machine
	$(PYTEST) -n 2 -m "not load" --ignore tests/browser $(COVER)

test-browser: $(DEV) $(NODE) machine
	$(PYTEST) -n 3 tests/browser $(COVER)

# What the tests reach, the programs that they start included.
coverage:
	rm -f .coverage
	$(MAKE) test-python COVER="--cov --cov-report="
	$(MAKE) test-browser COVER="--cov --cov-append"

bench: $(DEV) machine
	$(BIN)/python -m tests.load

# Of every screen, for the documents; those that articles of the help show are copied to static/help.
screenshots: $(DEV) machine
	$(BIN)/python -m tests.browser.screenshots

# Third-party modules of the browser, each made one file; the result is committed.
vendor: $(NODE) icons emoji
	node scripts/vendor.mjs

icons: $(NODE)
	node scripts/icons.mjs

emoji: $(NODE)
	node scripts/emoji.mjs

texts: $(DEV)
	$(BIN)/python -m messenger.ui.texts.extract

docs: $(DEV) $(NODE)
	$(BIN)/python -m tests.docs.recording
	$(BIN)/python -m messenger.reference
	node scripts/conformance.mjs

lock: $(DEV)
	UV=$(BIN)/uv scripts/lock.sh --upgrade

dist: $(DEV)
	$(BIN)/python -m build --no-isolation --outdir build/dist

clean:
	rm -rf build $(VENV) node_modules .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

$(VENV)/bin/python:
	scripts/make_venv.sh $(VENV) $(PYTHON)

$(RUNTIME): requirements.lock requirements-build.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing the locked packages into $(VENV)"
	@$(INSTALL_LOCKED) -r requirements.lock -r requirements-build.lock
	@$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@

$(DEV): requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing the locked packages and the tools of development into $(VENV)"
	@$(INSTALL_LOCKED) --no-compile -r requirements-dev.lock
	@$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@ $(RUNTIME)

$(NODE): package-lock.json
	npm ci --no-fund --no-audit --loglevel=error
	@touch $@

machine:
	@scripts/install_machine.sh
