# Baton's commands. Each does its own set-up and does it once: what lies ready is not made again.
# Needs Python >= 3.11, git and make. `make` alone lists the commands.

BIN := .venv/bin
PROCESSES ?= -n 2
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONDONTWRITEBYTECODE :=
unexport DJANGO_SETTINGS_MODULE

static := $(shell find baton -path '*/static*' -not -name '.*')

.DEFAULT_GOAL := help
.PHONY: help run check test bench bench-spark screenshots wheel lock clean

help:
	@sed -nE 's/^([a-z-]+):.*## (.*)/make \1\t\2/p' Makefile | expand -t 20

run: .venv/assets ## Baton with its demonstration organisation, until Ctrl-C
	@exec $(BIN)/baton run --demo

check: .venv/for-tests ## format, lint, types, rooms, templates, missing migrations
	@tools/check

test: .venv/for-tests .venv/assets ## everything, on SQLite and on PostgreSQL
	@tools/test-machine
	@tools/check
	$(BIN)/python -m pytest $(PROCESSES)
	$(BIN)/python -m pytest $(PROCESSES) --database postgresql

bench: .venv/for-tests .venv/assets ## the benchmarks
	@$(BIN)/python -m benchmarks

bench-spark: .venv/for-tests .venv-spark/ready ## the dashboards' questions on Spark (needs Java 17) and on DuckDB
	@PYTHONPATH=$(CURDIR)/.venv-spark $(BIN)/python -m benchmarks._spark

screenshots: .venv/for-tests .venv/assets ## docs/screenshots, from the demonstration
	@tools/test-machine
	@$(BIN)/python -m tools.screenshots

wheel: node_modules/.ready ## dist/baton-….whl, which installs anywhere without Node or a checkout
	@$(BIN)/python -m pip wheel -q --no-deps --no-build-isolation -w dist .
	@ls dist/*.whl

lock: .venv/for-running ## newest versions that pyproject.toml and package.json allow
	@tools/lock

clean: ## removes what was installed; keeps your data
	rm -rf .venv .venv-spark node_modules baton/ui/assets

.venv/pyvenv.cfg: | tools/new-venv
	@echo "Making .venv"
	@tools/new-venv

.venv/for-running: requirements/build.txt requirements/run.txt pyproject.toml | .venv/pyvenv.cfg
	@echo "Installing what Baton runs on (once; a minute or two)"
	@$(BIN)/python -m pip install -q --require-hashes -r requirements/build.txt -r requirements/run.txt
	@$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@

.venv/for-tests: requirements/develop.txt .venv/for-running
	@echo "Installing what the tests run on (once)"
	@$(BIN)/python -m pip install -q --require-hashes -r requirements/develop.txt
	@touch $@

# Half a gigabyte, so beside what Baton runs on and not among it.
.venv-spark/ready: requirements/spark.txt | .venv/for-running
	@echo "Installing Spark (once; a minute or two)"
	@$(BIN)/python -m pip install -q --require-hashes --no-deps --upgrade --target .venv-spark -r requirements/spark.txt
	@touch $@

node_modules/.ready: package-lock.json .npmrc | .venv/for-running
	@tools/npm ci --silent
	@touch $@

.venv/assets: node_modules/.ready .venv/for-running $(static)
	@$(BIN)/baton assets
	@touch $@
