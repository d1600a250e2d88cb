"""The budget statements of one file with the places where they stand in its explanation."""

from dataclasses import replace

from disclosures.document.model import BudgetStatement
from disclosures.document.statement_kinds import EXPLANATION_TABLES
from disclosures.importers.explanations import Explanations
from disclosures.importers.statement_tables import StatementBlock, find_statements


class PlacedStatements:
    """Found all at once in the lines of a file; kept one by one as a scan comes past them."""

    def __init__(self, lines: list[str], contents: set[int], converted: bool = True):
        self._blocks = {block.start: block for block in find_statements(lines, contents, converted)}
        self._kept: list[tuple[StatementBlock, int | None, int | None]] = []

    def at(self, place: int) -> StatementBlock | None:
        """The statement whose title stands at a place (from 0)."""
        return self._blocks.get(place)

    def keep(self, block: StatementBlock, explanations: Explanations | None) -> None:
        """Take a statement; `explanations` are those among which it stands, None for none. The nine statements are no
        part of a section, wherever they stand."""
        among = explanations if block.kind in EXPLANATION_TABLES else None
        self._kept.append((block, *(among.table_place() if among else (None, None))))

    @property
    def unit_lines(self) -> list[str]:
        """What their pages say of the unit."""
        return [page.unit for block, *_ in self._kept for page in block.pages if page.unit]

    @property
    def titles(self) -> list[str]:
        """What they say of the year, as a title would."""
        return [f"预算年度：{block.year}" for block, *_ in self._kept if block.year]

    @property
    def money_units(self) -> list[str]:
        """Their units of money."""
        return [block.money_unit for block, *_ in self._kept if block.money_unit]

    def read(self, money_units: list[str]) -> tuple[BudgetStatement, ...]:
        """The statements in the order of the text. One that prints no unit of money has the one of all others.

        Raises Refused for a row that cannot be read exactly.
        """
        default_unit = money_units[0] if len(set(money_units)) == 1 else ""
        return tuple(
            replace(block.statement(default_unit), section=section, paragraph=paragraph)
            for block, section, paragraph in self._kept
        )
