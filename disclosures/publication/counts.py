"""The counters of the public lists: written with a version's rows, removed with them, and summed for larger places."""

from collections.abc import Callable, Iterator

from django.db.models import Max, Sum

from disclosures.document.model import Document
from disclosures.models import DisclosedIndicatorCount, DisclosedProjectCount, Disclosure, DisclosureChain
from disclosures.models.disclosed_extract import DisclosedCount
from disclosures.publication.public_rows import indicator_count_rows, project_count_rows

BATCH = 1000
Scope = DisclosedCount.Scope
COUNTERS: dict[type[DisclosedCount], Callable[[Document], list[dict]]] = {
    DisclosedIndicatorCount: indicator_count_rows,
    DisclosedProjectCount: project_count_rows,
}
#: What is summed, and how.
_SUMMED: dict[type[DisclosedCount], dict] = {
    DisclosedIndicatorCount: {"rows": Sum("rows")},
    DisclosedProjectCount: {"rows": Sum("rows"), "total": Sum("total"), "largest": Max("largest")},
}
#: The columns of a place that say what is summed over, and their value in the sums.
_LARGER: dict[Scope, dict[str, int | str]] = {
    Scope.UNIT: {"fiscal_year": 0},
    Scope.REGION_YEAR: {"department_code": ""},
}
_PLACE = ("region_code", "department_code", "fiscal_year")


def write_counts(disclosure: Disclosure, document: Document) -> None:
    """Write the counters of a version that becomes current, and sum up anew the places that it belongs to."""
    for model, rows in COUNTERS.items():
        made = (model(disclosure=disclosure, scope=Scope.UNIT_YEAR, **row) for row in rows(document))
        model.objects.bulk_create(made, BATCH)
    sum_up(disclosure)


def sum_up(disclosure: Disclosure) -> None:
    """Write anew the sums of the places that a version belongs or belonged to.

    The head of the chain is locked until the end of the transaction, so that of two publications in one region the
    later one sums up both.
    """
    DisclosureChain.objects.select_for_update().get_or_create(id=1)
    for model in COUNTERS:
        for scope in _LARGER:
            place = {name: getattr(disclosure, name) for name in _kept(scope)}
            model.objects.filter(scope=scope, **place).delete()
            rows = (model(scope=scope, **row) for row in _sums(model, scope, **place))
            model.objects.bulk_create(rows, BATCH)


def count_troubles(version: Disclosure, document: Document) -> Iterator[str]:
    """Yield a Chinese sentence where the counters of a current version do not say what its body says."""
    for model, rows in COUNTERS.items():
        expected = rows(document)
        shown = model.objects.filter(disclosure=version, scope=Scope.UNIT_YEAR).order_by(*model.SORTS)
        if list(shown.values(*_columns(model))) != expected:
            yield f"{model._meta.verbose_name}与全文不符"


def sum_troubles() -> Iterator[str]:
    """Yield a Chinese sentence for each table of counters of which the sums are not those of its counters."""
    for model in COUNTERS:
        for scope in _LARGER:
            order = (*_PLACE, *model.SORTS)
            shown = model.objects.filter(scope=scope).order_by(*order).values(*_columns(model))
            expected = sorted(_sums(model, scope), key=lambda row: [row[name] for name in order])
            if sorted(shown, key=lambda row: [row[name] for name in order]) != expected:
                yield f"{model._meta.verbose_name}：{scope.label}的合计与各单位的计数不符"


def _kept(scope: Scope) -> list[str]:
    """The columns of a place that a larger place has as well."""
    return [name for name in _PLACE if name not in _LARGER[scope]]


def _columns(model: type[DisclosedCount]) -> list[str]:
    return [*_PLACE, *model.SORTS, *_SUMMED[model]]


def _sums(model: type[DisclosedCount], scope: Scope, **place) -> Iterator[dict]:
    """The columns of the sums of a scope."""
    by = [*_kept(scope), *model.SORTS]
    counters = model.objects.filter(scope=Scope.UNIT_YEAR, **place).order_by().values(*by)
    renamed = {f"all_{name}": sum_ for name, sum_ in _SUMMED[model].items()}
    for row in counters.annotate(**renamed):
        summed = {name: row.pop(f"all_{name}") for name in _SUMMED[model]}
        yield row | _LARGER[scope] | summed
