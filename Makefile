# make run    the site with sample data on http://127.0.0.1:8000 (PORT=9000 make run for another port)
# make dev    the same on a server that reloads what is changed and shows errors
# make test   every test, on SQLite and on a temporary PostgreSQL
# make soak MINUTES=10   races, kills and tampering again and again on a temporary PostgreSQL (SEED=… for another order)
# make mutants ROOM=disclosures/document/merging.py   breaks that file (or folder); shows what no test notices
# make bench  ratios of speed, and a million published indicators beside Datasette (INDICATORS=100000 for fewer)
# make lint, make check, make docs

PYTHON ?= python3
PORT ?= 8000
JOBS ?= 2
MINUTES ?= 10
INDICATORS ?= 1000000
PY = .venv/bin/python
# The demo keeps to its own SQLite database, whatever the shell has set for a real installation.
DEMO = env -u DATABASE_URL -u SECRET_KEY -u ALLOWED_HOSTS -u VAR_DIR DEMO=on DEBUG=off HTTPS=off PORT=$(PORT)
SET_UP = $(DEMO) $(PY) manage.py migrate --verbosity 0 && $(DEMO) $(PY) manage.py set_up_demo
PRODUCTION = env SECRET_KEY=$$($(PY) -c "import secrets; print(secrets.token_urlsafe(50))") \
  ALLOWED_HOSTS=yusuan.example.gov.cn DATABASE_URL=sqlite://:memory: DEBUG=off DEMO=off HTTPS=on BEHIND_PROXY=on

# The tests that answer for a file: the folder that mirrors its room. mutmut reads setup.cfg and works in mutants/.
TESTS = $(firstword $(subst /, ,$(ROOM)))/tests$(if $(findstring disclosures/,$(ROOM)),/$(word 2,$(subst /, ,$(ROOM))))
define MUTMUT
[mutmut]
source_paths =
    config
    disclosures
    indicators
only_mutate = $(ROOM)$(if $(wildcard $(ROOM)/.),/*)
also_copy =
    conftest.py
    manage.py
    static
    templates
pytest_add_cli_args_test_selection = $(TESTS)
endef

.PHONY: run dev test soak lint check bench docs mutants

run: .venv/installed var/static/staticfiles.json
	@$(PY) -c "import socket; socket.create_server(('127.0.0.1', $(PORT)))" 2>/dev/null || \
	  { echo "端口 $(PORT) 不能用，可能已有程序占用。请换一个端口：make run PORT=9000" >&2; exit 1; }
	@$(SET_UP)
	@$(DEMO) $(PY) -m gunicorn config.wsgi --bind 127.0.0.1:$(PORT) --workers 2 --threads 4 --no-control-socket --log-level warning

dev: .venv/installed-dev
	@$(SET_UP)
	@$(DEMO) DEBUG=on $(PY) manage.py runserver 127.0.0.1:$(PORT)

test: .venv/installed-dev
	$(PY) -m pytest --numprocesses $(JOBS)
	$(PY) -m pytest --numprocesses $(JOBS) --postgresql

soak: .venv/installed-dev
	$(PY) -m pytest -p disclosures.tests.soak --postgresql -m soak --quiet --maxfail 5 --minutes $(MINUTES) $(if $(SEED),--seed $(SEED))

lint: .venv/installed-dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m djlint templates --check --lint --quiet
	$(PY) -m mypy

check: .venv/installed
	$(PRODUCTION) $(PY) manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(PY) manage.py check --deploy --fail-level WARNING

bench: .venv/installed-dev .venv/datasette/installed var/static/staticfiles.json
	$(PY) -m disclosures.tests.bench
	$(PY) -m disclosures.tests.bench.million --datasette .venv/datasette/bin/python --indicators $(INDICATORS)

mutants: export CONFIG = $(MUTMUT)
mutants: .venv/installed-dev
	@test -e "$(ROOM)" || { echo "Say which file: make mutants ROOM=disclosures/document/merging.py" >&2; exit 1; }
	@rm -rf mutants
	@echo "$$CONFIG" > setup.cfg
	.venv/bin/mutmut run --max-children $(JOBS)
	@.venv/bin/mutmut results | cut -d: -f1 | xargs --no-run-if-empty -n 1 .venv/bin/mutmut show

docs: .venv/installed
	$(PY) manage.py write_docs

var/static/staticfiles.json: .venv/installed $(shell find static -type f)
	@$(DEMO) $(PY) manage.py collectstatic --no-input --verbosity 0

.venv/installed: requirements.txt
	@echo "正在安装所需的 Python 程序包，约需一分钟 · Installing the Python packages, which takes about a minute"
	@test -x $(PY) || $(PYTHON) -m venv .venv
	@$(PY) -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
	@touch $@

.venv/installed-dev: .venv/installed requirements-dev.txt
	@echo "正在安装测试所需的程序包 · Installing the packages of the tests"
	@$(PY) -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	@touch $@

# What the public pages are measured against, apart from what the program itself needs.
.venv/datasette/installed: .venv/installed requirements-bench.txt
	@$(PY) -m venv .venv/datasette
	@.venv/datasette/bin/python -m pip install --quiet --disable-pip-version-check --requirement requirements-bench.txt
	@touch $@
