"""Which published version an address means, and what is said where it means none any more."""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.http import Http404
from django.utils.timezone import localtime

from disclosures.document.as_json import from_text, part_from_json
from disclosures.document.model import Document, ProjectSheet
from disclosures.models.disclosure import DisclosedProject, Disclosure, DisclosureBody
from disclosures.public.addresses import department_address, disclosure_address, project_address


class GoneError(Exception):
    """What stood at this address is no longer public: a heading, sentences, and ways on (address and words)."""

    def __init__(self, heading: str, sentences: list[str], *ways_on: tuple[str, str]):
        super().__init__(heading)
        self.heading = heading
        self.sentences = sentences
        self.ways_on = ways_on


@dataclass(frozen=True)
class Edition:
    """One readable version: its row, all readable versions of the same year (newest first); its frozen body is read
    where it is needed."""

    disclosure: Disclosure
    versions: tuple[Disclosure, ...]

    @cached_property
    def body(self) -> DisclosureBody:
        """The frozen body. Raises GoneError where its text was erased."""
        body = DisclosureBody.objects.get(disclosure=self.disclosure)
        if body.erased_at:
            raise _erased(self.disclosure, body)
        return body

    @cached_property
    def document(self) -> Document:
        return from_text(self.body.text)

    @cached_property
    def current(self) -> Disclosure | None:
        return next((version for version in self.versions if version.current), None)

    @cached_property
    def others(self) -> tuple[Disclosure, ...]:
        return tuple(version for version in self.versions if version != self.disclosure)

    @cached_property
    def previous(self) -> Disclosure | None:
        """The readable version before this one."""
        return next((version for version in self.versions if version.version < self.disclosure.version), None)

    def way_to_current(self, key: str) -> tuple[str, str] | None:
        """From an older version to the project in the current one, or to that version where it lacks the project: an
        address and words. None where this one is current, or none is."""
        if not self.current or self.disclosure.current:
            return None
        if DisclosedProject.objects.filter(disclosure=self.current, key=key).exists():
            return project_address(self.current, key), "这个项目的现行版本"
        return disclosure_address(self.current), "现行版本（已没有这个项目）"

    def project(self, key: str) -> "ShownProject":
        """The project with this key. Raises GoneError where only an older version has it, Http404 where none has."""
        return (self.disclosure.current and self._kept_project(key)) or self._project_of_body(key)

    def _kept_project(self, key: str) -> "ShownProject | None":
        """A project of the current version as it is kept beside its row; None where it is not. Two queries."""
        projects = DisclosedProject.objects.filter(disclosure=self.disclosure)
        kept = projects.filter(key=key, sheet__isnull=False).values_list("position", "sheet__money_unit", "sheet__text")
        found = next(iter(kept[:1]), None)
        if found is None:
            return None
        place, unit, text = found
        beside = projects.filter(position__in=(place - 1, place + 1)).values_list("position", "key", "name")
        around = {position: Neighbour(*named) for position, *named in beside}
        sheet = part_from_json(ProjectSheet, json.loads(text))
        return ShownProject(sheet, unit, around.get(place - 1), around.get(place + 1))

    def _project_of_body(self, key: str) -> "ShownProject":
        padded = (None, *self.document.projects, None)
        for before, sheet, after in zip(padded, padded[1:], padded[2:], strict=False):
            if sheet and sheet.key == key:
                unit = sheet.money_unit or self.document.money_unit
                return ShownProject(sheet, unit, _neighbour(before), _neighbour(after))
        raise _left_out(self, key)


class Neighbour(NamedTuple):
    """A project beside another one."""

    key: str
    name: str


def _neighbour(sheet: ProjectSheet | None) -> Neighbour | None:
    return Neighbour(sheet.key, sheet.name) if sheet else None


@dataclass(frozen=True)
class ShownProject:
    """A project of a version, the unit that its amounts are in, and the projects before and after it, None at either
    end."""

    sheet: ProjectSheet
    money_unit: str
    before: Neighbour | None
    after: Neighbour | None


def find(region: str, department: str, year: int, version: int | None = None) -> Edition:
    """The version asked for, or the current one. Raises Http404 where there never was one, GoneError where it was
    withdrawn (with the whole year, or alone because it shows what is withheld now) or its text erased."""
    rows = list(
        Disclosure.objects.filter(region_code=region, department_code=department, fiscal_year=year)
        .select_related("file")
        .order_by("-version")
    )
    withdrawn = next((row for row in rows if row.withdrawn_at), None)
    readable = tuple(row for row in rows if not row.withdrawn_at)
    asked = (row for row in rows if (row.current if version is None else row.version == version))
    chosen = next(asked, withdrawn if version is None else None)
    if chosen is None:
        raise Http404
    if chosen.erased_at:
        raise _erased(chosen, DisclosureBody.objects.get(disclosure=chosen))
    if chosen not in readable:
        raise _closed(chosen, rows) or _withdrawn(chosen)
    return Edition(chosen, readable)


def without_statements(disclosure: Disclosure) -> GoneError:
    """What to answer for the statements of a version that has none."""
    return GoneError(
        "没有预算报表",
        [f"{_title(disclosure)}第{disclosure.version}版没有预算报表。"],
        (disclosure_address(disclosure), "查看这一版的全文"),
        _unit(disclosure),
    )


def _title(disclosure: Disclosure) -> str:
    return f"{disclosure.department_name}{disclosure.fiscal_year}年绩效信息"


def _unit(disclosure: Disclosure) -> tuple[str, str]:
    """The way on to what the unit published for other years."""
    return department_address(disclosure), f"查看{disclosure.department_name}各年度"


def _withdrawn(disclosure: Disclosure) -> GoneError:
    day = localtime(disclosure.withdrawn_at)
    return GoneError(
        "已撤回公开",
        [
            f"{_title(disclosure)}已于{day.year}年{day.month}月{day.day}日撤回公开。",
            f"撤回原因：{disclosure.withdrawn_reason}",
        ],
        _unit(disclosure),
    )


def _closed(disclosure: Disclosure, rows: list[Disclosure]) -> GoneError | None:
    """A version that a later one closed, because that one withholds what it shows; the year itself stays public."""
    if not any(row.published_at == disclosure.withdrawn_at for row in rows if row.version > disclosure.version):
        return None
    day = localtime(disclosure.withdrawn_at)
    current = next((row for row in rows if row.current), None)
    version = f"{_title(disclosure)}第{disclosure.version}版"
    return GoneError(
        "这一版不再公开",
        [f"{version}已于{day.year}年{day.month}月{day.day}日停止公开。", f"原因：{disclosure.withdrawn_reason}"],
        *([(disclosure_address(current), "查看现行版本")] if current else []),
        _unit(disclosure),
    )


def _erased(disclosure: Disclosure, body: DisclosureBody) -> GoneError:
    words = f"{_title(disclosure)}第{disclosure.version}版的内容已依法清除。"
    return GoneError("内容已依法清除", [words, f"清除原因：{body.erased_reason}"], _unit(disclosure))


def _left_out(edition: Edition, key: str) -> GoneError | Http404:
    """What to answer for a project that this version lacks; an older version is named by its number only."""
    older = [row for row in edition.versions if row.version < edition.disclosure.version]
    bodies = DisclosureBody.objects.filter(disclosure__in=older, erased_at=None).order_by("-disclosure__version")
    for body in bodies:
        if any(project.get("key") == key for project in json.loads(body.text)["projects"]):
            last = next(row for row in older if row.pk == body.disclosure_id)
            return GoneError(
                "这一版没有这个项目",
                [f"{_title(edition.disclosure)}第{edition.disclosure.version}版没有编号为 {key} 的项目。"],
                (project_address(last, key), f"查看最后载有这个项目的第{last.version}版"),
                (disclosure_address(edition.disclosure), "查看这一版的全部项目"),
            )
    return Http404()
