"""What every command of ours says where it refuses."""

import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command, get_commands, load_command_class

from disclosures.management.base import ChineseCommand, in_chinese
from disclosures.tests.folders import ROOT


@pytest.fixture
def manage(tmp_path):
    """Run manage.py on a database that is not there."""

    def run(*arguments: str) -> tuple[int, str]:
        environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), "PYTHONUTF8": "1"}
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        return done.returncode, done.stderr.strip().splitlines()[-1]

    return run


def test_every_command_of_ours_is_one():
    ours = [name for name, app in get_commands().items() if app == "disclosures"]
    assert [name for name in ours if not isinstance(load_command_class("disclosures", name), ChineseCommand)] == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "缺少 FILE_OR_FOLDER"),
        (["x", "--year", "去年"], "--year 不能是“去年”"),
        (["x", "--region"], "--region 后面缺少内容"),
        (["x", "--publich"], "不认得 --publich"),
        (["x", "--originally-published-on", "2999-01-01"], "--originally-published-on：原公开日期 2999-01-01 还没有到"),
    ],
)
def test_wrong_arguments_are_refused_in_chinese(manage, arguments, sentence):
    assert manage("import_disclosures", *arguments) == (2, f"参数有误：{sentence}")


def test_a_refusal_begins_in_chinese(manage):
    assert manage("set_up_demo") == (
        1,
        "未能办理：set_up_demo 会创建密码公开的账号，只供演示：请先设置环境变量 DEMO=on",
    )


def test_called_by_a_program_it_raises():
    with pytest.raises(CommandError, match="缺少 CODE, NAME"):
        call_command("add_region")


@pytest.mark.parametrize(
    ("message", "words"),
    [
        (
            "argument ROLE: invalid choice: '主任' (choose from '填报', '审核')",
            "ROLE 不能是“主任”，可以是 '填报', '审核'",
        ),
        ("argument --by: expected 2 arguments", "--by 后面缺少内容"),
        ("ambiguous option: --d could match --dry-run, --data", "--d 可以指 --dry-run, --data，请写全"),
        ("something else", "something else"),
    ],
)
def test_what_argparse_says_is_said_in_chinese(message, words):
    assert in_chinese(message) == words
