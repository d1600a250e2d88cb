"""The generated pages say what the code does."""

import pytest

from disclosures.checks import ALL
from disclosures.management.commands import write_docs
from disclosures.management.commands.write_docs import DOCS, pages
from disclosures.workflow.table import TRANSITIONS


@pytest.mark.parametrize("name", pages())
def test_the_generated_pages_are_not_stale(name):
    assert (DOCS / name).read_text() == pages()[name], "stale: run `make docs` and commit what it writes"


def test_every_rule_and_every_step_has_its_place():
    headings = [line.split()[1] for line in pages()["checks.md"].splitlines() if line.startswith("## ")]
    assert headings == [rule.code for rule in ALL]
    rows = [line for line in pages()["workflow.md"].splitlines() if line.startswith("| ")]
    assert len(rows) == len(TRANSITIONS) + 2
    assert rows[2] == (
        "| 送审 `submit` | 填报中 `draft`、已退回 `returned` | 待审核 `submitted` | 单位负责人 `head` "
        "| inside the entry window until a plan was given back; asks back on a page of its own |"
    )
    assert "        公开 (publish) → 已公开" in pages()["workflow.md"].splitlines()


def test_the_command_writes_them(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(write_docs, "DOCS", tmp_path)
    write_docs.Command().execute(no_color=True, force_color=False, skip_checks=True)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == pages()
    assert capsys.readouterr().out == "docs/checks.md\ndocs/workflow.md\n"
