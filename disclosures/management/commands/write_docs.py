"""manage.py write_docs: docs/checks.md and docs/workflow.md from the code they describe."""

from pathlib import Path

from django.conf import settings

from disclosures.checks import rules_markdown
from disclosures.management.base import ChineseCommand
from disclosures.models import Role, Submission
from disclosures.workflow.steps import TRANSITIONS, Transition

Status = Submission.Status
DOCS = Path(settings.BASE_DIR) / "docs"

_HEAD = """# Workflow

Drawn from the table in `disclosures/workflow/steps.py` by `make docs`; change the table, not this page.

Every step compares and sets: it is taken only where status and content are still those the person was shown, and it
writes an event with who, when and which words. 送审 is barred by errors and by warnings without a reason
([checks.md](checks.md)); 放弃调整 needs a published version to go back to; 公开 waits for the 保密审查 of
withheld projects and of sensitive names.

"""
_TURNS = """
Whose turn it is: 填报中 and 已退回 are the department's, 待审核 and 审核通过 the bureau's, 已公开 nobody's.
"""


class Command(ChineseCommand):
    help = "由程序生成 docs/checks.md 和 docs/workflow.md。"

    def handle(self, **options):
        for name, text in pages().items():
            (DOCS / name).write_text(text)
            self.stdout.write(f"docs/{name}")


def pages() -> dict[str, str]:
    """The name and the text of every generated page."""
    return {"checks.md": rules_markdown(), "workflow.md": workflow_markdown()}


def workflow_markdown() -> str:
    """The table of transitions, a diagram of the states, and the words of both languages."""
    head = ("Step", "From", "To", "Whose hand", "Besides")
    table = [head, ("---",) * len(head), *map(_row, TRANSITIONS)]
    lines = [f"| {' | '.join(cells)} |" for cells in table]
    return f"{_HEAD}## Steps\n\n{_joined(lines)}\n## States\n\n{_joined(_diagram())}{_TURNS}"


def _joined(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _row(step: Transition) -> tuple[str, ...]:
    sources = "、".join(_status(source) for source in step.sources)
    return (
        f"{step.action.label} `{step.action.value}`",
        sources,
        _status(step.target),
        "、".join(f"{Role(role).label} `{role}`" for role in step.roles),
        _besides(step) or "–",
    )


def _besides(step: Transition) -> str:
    said = {
        "words required": step.words_required,
        "sets a due date": step.sets_due_date,
        "never by the person who submitted": step.by_other_hand,
    }
    return ", ".join(words for words, applies in said.items() if applies)


def _diagram() -> list[str]:
    """Each state with the steps that lead away from it."""
    lines = []
    for status in Status:
        steps = [step for step in TRANSITIONS if status in step.sources]
        arrows = [f"        {step.action.label} ({step.action.value}) → {step.target.label}" for step in steps]
        lines += [f"    {status.label} ({status.value})", *arrows]
    return lines


def _status(status: Status) -> str:
    return f"{Status(status).label} `{Status(status).value}`"
