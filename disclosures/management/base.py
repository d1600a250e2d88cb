"""What our commands have in common: they speak Chinese also where they refuse."""

import re
import sys
from collections.abc import Container
from itertools import chain, count
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

#: What argparse says of arguments, and how it is said here; the first that fits counts.
_SAID = (
    (r"the following arguments are required: (.+)", r"缺少 \1"),
    (r"unrecognized arguments: (.+)", r"不认得 \1"),
    (r"ambiguous option: (\S+) could match (.+)", r"\1 可以指 \2，请写全"),
    (r"argument (\S+): expected .*", r"\1 后面缺少内容"),
    (r"argument (\S+): invalid choice: '(.*)' \(choose from (.+)\)", r"\1 不能是“\2”，可以是 \3"),
    (r"argument (\S+): invalid \w+ value: '(.*)'", r"\1 不能是“\2”"),
    (r"argument (\S+): (.+)", r"\1：\2"),
)


class ChineseCommand(BaseCommand):
    """A command whose refusals (CommandError, wrong arguments) are Chinese sentences; exit status 1 and 2."""

    _called_from_command_line: bool

    def create_parser(self, prog_name, subcommand, **kwargs):
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        refuse = parser.error

        def refuse_in_chinese(message):
            if not parser.called_from_command_line:
                refuse(in_chinese(message))
            usage = parser.format_usage().removeprefix("usage: ")
            parser.exit(2, f"用法：{usage}参数有误：{in_chinese(message)}\n")

        parser.error = refuse_in_chinese  # type: ignore[method-assign]  # Django lets nobody choose the parser's class
        return parser

    def execute(self, *args, **options):
        try:
            return super().execute(*args, **options)
        except CommandError as refusal:
            if type(refusal) is not CommandError or not self._called_from_command_line or options.get("traceback"):
                raise
            self.stderr.write(f"未能办理：{refusal}")
            sys.exit(refusal.returncode)


def name_in_report(path: Path, taken: Container[str]) -> str:
    """Return what a file is called in a report in which some names are taken: by its name, else by its path, whole
    where need be; a file named twice gets a number."""
    names = (path.name, str(path), str(path.absolute()))
    return next(name for name in chain(names, (f"{path}（{number}）" for number in count(2))) if name not in taken)


def in_chinese(message: str) -> str:
    """What argparse says, in Chinese; as it is where it says something else."""
    for pattern, words in _SAID:
        if said := re.fullmatch(pattern, message, re.DOTALL):
            return said.expand(words)
    return message
