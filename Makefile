# The commands of this project. A fresh machine needs Python 3.11 or newer, git and make.

SHELL := /bin/sh
VENV := .venv
PY := $(VENV)/bin/python
# uv installs what uv.lock names. It lies beside the packages, so that it never removes itself.
UV_VERSION := 0.13.9
UV := $(VENV)/uv/bin/uv
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
# The first Python that is new enough; `PYTHON=… make run` chooses another.
ifeq ($(origin PYTHON), undefined)
PYTHON := $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$name" -c '$(NEW_ENOUGH)' 2>/dev/null && echo "$$name" && break; done)
endif
# A virtual environment that happens to be active is not this project's.
unexport VIRTUAL_ENV UV_PROJECT_ENVIRONMENT

.PHONY: help run install test check format bench python port
.DELETE_ON_ERROR:

help:
	@echo "make run     the site with its sample edition on http://127.0.0.1:8000 (PORT, HOST)"
	@echo "make install what the site needs to run, and no more"
	@echo "make test    the whole test suite"
	@echo "make check   lint, types, imports, templates, migrations, deployment settings"
	@echo "make format  lays out code and templates"
	@echo "make bench   measures pages and acts beside constants, then growth, copies of a large site, mail and a soak, at full size: two hours"

run: port $(VENV)/.installed
	@$(PY) manage.py demo
	@exec $(PY) manage.py serve

install: $(VENV)/.installed

test: $(VENV)/.installed-dev
	@$(PY) -m tests.run

check: $(VENV)/.installed-dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports
	find templates -name '*.html' -exec $(VENV)/bin/djade --check --target-version 5.2 {} +
	$(PY) manage.py makemigrations --check --dry-run
	SITE_URL=https://news.example.com DEBUG=0 SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(50))') \
		$(PY) manage.py check --deploy --fail-level WARNING
	$(UV) lock --check

format: $(VENV)/.installed-dev
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .
	find templates -name '*.html' -exec $(VENV)/bin/djade --target-version 5.2 {} +

bench: $(VENV)/.installed-dev
	@$(PY) -m tests.bench.pages
	@$(PY) -m tests.bench.search
	@$(PY) -m tests.bench.said
	@$(PY) -m tests.bench.threads
	@$(PY) -m tests.bench.growth
	@$(PY) -m tests.bench.large
	@$(PY) -m tests.bench.submit
	@$(PY) -m tests.bench.newsletter
	@$(PY) -m tests.bench.learning
	@$(PY) -m tests.bench.soak

# Says what is missing before anything is made.
python:
	@test -n "$(PYTHON)" && "$(PYTHON)" -c '$(NEW_ENOUGH)' 2>/dev/null || { \
		echo "This project needs Python 3.11 or newer; found: $$("$(or $(PYTHON),python3)" --version 2>/dev/null || echo none)." >&2; \
		echo "Install one, or name it: PYTHON=/path/to/python3.12 make run" >&2; exit 1; }

port: python
	@"$(PYTHON)" -m newsroom.port

$(UV): | python
	@echo "Making $(VENV) with $$("$(PYTHON)" --version)."
	@renew=$$($(PY) -c '$(NEW_ENOUGH)' 2>/dev/null || echo --clear); \
	if "$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null; then \
		"$(PYTHON)" -m venv $$renew $(VENV) && pip=$(PY); \
	elif "$(PYTHON)" -c 'import pip, venv' 2>/dev/null; then \
		"$(PYTHON)" -m venv $$renew --without-pip $(VENV) && pip="$(PYTHON)"; \
	else \
		echo "This Python came without venv and pip. On Debian or Ubuntu: apt install python3-venv" >&2; exit 1; \
	fi && "$$pip" -m pip install --quiet --disable-pip-version-check --target $(VENV)/uv uv==$(UV_VERSION)

$(VENV)/.installed: uv.lock pyproject.toml | $(UV)
	@echo "Installing what uv.lock names."
	@$(UV) sync --quiet --frozen --inexact --all-extras --no-default-groups --python $(PY)
	@touch $@

$(VENV)/.installed-dev: uv.lock pyproject.toml | $(UV)
	@echo "Installing what uv.lock names, with the tools for tests and checks."
	@$(UV) sync --quiet --frozen --all-extras --all-groups --python $(PY)
	@touch $(VENV)/.installed $@
