"""What a version changed, told in its head: the sum before and after, and the projects that came, went or changed."""

from dataclasses import dataclass
from decimal import Decimal

from disclosures.document.as_json import from_text
from disclosures.document.comparison import ChangeKind, Difference, compare
from disclosures.document.model import Document
from disclosures.document.redaction import shown_total
from disclosures.models.disclosure import Disclosure, DisclosureBody
from disclosures.public.editions import Edition

#: So many names are told; of the others how many there are.
NAMES_TOLD = 3


@dataclass(frozen=True)
class Names:
    """Projects by name, and how many there are in all."""

    told: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class VersionSummary:
    """A version beside the readable one before it. Sums in yuan over shown projects; None where not both have one, and
    where other projects are withheld than before (`withheld_differs`): the difference might be what one of them costs.
    Projects that are gone are counted, and named in the list of differences only.
    """

    previous: Disclosure
    before: Decimal | None
    after: Decimal | None
    withheld_differs: bool
    added: Names
    removed: int
    altered: Names
    elsewhere: bool

    @property
    def change(self) -> Decimal | None:
        """How much more the shown projects cost."""
        return None if self.before is None or self.after is None else self.after - self.before

    def __bool__(self) -> bool:
        return bool(self.change or self.elsewhere or self.added.count or self.removed or self.altered.count)


def version_summary(edition: Edition) -> VersionSummary | None:
    """Return what a version changed; None where no older one can be read. One query where there is one."""
    if edition.previous is None:
        return None
    body = DisclosureBody.objects.filter(disclosure=edition.previous, erased_at=None).first()
    return _summary(edition.previous, from_text(body.text), edition.document) if body else None


def _summary(previous: Disclosure, older: Document, newer: Document) -> VersionSummary:
    differs = withheld(older) != withheld(newer)
    before, after = (None, None) if differs else (shown_total(older), shown_total(newer))
    known = before is not None and after is not None
    found = compare(older, newer)
    projects = [one for one in found if one.part == "project"]
    names = {sheet.key: sheet.name for sheet in newer.projects}
    touched = {one.key for one in projects if one.change == ChangeKind.ALTERED and one.field != "number"}
    touched |= {one.parent for one in found if one.part == "indicator"}
    return VersionSummary(
        previous=previous,
        before=before if known else None,
        after=after if known else None,
        withheld_differs=differs,
        added=_names(_called(projects, ChangeKind.ADDED)),
        removed=len(_called(projects, ChangeKind.REMOVED)),
        altered=_names([name for key, name in names.items() if key in touched]),
        elsewhere=any(one.part not in ("project", "indicator") for one in found),
    )


def withheld(document: Document) -> set[str]:
    """Return the keys of the projects that are withheld."""
    return {sheet.key for sheet in document.projects if sheet.withheld}


def _called(differences: list[Difference], change: ChangeKind) -> list[str]:
    return [one.name for one in differences if one.change == change]


def _names(names: list[str]) -> Names:
    told = [name or "名称不公开的项目" for name in names]
    return Names(tuple(told[:NAMES_TOLD]), len(told))
