"""From a place in a document (a finding's, a note's) to the field of the page where a person mends it."""

import re
from functools import lru_cache

from django.urls import reverse

from disclosures.document.model import PLAN_MONTHS, Document
from disclosures.document.statement_kinds import kind_of
from disclosures.document.statement_rows import naming_column

_INDEXED = re.compile(
    r"(?P<list>duties|notes|spending_plan)\[(?P<index>\d+)\]"
    r"(?:\.pairs\[(?P<pair>\d+)\])?(?:\.(?P<field>\w+))?"
)
_STATEMENT = re.compile(
    r"statements\[(?P<index>\d+)\](?:\.rows\[(?P<row>\d+)\](?:\[(?P<column>\d+)\])?)?(?:\.(?P<field>\w+))?"
)
#: The head of a finding's sentence that only repeats where it stands.
_WHERE = re.compile(r"^第 \d+ 个项目(?:第 \d+ 行)?(?:指标“.*?”)?的?")
_CELL = re.compile(r"^《[^》]*》第 \d+ 行(?:“.*?”)?的“.*?”")
_FORM_NAMES = {"spending_plan": "percent_3", "withheld": "openness", "withheld_reason": "openness", "target": "number"}


@lru_cache(maxsize=4096)
def field_name(path: str, row: int | None = None) -> str:
    """The name, on its page, of the form field that a JSON path below project and row speaks of.

    Rows (counted from 1), duties and notes stand on their page in the order of the document.
    """
    match = _INDEXED.match(path)
    if match and match["list"] == "spending_plan":
        return f"percent_{PLAN_MONTHS[int(match['index'])]}"
    if match:
        pair = f"pairs-{match['pair']}-" if match["pair"] else ""
        return f"{match['list']}-{match['index']}-{pair}{match['field'] or 'title'}"
    head = first_name(path)
    name = _FORM_NAMES.get(head, head)
    return f"rows-{row - 1}-{name}" if row else name


def name_at(document: Document, path: str, row: int | None = None) -> str:
    """The name of the form field, as `field_name`; a cell of a statement is named by its row and its column, what else
    is said of its rows by the grid."""
    match = _STATEMENT.match(path)
    if not match:
        return field_name(path, row)
    if not match["row"]:
        return match["field"] if match["field"] not in (None, "rows") else "grid"
    kind = kind_of(document.statements[int(match["index"])].kind)
    column = kind.columns[int(match["column"])].name if match["column"] else naming_column(kind)
    return f"rows-{match['row']}-{column}"


def first_name(path: str) -> str:
    """The field that a JSON path begins with, without its index."""
    return re.split(r"[.\[]", path)[0]


def address(submission_id: int, document: Document, project: int | None, row: int | None, path: str) -> str:
    """The address of the field: on a project's page where a project is given (counted from 1), on a statement's where
    the path leads into one, else on the narrative's."""
    fragment = f"#id_{name_at(document, path, row)}"
    if kind := statement_at(document, path):
        return statement_address(submission_id, kind) + fragment
    if project is None:
        return narrative_address(submission_id) + fragment
    return project_address(submission_id, document.projects[project - 1].key) + fragment


def statement_at(document: Document, path: str) -> str:
    """The name of the kind of the statement that a JSON path leads into; "" for none."""
    match = _STATEMENT.match(path)
    return document.statements[int(match["index"])].kind if match else ""


def statement_address(submission_id: int, kind: str) -> str:
    """The address of the page of a statement."""
    return reverse("admin:desk-statement", args=[submission_id, kind])


def narrative_address(submission_id: int) -> str:
    return reverse("admin:desk-narrative", args=[submission_id])


@lru_cache(maxsize=4096)
def project_address(submission_id: int, key: str) -> str:
    """The address of a project's page; remembered, as a large plan has thousands of findings that lead there."""
    return reverse("admin:desk-project", args=[submission_id, key])


def without_cell(words: str) -> str:
    """A finding's sentence without the cell of a statement that it begins with."""
    return _CELL.sub("", words, count=1)


def without_place(words: str) -> str:
    """A finding's sentence without the place that it begins with."""
    return _WHERE.sub("", words, count=1)
