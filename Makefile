# make run      set everything up and start the app
# make test     set everything up, test tools and a Chromium included, and run all tests
# make quick    the core and the pages, without browsers and without what takes long (2 minutes)
# make check    formatting, lint and types, of the Python and of the browser's scripts
# make bench    what the app promises about speed, as ratios
# make lock     pin anew what the short lists (requirements*.txt) lead to; `make upgrade` takes the newest of all else
# make audit    known weaknesses of everything that is pinned, for every system (needs the network)
# make bom      a software bill of materials of the app and what hosting needs: bom.json, as CycloneDX
# make container  build the image and start deploy/compose.yaml, and ask it (needs podman, root and the network)
# make fuzz     a hundred thousand odd inputs for every reader (takes an hour)
# make figures  redraw the shipped figures (needs Graphviz)
# make pictures  make the pictures in README.md anew
# make coverage  which lines the tests without a browser run

PYTHON ?= python3
BIN := .venv/bin
# one retry only: PyTorch's own address may not be reached
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --retries 1
VERIFIED := $(PIP) --only-binary :all: --require-hashes
# What failed in a real browser is tried once more, on a machine that is at rest by then; what fails twice fails.
AGAIN := $(BIN)/python -m pytest --last-failed --last-failed-no-failures none
RUNNING := .venv/.running
TESTING := .venv/.testing
SECURING := .venv/.securing
export DENO_DIR := $(CURDIR)/.venv/.deno
export DENO_NO_UPDATE_CHECK := 1

.PHONY: run test quick check bench lock upgrade audit bom container fuzz figures pictures coverage

run: $(RUNNING)
	$(BIN)/streamlit run app.py --server.fileWatcherType auto

test: $(TESTING)
	$(BIN)/python -m tools.chromium
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not browser and not container"
	$(BIN)/python -m pytest -m browser || $(AGAIN) -m browser  # by themselves: a server and a browser fill two cores

quick: $(TESTING)
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not browser and not container and not slow"

check: $(TESTING)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/deno fmt --check
	$(BIN)/deno lint
	$(BIN)/deno check --quiet --no-remote ui

bench: $(TESTING)
	$(BIN)/python -m tools.chromium
	$(BIN)/python -m benchmarks

lock: $(SECURING)
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m tools.lock
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m tools.wheels

upgrade: $(SECURING)
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m tools.lock --upgrade
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m tools.wheels

audit: $(SECURING)
	$(BIN)/pip-audit --strict --progress-spinner off --disable-pip --no-deps --requirement locked/constraints.txt

bom: $(SECURING)
	grep --no-filename '^torch==' requirements.txt | cat - locked/requirements-hosted.txt \
	    | $(BIN)/cyclonedx-py requirements --output-reproducible --output-file bom.json -

container: $(SECURING)
	$(BIN)/python -m tools.containers
	$(BIN)/python -m pytest -m container

fuzz: $(SECURING)
	$(BIN)/python -m tests.fuzz

figures: $(RUNNING)
	$(BIN)/python -m lstm_core.figure.svg
	$(BIN)/python -m tools.lesson_pictures

pictures: $(TESTING)
	$(BIN)/python -m tools.chromium
	$(BIN)/python -m tools.pictures

coverage: $(TESTING)
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not browser and not container" --cov --cov-report=html --cov-report=term:skip-covered

$(RUNNING): requirements.txt locked/constraints.txt locked/requirements.txt
	$(PYTHON) -c "import sys; sys.exit('Python 3.11 or newer is needed, this is ' + sys.version) if sys.version_info < (3, 11) else None"
	$(PYTHON) -m venv .venv
	$(VERIFIED) -r locked/requirements.txt
	$(PIP) -r requirements.txt  # PyTorch, and a look whether all is there
	touch $@

$(TESTING): locked/requirements-test.txt $(RUNNING)
	$(VERIFIED) -r locked/requirements-test.txt
	touch $@

$(SECURING): locked/requirements-security.txt $(TESTING)
	$(VERIFIED) -r locked/requirements-security.txt
	touch $@
