"""What the rules say of a version, with the projects and indicators by name."""

from dataclasses import dataclass

from disclosures.public.addresses import project_address
from disclosures.public.editions import Edition
from disclosures.publication.public_checks import Checked, Doubt


@dataclass(frozen=True)
class ToldPlace:
    """A place in words, and where it is read."""

    words: str
    address: str


def told_doubts(edition: Edition, checked: Checked) -> list[tuple[Doubt, list[ToldPlace]]]:
    """Return the doubts with their places; the whole text is no place of its own."""
    sheets = {sheet.key: sheet for sheet in edition.document.projects}
    told = []
    for doubt in checked.doubts:
        places = []
        for place in doubt.places:
            sheet = sheets.get(place.project)
            if sheet is None or sheet.withheld:
                continue
            row = next((row for row in sheet.indicators if row.key == place.indicator), None)
            words = f"{sheet.name}：{row.name}" if row else sheet.name
            anchor = f"#indicator-{row.key}" if row else ""
            places.append(ToldPlace(words, project_address(edition.disclosure, sheet.key) + anchor))
        told.append((doubt, places))
    return told
