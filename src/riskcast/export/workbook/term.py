"""What a cell says: a formula, and the value that viewers without a calculator show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from riskcast.export.workbook.cents import to_cent


@dataclass(frozen=True)
class Term:
    """A formula without its equals sign, and its value."""

    text: str
    value: float | str

    @property
    def number(self) -> float:
        """The value of a formula of money."""
        return float(self.value)

    def __add__(self, other: Term) -> Term:
        return Term(f"{self.text}+{other.text}", to_cent(self.number + other.number))

    def __sub__(self, other: Term) -> Term:
        return Term(f"{self.text}-({other.text})", to_cent(self.number - other.number))


@dataclass(frozen=True)
class At:
    """The row of a block in which a formula stands; columns are known by their keys."""

    row: int
    """Counted from 0."""
    first: int
    """First row of the block."""
    columns: dict[str, int]

    def __call__(self, key: str) -> str:
        """Return the address of another cell of the row."""
        return cell_name(self.row, self.columns[key])

    def above(self, key: str) -> str:
        """Return the address of a cell of the row above."""
        return cell_name(self.row - 1, self.columns[key])

    def until(self, key: str) -> str:
        """Return the range of a column from the first row of the block to this one."""
        column = column_name(self.columns[key])
        return f"{column}${self.first + 1}:{column}{self.row + 1}"


@dataclass(frozen=True)
class Calc:
    """A formula of other cells in its row."""

    text: Callable[[At], str]
    value: float | str


def column_name(column: int) -> str:
    """Return ``A`` for 0, ``AA`` for 26."""
    head, tail = divmod(column, 26)
    return (column_name(head - 1) if head else "") + chr(ord("A") + tail)


def cell_name(row: int, column: int) -> str:
    """Return ``A1`` for row 0 and column 0."""
    return f"{column_name(column)}{row + 1}"


def place_name(sheet: str, row: int, column: int) -> str:
    """Return ``'Cost report'!$A$1``."""
    return f"'{sheet}'!${column_name(column)}${row + 1}"


def range_name(sheet: str, first: int, last: int, column: int) -> str:
    """Return ``'Cost report'!$A$1:$A$9``."""
    return f"{place_name(sheet, first, column)}:${column_name(column)}${last + 1}"


def local(sheet: str, text: str) -> str:
    """Return a formula without the name of the sheet that it stands on."""
    return text.replace(f"'{sheet}'!", "")
