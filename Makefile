# peacekeeper: set up, play, test. `make help` lists the targets.
# The first set-up needs a network and Python 3.11 or newer; later ones only look at a stamp.

VENV := .venv
PY := $(VENV)/bin/python
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
PIP := $(PY) -m pip --quiet --disable-pip-version-check install --constraint constraints.txt
SCHEMAS := $(patsubst %,docs/schema/%.schema.json,scenario area part plans)
ARGS ?=

# PYTHON=... is tried first. The full paths are for machines whose python3 is a broken shim.
PYTHONS := $(PYTHON) python3 python3.13 python3.12 python3.11 \
	/usr/bin/python3 /usr/local/bin/python3 /opt/homebrew/bin/python3

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help play test soak mutants snapshots pictures bench check schema reference proofs clean setup setup-dev anew \
	check-format check-lint check-types check-layers check-rules check-library

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

play: $(READY) ## set up if needed, open the app
	@$(VENV)/bin/peacekeeper $(ARGS)

test: $(READY_DEV) ## set up if needed, run the tests (ARGS="-k crowd" runs some)
	@$(PY) -m pytest -n 2 $(ARGS)

soak: $(READY_DEV) ## run all tests, the long ones too, with long counts
	@HYPOTHESIS_PROFILE=soak $(PY) -m pytest -n 2 -m "soak or not soak" --timeout 7200 $(ARGS)

snapshots: $(READY_DEV) ## draw the text snapshots of all screens anew (ARGS="-k settings" draws some); look at them
	@find tests/tui/app/snapshots tests/tui/preview/snapshots tests/tui/tabletop/terminal/snapshots -name '*.txt' $(if $(ARGS),-false) -delete
	@DRAW_SNAPSHOTS=1 $(PY) -m pytest -q -n 2 tests/tui/app/test_screens.py tests/tui/preview/test_screens.py tests/tui/tabletop/terminal -k "not every_snapshot" $(ARGS)

pictures: $(READY_DEV) ## draw the pictures in docs/ anew, by the app itself; look at them
	@$(PY) docs/pictures/draw.py
	@$(PY) docs/pictures/draw_tabletop.py

bench: $(READY_DEV) ## measure, and print the figures
	@$(PY) benchmarks/run.py $(ARGS)

check: check-format check-lint check-types check-layers check-rules check-library ## all checks (with -k: go on after a failure)

check-format: $(READY_DEV) ## ruff: format
	@$(PY) -m ruff format --check .

check-lint: $(READY_DEV) ## ruff: lint
	@$(PY) -m ruff check .

check-types: $(READY_DEV) ## mypy, strict
	@$(PY) -m mypy

check-layers: $(READY_DEV) ## import-linter: tui -> scoring -> simulator
	@$(VENV)/bin/lint-imports --no-logo

check-rules: $(READY) ## the rules that ship
	@$(VENV)/bin/peacekeeper rules check

check-library: $(READY) ## the scenarios that ship, with their proofs and test plans
	@$(VENV)/bin/peacekeeper library check
	@$(VENV)/bin/peacekeeper test scenarios

MUTANTS := build/mutants
mutants: $(READY_DEV) ## the mutation test of the checker, an hour; writes its table (what is in build/mutants is not done again)
	@mkdir -p $(MUTANTS)
	@$(PY) -m tests.mutants.run $(MUTANTS) 2 try $(ARGS)
	@$(PY) -m tests.mutants.run $(MUTANTS) 2 compare $(ARGS)
	@$(PY) -m tests.mutants.table $(MUTANTS)

strategies: $(READY_DEV) ## answer without reading: what always the first, the last, a coin come to
	@$(PY) benchmarks/strategies.py $(ARGS)

schema: $(READY) ## write the JSON schemas of scenario and area files, for editors
	@mkdir -p docs/schema
	@for file in $(SCHEMAS); do \
		$(VENV)/bin/peacekeeper schema $$(basename $$file .schema.json) > $$file.new && mv $$file.new $$file \
			|| { rm -f $$file.new; exit 1; }; \
	done

reference: $(READY) ## write docs/problems.md, the page of each problem, docs/format-reference.md and docs/words.md
	@$(PY) -m tui.explaining docs

proofs: $(READY) ## prove the scenarios that ship, where their sheets no longer fit (long; ARGS="--again" proves all anew)
	@$(PY) -m tui.proof_sheets $(ARGS)

clean: ## remove caches and builds (.venv and what people played stay)
	@rm -rf build dist *.egg-info .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find simulator scoring tui scenarios tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

setup: $(READY) ## set up what playing needs
setup-dev: $(READY_DEV) ## set up what testing needs

# The stamp holds the folder's path: an environment does not survive being moved.
ifneq ($(shell test -x $(PY) && cat $(READY) 2>/dev/null),$(CURDIR))
$(READY): anew
endif

$(READY): pyproject.toml constraints.txt
	@rm -f $(READY) $(READY_DEV)
	@if ! { [ -x $(VENV)/bin/pip ] && $(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		&& grep -qF '$(CURDIR)/$(VENV)/' $(VENV)/bin/pip; }; then \
		for candidate in $(PYTHONS); do \
			if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$$candidate; break; fi; \
		done; \
		[ -n "$$python" ] || { echo "peacekeeper needs Python 3.11 or newer; found $$(python3 --version 2>/dev/null || echo none). Install one, or say where: make play PYTHON=/path/to/python3" >&2; exit 1; }; \
		"$$python" -c 'import venv, ensurepip' 2>/dev/null || { echo "peacekeeper needs Python's venv and pip, which $$python lacks. On Debian or Ubuntu: sudo apt install python3-venv" >&2; exit 1; }; \
		echo "Setting up with $$("$$python" --version) in $(VENV). This takes a minute, once."; \
		rm -rf $(VENV); "$$python" -m venv $(VENV) || { rm -rf $(VENV); exit 1; }; \
	fi
	@$(PIP) setuptools && $(PIP) --no-build-isolation --editable . \
		|| { echo "peacekeeper could not be set up: see the message above. The first set-up needs a network." >&2; exit 1; }
	@printf '%s' '$(CURDIR)' > $(READY)

$(READY_DEV): $(READY)
	@$(PIP) --no-build-isolation --editable '.[dev]' \
		|| { echo "The test tools could not be set up: see the message above. The first set-up needs a network." >&2; exit 1; }
	@touch $(READY_DEV)
