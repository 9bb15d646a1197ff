"""The tables of an XER file: rows with named cells, and where they stand. Knows nothing of what they mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from riskcast.errors import FileProblem
from riskcast.formats.schedules.notes import Notes
from riskcast.formats.schedules.values import parse_number, parse_time


@dataclass(slots=True)
class Row:
    """One row of a table."""

    table: str
    line: int
    columns: dict[str, int]
    cells: list[str]
    notes: Notes

    def text(self, column: str) -> str:
        """Return a cell without surrounding blanks; empty when the cell or the column is missing."""
        index = self.columns.get(column)
        if index is None or index >= len(self.cells):
            return ""
        value = self.cells[index].strip()
        return value.replace('""', '"') if '""' in value else value

    def number(self, column: str) -> float | None:
        """Return a cell as a number, None when blank; an unreadable one is noted as an error."""
        text = self.text(column)
        if not text:
            return None
        try:
            return parse_number(text)
        except ValueError as error:
            self.fault("RC051", column, str(error), "correct it in P6 and export again")
            return None

    def minutes(self, column: str) -> float | None:
        """Return a cell that counts hours as minutes, None when blank."""
        hours = self.number(column)
        return None if hours is None else round(hours * 60.0, 6)

    def time(self, column: str) -> datetime | None:
        """Return a cell as a local time, None when blank; an unreadable one is noted as an error."""
        text = self.text(column)
        if not text:
            return None
        try:
            return parse_time(text)
        except ValueError as error:
            self.fault("RC052", column, str(error), "dates are written as 2027-01-31 08:00")
            return None

    def flag(self, column: str) -> bool:
        """Return True for Y."""
        return self.text(column).upper() == "Y"

    def fault(self, code: str, column: str, message: str, remedy: str = "") -> None:
        """Note an error at a cell."""
        self.notes.error(code, message, line=self.line, subject=f"{self.table}.{column}", remedy=remedy)


@dataclass(slots=True)
class Tables:
    """All tables of a file by name; a table that is missing is empty."""

    header: tuple[str, ...] = ()
    """Cells of the first line: version, export date, ..., currency."""
    tables: dict[str, list[Row]] = field(default_factory=dict)

    def rows(self, name: str) -> list[Row]:
        """Return the rows of a table in file order."""
        return self.tables.get(name, [])

    def __iter__(self) -> Iterator[str]:
        return iter(self.tables)


def read_tables(text: str, notes: Notes) -> Tables:
    """Split the text of an XER file into tables.

    A line that starts with none of the markers continues the last cell of the row before it.

    Raises
    ------
    FileProblem
        When the file breaks off in the middle of a row, or does not start with ``ERMHDR``.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = lines[0].split("\t")
    if first[0].strip() != "ERMHDR":
        raise FileProblem(f"{notes.file}: not an XER file, the first line does not start with ERMHDR")
    reader = _Reader(Tables(tuple(cell.strip() for cell in first[1:])), notes)
    for number, line in enumerate(lines[1:], start=2):
        if line.startswith("%E"):
            break
        reader.take(number, line)
    else:
        _unfinished(lines, notes)
    reader.check_rows()
    return reader.tables


def _unfinished(lines: list[str], notes: Notes) -> None:
    if lines[-1].strip():
        raise FileProblem(f"{notes.file}: the file breaks off in line {len(lines)}; export it again")
    message = "the closing %E line is missing, so the end of the file may have been cut off"
    notes.remark("RC050", "warning", message, "export it again if tasks or links are missing")


class _Reader:
    """Takes one line after the other."""

    def __init__(self, tables: Tables, notes: Notes) -> None:
        self.tables = tables
        self.notes = notes
        self.name = ""
        self.columns: dict[str, int] = {}
        self.row: Row | None = None
        self.more: list[str] = []
        """Lines that continue the last cell of the row."""

    def take(self, number: int, line: str) -> None:
        mark, _, rest = line.partition("\t")
        if self.more and mark in ("%R", "%T", "%F"):
            self._continue()
        if mark == "%R":
            self._row(number, rest)
        elif mark == "%T":
            self.name, self.columns, self.row = rest.strip(), {}, None
            self.tables.tables.setdefault(self.name, [])
        elif mark == "%F":
            self.columns = {name.strip(): n for n, name in enumerate(rest.split("\t"))}
        elif line.strip() and self.row is not None:
            self.more.append(line)
        elif line.strip():
            self.notes.error("RC053", f"{line[:40]!r} belongs to no table", line=number)

    def _continue(self) -> None:
        if self.row is not None and self.more:
            self.row.cells[-1:] = "\n".join([self.row.cells[-1], *self.more]).split("\t")
        self.more = []

    def _row(self, number: int, rest: str) -> None:
        if not self.name or not self.columns:
            self.notes.error(
                "RC053", "a row stands before the %T and %F lines that name its table and columns", line=number
            )
            return
        self.row = Row(self.name, number, self.columns, rest.split("\t"), self.notes)
        self.tables.tables[self.name].append(self.row)

    def check_rows(self) -> None:
        """Note rows with more cells than columns: their values may stand under the wrong names."""
        self._continue()
        for name, rows in self.tables.tables.items():
            for row in rows:
                extra = row.cells[len(row.columns) :]
                if any(cell.strip() for cell in extra):
                    message = f"the row has {len(row.cells)} cells, but the table has {len(row.columns)} columns"
                    remedy = "a text in the row contains a tab; remove it in P6 and export again"
                    self.notes.error("RC053", message, line=row.line, subject=name, remedy=remedy)
