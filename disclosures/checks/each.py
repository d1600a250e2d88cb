"""Rules that look at one part of a document at a time, and what they told of a project before."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, TypeVar

from disclosures.checks.places import ProjectPlace, explanations, narrative, projects
from disclosures.document.model import Document

Told = TypeVar("Told")


def _nothing(document: Document) -> Iterable[Any]:
    return ()


@dataclass(frozen=True)
class Each:
    """A sort of part: where the parts of a project stand, and those before and after all projects."""

    of_project: Callable[[ProjectPlace], Iterable[Any]]
    before: Callable[[Document], Iterable[Any]] = _nothing
    after: Callable[[Document], Iterable[Any]] = _nothing

    def ask(self, document: Document, find: Callable[[Any], Iterable[Told]]) -> Iterator[Told]:
        """Yield what `find` tells of each part, in the order of the document.

        `find` sees nothing but the part. What it tells of a project is remembered with the project's place, under
        `find` alone: give a function of a module, and always with the same sort of part.
        """
        for part in self.before(document):
            yield from find(part)
        for project in projects(document):
            told = project.told.get(find)
            if told is None:
                told = project.told[find] = tuple(one for part in self.of_project(project) for one in find(part))
            yield from told
        for part in self.after(document):
            yield from find(part)


EACH_PROJECT = Each(lambda project: (project,))
EACH_ROW = Each(attrgetter("rows"))
#: Without the rows that have a withheld cell.
EACH_OPEN_ROW = Each(attrgetter("open_rows"))
#: Every text a person wrote: narrative, projects with their rows, explanations.
EACH_TEXT = Each(attrgetter("texts"), narrative, explanations)
