"""Ratios of speed, measured in one run and printed as one table: `make bench`.

A ratio of two times of one run says the same on every machine. The databases are made for the run and removed after
it. Whatever the shell has set for a real installation is left aside.
"""

import os

import django

from disclosures.tests.plugin import ENVIRONMENT

#: Set by the run itself for the process that measures a database.
DATABASE_URL = "BENCH_DATABASE_URL"

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
os.environ.update(ENVIRONMENT | {"DATABASE_URL": os.environ.get(DATABASE_URL, ENVIRONMENT["DATABASE_URL"])})
django.setup()
