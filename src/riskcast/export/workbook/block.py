"""A block of rows under titles, with totals that are formulas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from riskcast.export.workbook.cents import add_up
from riskcast.export.workbook.formats import Kind
from riskcast.export.workbook.sheet import Cell, Sheet
from riskcast.export.workbook.term import At, Calc, Term, local, place_name, range_name

Row = Sequence[Cell | Calc]


@dataclass(frozen=True)
class Column:
    """A column of a block."""

    key: str
    title: str
    kind: Kind = "money"
    total: bool | None = None
    """Whether the block's total adds it up; money is when None."""

    @property
    def is_summed(self) -> bool:
        """Whether the total adds it up."""
        return self.kind == "money" if self.total is None else self.total


@dataclass(frozen=True)
class Area:
    """A block as written: what formulas elsewhere refer to."""

    sheet: str
    first: int
    last: int
    columns: Mapping[str, int]
    values: Mapping[str, list[Cell]]
    """The values of each column, row by row."""
    total_row: int = -1
    totals: Mapping[str, float] = field(default_factory=dict)
    _groups: dict[tuple[str, ...], dict[tuple[str, ...], list[int]]] = field(default_factory=dict)

    def cell(self, key: str, row: int) -> Term:
        """Return a reference to a cell; rows count from 0."""
        value = self.values[key][row]
        number = value if isinstance(value, str | float | int) else 0.0
        return Term(place_name(self.sheet, self.first + row, self.columns[key]), number)

    def total(self, key: str) -> Term:
        """Return a reference to the total of a column."""
        return Term(place_name(self.sheet, self.total_row, self.columns[key]), self.totals[key])

    def span(self, key: str) -> str:
        """Return the range of a column."""
        return range_name(self.sheet, self.first, self.last, self.columns[key])

    def sum(self, key: str) -> Term:
        """Return the sum of a column."""
        return Term(f"SUM({self.span(key)})", add_up(_numbers(self.values[key])))

    def sum_where(self, key: str, **wanted: str | Term) -> Term:
        """Return the sum of a column over the rows in which other columns say exactly something.

        Unlike SUMIFS, EXACT tells upper from lower case and takes no text for a pattern or a comparison.
        """
        words = {name: text if isinstance(text, Term) else Term(_quoted(text), text) for name, text in wanted.items()}
        tests = "*".join(f"EXACT({self.span(name)},{word.text})" for name, word in words.items())
        rows = self._rows_where(tuple(words)).get(tuple(str(word.value) for word in words.values()), [])
        values = [self.values[key][row] for row in rows]
        return Term(f"SUMPRODUCT({tests}*{self.span(key)})", add_up(_numbers(values)))

    def _rows_where(self, keys: tuple[str, ...]) -> dict[tuple[str, ...], list[int]]:
        """Return the rows by what some of their columns say."""
        if keys not in self._groups:
            found: dict[tuple[str, ...], list[int]] = {}
            for row in range(self.last - self.first + 1):
                found.setdefault(tuple(str(self.values[key][row] or "") for key in keys), []).append(row)
            self._groups[keys] = found
        return self._groups[keys]


def write_block(sheet: Sheet, columns: Sequence[Column], rows: Sequence[Row], total: str = "", table: str = "") -> Area:
    """Write titles, rows and (with a word for it) a row of totals at the sheet's next free row.

    ``table`` names the Excel table that the rows become.
    """
    titles = [(column.title, column.kind) for column in columns]
    top = sheet.row
    sheet.head(top, titles)
    places = {column.key: number for number, column in enumerate(columns)}
    filled: Sequence[Row] = rows or [["none", *[None] * (len(columns) - 1)]]
    values: dict[str, list[Cell]] = {column.key: [] for column in columns}
    for number, row in enumerate(filled, start=top + 1):
        at = At(number, top + 1, places)
        for column, cell in zip(columns, row, strict=True):
            term = Term(cell.text(at), cell.value) if isinstance(cell, Calc) else cell
            sheet.put(number, places[column.key], term, column.kind)
            values[column.key].append(term.value if isinstance(term, Term) else term)
    last = top + len(filled)
    if table:
        sheet.table(table, top, last, titles)
    sheet.row = last + 1
    area = Area(sheet.name, top + 1, last, places, values)
    return _with_totals(sheet, columns, area, total, is_empty=not rows) if total else area


def _with_totals(sheet: Sheet, columns: Sequence[Column], area: Area, word: str, is_empty: bool) -> Area:
    """Write the totals of an area; there is none of a column in which no row says anything."""
    totals: dict[str, float] = {}
    for column in columns:
        place = area.columns[column.key]
        cell: Cell = word if place == 0 else None
        if column.is_summed and (is_empty or _numbers(area.values[column.key])):
            sum_ = area.sum(column.key)
            totals[column.key] = sum_.number
            cell = Term(local(sheet.name, sum_.text), sum_.value)
        sheet.put(sheet.row, place, cell, column.kind, style="total")
    row = sheet.row
    sheet.row += 1
    return Area(area.sheet, area.first, area.last, area.columns, area.values, row, totals)


def _numbers(cells: Sequence[Cell]) -> list[float]:
    return [float(cell) for cell in cells if not isinstance(cell, str | date | Term) and cell is not None]


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
