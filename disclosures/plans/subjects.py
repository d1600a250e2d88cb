"""收支分类科目: the subjects of a classification as a year knows them."""

from disclosures.document.statement_shapes import SubjectTree
from indicators.models import Subject


def subjects(tree: SubjectTree, year: int) -> dict[str, str]:
    """Return code → name of the subjects in use, in the order of their codes.

    A code revised in several years means what the newest of them up to `year` says; one that is only known from a
    later year, what the oldest of these says.
    """
    rows = Subject.objects.filter(tree=tree.name.lower(), active=True).values_list("code", "year", "name")
    names: dict[str, tuple[tuple[bool, int], str]] = {}
    for code, since, name in rows:
        rank = (since <= year, since if since <= year else -since)
        names[code] = max(names.get(code, (rank, name)), (rank, name))
    return {code: names[code][1] for code in sorted(names)}
