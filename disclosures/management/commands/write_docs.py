"""manage.py write_docs: docs/checks.md and docs/workflow.md from the code they describe."""

from pathlib import Path

from django.conf import settings

from disclosures.checks import rules_markdown
from disclosures.management.base import ChineseCommand
from disclosures.models import Role, Submission, Turn
from disclosures.workflow.steps import DOES_MORE
from disclosures.workflow.table import TRANSITIONS, Transition

Status = Submission.Status
DOCS = Path(settings.BASE_DIR) / "docs"

_HEAD = """# Workflow

Drawn from the table in `disclosures/workflow/table.py` by `make docs`; change the table, not this page.

Every step compares and sets: it is taken only where status and content are still those the person was shown, and it
writes an event with who, when and which words. The rules that bar 送审 are in [checks.md](checks.md).

To add a step: its name in `SubmissionEvent.Action` (where it is also said whether it gives the plan back) with a
migration; its row in the table; and, where it does more than change the state, a function in `DOES_MORE` of
`disclosures/workflow/steps.py`.

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
    """The steps as a table, what each says and does, a diagram of the states, and whose turn it is in each."""
    head = ("Step", "From", "To", "Whose hand", "Besides")
    table = [head, ("---",) * len(head), *map(_row, TRANSITIONS.values())]
    lines = [f"| {' | '.join(cells)} |" for cells in table]
    parts = {
        "Steps": _joined(lines),
        "What each says and does": "\n".join(map(_particulars, TRANSITIONS.values())),
        "States": _joined(_diagram()),
        "Whose turn it is": _joined(_turns()),
    }
    return _HEAD + "\n".join(f"## {title}\n\n{text}" for title, text in parts.items())


def _joined(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _row(step: Transition) -> tuple[str, ...]:
    sources = "、".join(_status(source) for source in step.sources)
    return (
        f"{step.label} `{step.action.value}`",
        sources,
        _status(step.target),
        "、".join(f"{Role(role).label} `{role}`" for role in step.roles),
        _besides(step) or "–",
    )


def _besides(step: Transition) -> str:
    said = {
        "words required": step.words_required,
        f"sets a due date ({step.proposed_days} days proposed)": step.sets_due_date,
        "gives the plan back to its department": step.sends_back,
        "never by the person who submitted": step.by_other_hand,
        "may overrule C02, with a reason": step.may_overrule,
        "inside the entry window until a plan was given back": step.within_window,
        "only while the public reads a version": step.needs_version,
        f"in {'、'.join(_status(one) for one in step.also_in)} too, which it leaves as they are": step.also_in,
        "asks back on a page of its own": step.asks_back,
        "destructive": step.destructive,
    }
    return "; ".join(words for words, applies in said.items() if applies)


def _particulars(step: Transition) -> str:
    """What a step says before and after the click, asks for, tells and does."""
    lines = [f"**{step.label}** {step.meaning}", "", f"* asks for: {step.words_label}", f"* then says: {step.done}"]
    if step.news:
        lines.append(f"* tells the {step.news.to}, as {step.news.kind.label} `{step.news.kind}`: {step.news.words}")
    if does := DOES_MORE.get(step.action):
        lines.append(f"* {does.__doc__}")
    return _joined(lines)


def _diagram() -> list[str]:
    """Each state with the steps that lead away from it."""
    lines = []
    for status in Status:
        steps = [step for step in TRANSITIONS.values() if status in step.sources]
        arrows = [f"        {step.label} ({step.action.value}) → {step.target.label}" for step in steps]
        lines += [f"    {status.label} ({status.value})", *arrows]
    return lines


def _turns() -> list[str]:
    return [f"* {turn}: {'、'.join(_status(status) for status in Status if status.turn == turn)}" for turn in Turn]


def _status(status: Status) -> str:
    return f"{Status(status).label} `{Status(status).value}`"
