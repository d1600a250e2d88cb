"""A budget statement on one page, in the shape of the official table."""

from collections.abc import Sequence
from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from disclosures.desk.entry.context import Entry, entry_of
from disclosures.desk.entry.remarks import Remark, attach_remarks, of_errors, of_statement_clashes
from disclosures.desk.entry.saving import AsShown, Clashed, Gone, authors_since, save_statement, statement_part
from disclosures.desk.entry.statement_grid import StatementGrid, definition_of
from disclosures.desk.entry.statement_head import StatementHead
from disclosures.desk.page import page
from disclosures.desk.places import statement_address
from disclosures.document.blank_statements import blank_statement, empty_statement, has_figures, money_unit_of
from disclosures.document.model import BudgetStatement, Document
from disclosures.document.statement_heads import merged_head
from disclosures.document.statement_kinds import KIND_NAMES, KINDS, kind_of
from disclosures.document.statement_offers import offers
from disclosures.document.statement_rows import statement_of
from disclosures.document.statement_shapes import StatementKind
from disclosures.document.statement_sums import with_subjects_above, with_sums
from disclosures.people.permissions import NotAllowed
from disclosures.plans.limits import NotStorable
from disclosures.plans.subjects import subjects

_SUMS, _ROWS, _TAKE = "sums", "rows", "take:"


class StatementForm:
    """The whole page: what stands above and below the rows, and the rows. `now` is what stands in the fields where
    nothing was sent, the statement that was shown unless given."""

    def __init__(self, entry: Entry, kind: StatementKind, shown: AsShown, data: QueryDict | None = None, now=None):
        self.kind, self.shown = kind, shown
        unit = money_unit_of(entry.document)
        self.stored = statement_of(shown.part, kind)
        self.base = blank_statement(kind, unit)
        if self.stored:
            unit = self.stored.money_unit or entry.document.money_unit
            self.base = replace(self.stored, rows=self.stored.rows or self.base.rows)
        self.names = subjects(kind.tree, entry.submission.plan.fiscal_year.year) if kind.tree else {}
        self.head = StatementHead(now or self.base, unit, data)
        self.grid = StatementGrid(self.base, self.head.unit, self.names, data, now)

    def build(self) -> BudgetStatement | None:
        """The statement as it stands in the form; None where something in it cannot be stored."""
        rows = self.grid.build()
        return replace(self.head.build(), rows=rows) if self.head.is_valid() and rows is not None else None

    @property
    def problems(self) -> list[Remark]:
        """What cannot be stored, as a list to stand on top of the page."""
        return of_errors([self.head]) + self.grid.problems


def statement(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The page of a statement, and saving it."""
    entry, of_kind = entry_of(request.user, pk), _kind(kind)
    if request.method == "POST":
        return _sent(request, entry, of_kind)
    shown = AsShown(entry.submission.plan.revision, statement_part(entry.document, of_kind))
    form = StatementForm(entry, of_kind, shown)
    return _page(request, entry, form, remarks=entry.remarks_on(kind))


@require_POST
def declare_empty(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Declare a statement empty, or take that back; one that has rows stays as it is."""
    entry, of_kind = entry_of(request.user, pk), _kind(kind)
    stored = statement_of(entry.document, of_kind)
    if stored and stored.rows:
        messages.error(request, f"“{stored.title}”已有 {len(stored.rows)} 行，请先清空各行并保存，再声明为空表。")
        return redirect(statement_address(pk, kind))
    wanted = None
    if request.POST.get("to") != "unfilled":
        wanted = stored or empty_statement(of_kind, money_unit_of(entry.document))
    shown = AsShown(entry.submission.plan.revision, statement_part(entry.document, of_kind))
    try:
        save_statement(entry.submission, shown, of_kind, wanted, request.user)
        messages.success(request, "已声明为空表。" if wanted else "已撤回空表，可以填写。")
    except (Clashed, Gone):
        messages.error(request, "这张表刚刚被别人修改，没有办理。请看过现在的内容再办理。")
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    return redirect(statement_address(pk, kind))


def _kind(name: str) -> StatementKind:
    if name not in KIND_NAMES:
        raise Http404
    return kind_of(name)


def _sent(request: HttpRequest, entry: Entry, kind: StatementKind) -> HttpResponse:
    """Save and show again; fill in what a button asks for; or the page as it was sent, nothing lost."""
    shown = AsShown.read(request.POST.get("shown", ""))
    if any(one.kind != kind.kind for one in shown.part.statements):
        raise SuspiciousOperation("the hidden copy of the page holds another statement")
    form, then = StatementForm(entry, kind, shown, request.POST), request.POST.get("then", "")
    if then == _ROWS:
        form.grid.add_rows()
        return _page(request, entry, form)
    mine = form.build()
    if mine is None:
        messages.error(request, f"还没有保存：有 {len(form.problems)} 处内容无法保存，请按栏目旁的提示改正。")
        return _page(request, entry, form)
    if then == _SUMS or then.startswith(_TAKE):
        return _filled_in(request, entry, form, mine, then)
    return _saved(request, entry, form, mine if has_figures(mine, kind) else None)


def _filled_in(
    request: HttpRequest, entry: Entry, form: StatementForm, mine: BudgetStatement, then: str
) -> HttpResponse:
    """The page with what the button asked for in its fields, not yet saved."""
    if then == _SUMS:
        now = with_sums(with_subjects_above(mine, form.names))
    else:
        now = _with_offers(entry.document, mine, then.removeprefix(_TAKE))
    words = "按明细没有需要填入的合计。" if now == mine else "已填入，尚未保存，请核对后保存。"
    messages.info(request, words)
    return _page(request, entry, StatementForm(entry, form.kind, form.shown, now=now))


def _with_offers(document: Document, mine: BudgetStatement, place: str) -> BudgetStatement:
    """The statement with an offer taken, named as row:column; with all of them for "all"."""
    rows = [list(row) for row in mine.rows]
    for offer in offers(document, mine):
        if place in ("all", offer.place):
            rows[offer.row][kind_of(mine.kind).place(offer.column)] = offer.printed
    return replace(mine, rows=tuple(map(tuple, rows)))


def _saved(request: HttpRequest, entry: Entry, form: StatementForm, mine: BudgetStatement | None) -> HttpResponse:
    kind, shown = form.kind, form.shown
    try:
        _, told = save_statement(entry.submission, shown, kind, mine, request.user)
    except Clashed as clash:
        return _clashed(request, entry, form, clash)
    except Gone:
        messages.error(request, "这张表刚刚被别人删除了。您填写的内容还在下面；再保存一次，就作为新填的表保存。")
        as_new = AsShown(shown.revision, replace(shown.part, statements=()))
        return _page(request, entry, StatementForm(entry, kind, as_new, now=mine))
    except (NotAllowed, NotStorable) as refusal:
        messages.error(request, f"还没有保存：{str(refusal).rstrip('。')}。您填写的内容还在下面。")
        return _page(request, entry, form)
    messages.success(request, "已保存。" if mine else "已保存：表中没有数，这张表现在是未填。")
    if told:
        who = authors_since(entry.submission, shown.revision, request.user)
        messages.info(request, f"{who}在此期间也修改了这张表，已一并保留：{'；'.join(told)}。")
    return redirect(statement_address(entry.submission.pk, kind.kind) + "?saved=1")


def _clashed(request: HttpRequest, entry: Entry, form: StatementForm, clash: Clashed) -> HttpResponse:
    """The page with the words of both; saved again, it stands as it is then."""
    who = authors_since(entry.submission, form.shown.revision, request.user)
    messages.error(request, f"还没有保存：{who}在此期间也改了这张表。双方的内容都在下面，请核对后再保存一次。")
    now = AsShown(entry.submission.plan.revision, clash.theirs)
    (mine,) = clash.merged.statements
    both = StatementForm(entry, form.kind, now, now=mine)
    theirs = {"theirs": both.stored, "who": who}
    return _page(request, entry, both, of_statement_clashes(clash.clashes, who, form.base), theirs)


def _page(
    request: HttpRequest, entry: Entry, form: StatementForm, remarks: Sequence[Remark] = (), clash: dict | None = None
) -> HttpResponse:
    """The page with its remarks; `clash`: what the other person made of the statement."""
    form.grid.attach(remarks)
    attach_remarks(form.head, remarks)
    place = KIND_NAMES.index(form.kind.kind)
    context = {
        "title": form.base.title,
        "entry": entry,
        "form": form,
        "kind": form.kind,
        "shown": form.shown.text,
        "is_empty": form.stored is not None and not form.stored.rows and request.method != "POST",
        "heads": merged_head(form.kind, entry.document.fiscal_year, form.head.unit),
        "definition": definition_of(form.grid),
        "offers": [(one, form.grid.cell(one.row, one.column)) for one in offers(entry.document, form.grid.as_typed)],
        "remarks": list(remarks) or form.problems,
        "before": KINDS[place - 1] if place else None,
        "after": KINDS[place + 1] if place + 1 < len(KINDS) else None,
        "just_saved": "saved" in request.GET,
        "dirty": request.method == "POST",
    }
    return page(request, "desk/entry/statement.html", context | (clash or {}))
