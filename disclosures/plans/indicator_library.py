"""指标库: what clerks may pick from, how often each is used, and what approved plans could add to it.

Names are compared without blanks, widths and case; 产出—成本 and 成本—经济成本 are one level. Uses are counted over
approved and published plans of one region, withheld projects left out: nobody learns what others are drafting.
"""

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from disclosures.document.identity import normalised
from disclosures.models import Submission
from indicators.models import Indicator, Region, StandardIndicator
from indicators.models.standard_indicator import LONGEST_NAME, LONGEST_UNIT
from indicators.target_values import SIGN_CODES, is_withheld_text
from indicators.taxonomy import SCHEMES, Category, Scheme, Subcategory, category_of, levels_in, subcategory_of

#: Identity of an indicator in the library: its second level and its folded name.
Identity = tuple[Subcategory, str]

HEADINGS = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "计算符号", "计量单位")
_SETTLED = (Submission.Status.APPROVED, Submission.Status.PUBLISHED)


class LibraryRefused(ValueError):  # noqa: N818 (a refusal is an answer)
    """Why a list of indicators was not taken into the library: a Chinese sentence with the line."""


@dataclass(frozen=True)
class Offer:
    """An indicator of the library as a year's scheme prints it, and how many rows of the region's plans use it."""

    standard: StandardIndicator
    category: str
    subcategory: str
    used: int


@dataclass(frozen=True)
class Candidate:
    """An indicator of approved plans that the library lacks; sign and unit are those it has most often."""

    category: Category
    subcategory: Subcategory
    name: str
    sign: str
    unit: str
    used: int

    @property
    def identity(self) -> Identity:
        return identity(self.subcategory, self.name)

    @property
    def levels(self) -> str:
        """一级—二级 in the words of a scheme that has them, the newest first."""
        printed = (levels_in(scheme, self.category, self.subcategory) for scheme in reversed(Scheme))
        return "—".join(next(filter(None, printed)))


def identity(subcategory: str, name: str) -> Identity:
    """What makes two indicators the same one."""
    level = Subcategory(subcategory)
    return (Subcategory.ECONOMIC_COST if level == Subcategory.COST else level, normalised(name))


def offers(region: Region, scheme: Scheme, query: str = "", subcategory: str = "") -> list[Offer]:
    """What a plan of the region may pick: active, with a place in the scheme, the words of the query in name or
    description; by level, the most used first. Two queries to the database, however many there are."""
    uses = _uses(region)
    found = []
    for standard in _matching(query):
        levels = levels_in(scheme, Category(standard.category), Subcategory(standard.subcategory))
        if levels and subcategory in ("", levels[1]):
            found.append(Offer(standard, *levels, uses[identity(standard.subcategory, standard.name)]))
    printed = ((first, second) for first, children in SCHEMES[scheme].values() for second in children.values())
    order = {levels: place for place, levels in enumerate(printed)}
    return sorted(found, key=lambda offer: (order[offer.category, offer.subcategory], -offer.used))


def candidates(regions: QuerySet[Region]) -> list[Candidate]:
    """What approved and published plans of the regions use and the library lacks, the most used first."""
    known = _known()
    variants: dict[Identity, Counter[Candidate]] = {}
    for category, subcategory, printed, sign, unit, count in _rows(regions, "sign", "unit"):
        levels, name = _levels(category, subcategory), "".join(printed.split())
        if levels and _is_a_name(name) and identity(levels[1], name) not in known:
            variant = Candidate(*levels, name, sign, unit, 0)
            variants.setdefault(variant.identity, Counter())[variant] += count
    found = [_most_used(counter) for counter in variants.values()]
    return sorted(found, key=lambda candidate: (-candidate.used, candidate.subcategory, candidate.name))


def add(chosen: Iterable[Candidate]) -> int:
    """Take candidates into the library; returns how many are new. What is there already stays as it is."""
    fields = ("category", "subcategory", "name", "sign", "unit")
    return _take(StandardIndicator(**{field: getattr(one, field) for field in fields}) for one in chosen)


def load(text: str) -> int:
    """Take a list (CSV with HEADINGS in its first row) into the library; returns how many are new.

    All or nothing; an indicator that is there already stays as it is. Raises LibraryRefused with the line.
    """
    rows = csv.reader(text.removeprefix("\ufeff").splitlines())
    if tuple(cell.strip() for cell in next(rows, ())) != HEADINGS:
        raise LibraryRefused(f"第 1 行应为：{','.join(HEADINGS)}")
    filled = ((rows.line_num, [cell.strip() for cell in row]) for row in rows)
    return _take([_standard(line, cells) for line, cells in filled if any(cells)])


def _take(standards: Iterable[StandardIndicator]) -> int:
    known = _known()
    new: dict[Identity, StandardIndicator] = {}
    for standard in standards:
        key = identity(standard.subcategory, standard.name)
        if key not in known:
            new.setdefault(key, standard)
    StandardIndicator.objects.bulk_create(new.values())
    return len(new)


def _known() -> set[Identity]:
    return {identity(*pair) for pair in StandardIndicator.objects.values_list("subcategory", "name")}


def _standard(line: int, cells: list[str]) -> StandardIndicator:
    if len(cells) != len(HEADINGS):
        raise LibraryRefused(f"第 {line} 行有 {len(cells)} 栏，应为 {len(HEADINGS)} 栏")
    category, subcategory, name, description, sign, unit = cells
    levels = _levels(category, subcategory)
    if levels is None:
        raise LibraryRefused(f"第 {line} 行的层级“{category}—{subcategory}”不是任何年度指标体系中的名称")
    if not name or len(name) > LONGEST_NAME or len(unit) > LONGEST_UNIT:
        raise LibraryRefused(f"第 {line} 行的三级指标没有填写，或者名称、单位太长")
    if sign not in ("", *SIGN_CODES):
        raise LibraryRefused(f"第 {line} 行的计算符号“{sign}”应为 {'、'.join(SIGN_CODES)} 之一，或者留空")
    return StandardIndicator(
        category=levels[0], subcategory=levels[1], name=name, description=description, sign=sign, unit=unit
    )


def _levels(category: str, subcategory: str) -> tuple[Category, Subcategory] | None:
    """Printed levels as the vocabulary knows them."""
    first = category_of(category)
    second = subcategory_of(subcategory, first)
    return (first, second) if first and second else None


def _is_a_name(text: str) -> bool:
    return 0 < len(text) <= LONGEST_NAME and not is_withheld_text(text)


def _matching(query: str) -> QuerySet[StandardIndicator]:
    standards = StandardIndicator.objects.filter(active=True)
    for word in query.split():
        standards = standards.filter(Q(name__icontains=word) | Q(description__icontains=word))
    return standards


def _uses(region: Region) -> Counter[Identity]:
    """How many rows use each indicator in the region's approved and published plans."""
    uses: Counter[Identity] = Counter()
    for category, subcategory, name, count in _rows([region]):
        levels = _levels(category, subcategory)
        if levels:
            uses[identity(levels[1], name)] += count
    return uses


def _rows(regions: Iterable[Region], *more: str) -> QuerySet:
    """Level names and names of all rows that may be counted, each with the number of rows it stands in."""
    rows = Indicator.objects.filter(
        project__plan__fiscal_year__region__in=regions,
        project__plan__submission__status__in=_SETTLED,
        project__withheld_reason="",
    )
    grouped = ("category", "subcategory", "name", *more)
    return rows.order_by(*grouped).values_list(*grouped).annotate(count=Count("pk"))


def _most_used(variants: Counter[Candidate]) -> Candidate:
    (name, *_), total = variants.most_common(1)[0], variants.total()
    sign = name.sign if name.sign in SIGN_CODES else ""
    return Candidate(name.category, name.subcategory, name.name, sign, name.unit, total)
