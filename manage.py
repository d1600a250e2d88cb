#!/usr/bin/env python
import os
import sys

from django.core.management import execute_from_command_line
from django.db import InterfaceError, OperationalError


def main():
    """Run the command of the command line. Where the database fails, a sentence is said instead of a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # names of files may hold what the terminal cannot print
    try:
        execute_from_command_line(sys.argv)
    except (OperationalError, InterfaceError) as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(
            f"未能办理：数据库不能使用，请检查 DATABASE_URL 和数据库服务（见 docs/operations.md）。数据库说：{error}"
        )


if __name__ == "__main__":
    main()
