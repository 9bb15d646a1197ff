"""Header and cells of a table to rows; the same for CSV files and worksheets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from riskcast.errors import Finding
from riskcast.formats.columns import REQUIRED, TAG, is_known, is_text, unknown_remedy
from riskcast.formats.escape import unprotect
from riskcast.formats.raw import Raw, Row, Value
from riskcast.formats.source import CellPlace, LinePlace

CellAt = Callable[[int, Sequence[str]], "LinePlace | CellPlace"]
"""Makes the place of a row from its number and the header."""

_ERRORS = frozenset(("#REF!", "#NAME?", "#VALUE!", "#N/A", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"))


class Table:
    """Reads the rows of one section's table and notes what is wrong with its form."""

    def __init__(self, section: str, header: Sequence[str], first: int, place: CellAt) -> None:
        self.section = section
        self.header = [name.strip() for name in header]
        self.place = place
        self.findings: list[Finding] = []
        self.unknown: set[str] = set()
        """Names of unknown columns; when there are any, absent values mean nothing."""
        self._check_header(first)

    @property
    def complete(self) -> bool:
        """True when every required column is there."""
        return set(REQUIRED[self.section]) <= set(self.header)

    def rows(self, body: Iterable[tuple[int, Sequence[str]]]) -> list[Row]:
        """Return the rows that are neither blank nor comments; ``body`` gives row numbers and cells."""
        if not self.complete:
            return []
        return [row for number, cells in body if (row := self._row(number, cells)) is not None]

    def report(self, raw: Raw) -> None:
        """Hand over the findings and what they say about the section as a whole."""
        raw.findings.extend(self.findings)
        if self.unknown:
            raw.doubtful.add(self.section)
        if not self.complete:
            raw.unreadable.add(self.section)

    def _check_header(self, first: int) -> None:
        place = self.place(first, self.header)
        for n, name in enumerate(self.header):
            if name and name in self.header[:n]:
                self._complain("RC003", f"column {name!r} stands twice", "keep one of them", place.where((name,)))
            elif name and not is_known(self.section, name):
                remedy = unknown_remedy(self.section, name)
                self.unknown.add(name)
                self._complain("RC010", f"unknown column {name!r}", remedy, place.where((name,)))
        for name in REQUIRED[self.section]:
            if name not in self.header:
                text = f"column {name!r} is missing from the table of {self.section}"
                self._complain("RC011", text, "add it to the first row", place.where())

    def _complain(self, code: str, message: str, remedy: str, where: str) -> None:
        self.findings.append(Finding(code, message, remedy, subject=self.section, where=where))

    def _row(self, number: int, cells: Sequence[str]) -> Row | None:
        stripped = [cell.strip() for cell in cells]
        first = stripped[0] if stripped else ""
        if not any(stripped) or (first.startswith("#") and first not in _ERRORS):
            return None
        place = self.place(number, self.header)
        data: dict[str, Value] = {}
        before = len(self.findings)
        for n, cell in enumerate(stripped):
            name = self.header[n] if n < len(self.header) else ""
            if name in self.unknown:
                continue
            if cell in _ERRORS:
                text = f"the cell holds the spreadsheet error {cell}"
                self._complain("RC012", text, "correct the formula", place.where((name,)))
            elif cell and name:
                _store(data, name, unprotect(cell) if is_text(name) else cell)
            elif cell:
                text = f"{cell!r} stands in column {n + 1}, which has no name in the first row"
                remedy = "put texts that contain the separator in quotes, and write decimals with a point"
                self._complain("RC014", text, remedy, place.where())
        return Row(data, place, table=True, flawed=len(self.findings) > before)


def _store(data: dict[str, Value], column: str, cell: str) -> None:
    """Put a cell into the row; ``tag.NAME`` and ``targets.finish`` go into mappings of their own."""
    group, dot, name = column.partition(".")
    if not dot:
        data.setdefault(column, cell)
        return
    group = "tags" if column.startswith(TAG) else group
    inner = data.setdefault(group, {})
    if isinstance(inner, dict):
        inner.setdefault(name, cell)
