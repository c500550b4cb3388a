# Every command of the project, by the same names as in CI. `make help` lists them.
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
PYTHON ?= python3
PORT ?= 8000
JOBS ?= 2
CLIENTS ?= 200
ROUNDS ?= 500
EXAMPLES ?= 1000
STEPS ?= 50
RUN := .venv/bin/python

# Everything here runs as the sample office; production is docs/operations/production.md.
export JUMPA_SAMPLE ?= 1
export JUMPA_PORT ?= $(PORT)

.PHONY: help serve test check static rehearse bench reading messages ready ready-dev

help: ## List these commands
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 18

serve: ready ## Start everything here: PORT=8001 and DATABASE_URL=… are optional
	@exec $(RUN) manage.py serve --with-parent

test: static ## Run make check and all tests, with branch coverage
	$(RUN) -m pytest -n $(JOBS) --dist worksteal --cov --cov-report=term

check: static ## Check style, types, layers, sizes, translations, templates and settings
	$(RUN) -m pytest -q tests/architecture

rehearse: ready-dev ## Drive one request through all nine steps over HTTP, at JUMPA_URL=…
	@exec $(RUN) -m tests.rehearsal

reading: ready-dev ## Read the corpus of letters and print recall and precision per field
	@exec $(RUN) -m bench.reading $(ARGS)

bench: ready-dev ## Measure scheduling with years of bookings: SIZES="10000 1000000" is optional
	@exec $(RUN) -m bench $(SIZES)

storm: ready-dev ## Let 200 clients rage on every writing path: CLIENTS=… ROUNDS=… CONTROL=--control
	@exec $(RUN) -m tests.races.storm --clients $(CLIENTS) --rounds $(ROUNDS) $(CONTROL)

machine: ready-dev ## Run the state machine of scheduling for long: EXAMPLES=… STEPS=…
	JUMPA_MACHINE_EXAMPLES=$(EXAMPLES) JUMPA_MACHINE_STEPS=$(STEPS) $(RUN) -m pytest -q \
		-o log_cli=true --log-cli-level=INFO jumpa/scheduling/tests/test_state_machine.py

messages: ready-dev ## Bring the English catalogue up to date with the sources
	@mkdir -p locale
	$(RUN) manage.py makemessages --locale en --no-obsolete --no-wrap --no-location \
		--ignore ".venv/*" --ignore "node_modules/*" --ignore "var/*"
	$(RUN) manage.py compilemessages --locale en --ignore ".venv/*" --ignore "var/*"

static: ready-dev
	$(RUN) -m ruff format --check --quiet .
	$(RUN) -m ruff check --quiet .
	$(RUN) -m mypy
	.venv/bin/lint-imports
	$(RUN) -m djlint --lint --quiet jumpa
	$(RUN) manage.py makemigrations --check --dry-run

ready:
	@command -v $(PYTHON) >/dev/null || { echo "jumpa: Python 3.11 or newer is needed."; exit 1; }
	@$(PYTHON) bootstrap.py

ready-dev:
	@command -v $(PYTHON) >/dev/null || { echo "jumpa: Python 3.11 or newer is needed."; exit 1; }
	@$(PYTHON) bootstrap.py --dev
