"""One sheet: cells one after the other, with widths that fit and a page that prints."""

from __future__ import annotations

import math
import textwrap
from datetime import date, datetime
from typing import Any, Final

from riskcast.export.workbook.formats import Formats, Kind, Style
from riskcast.export.workbook.term import Term, place_name

Cell = str | float | date | Term | None

LONGEST_TEXT: Final = 32_767
"""Characters that a cell may hold."""
FIRST_YEAR: Final = 1900
TALLEST: Final = 25
"""Lines of a row at most."""
LINE: Final = 118
"""Characters of a line of explanation."""
_FIXED: Final[dict[Kind, float]] = {"share": 13.0, "day": 11.5, "moment": 16.5}


class Sheet:
    """A sheet that is written from the top down."""

    def __init__(self, workbook: Any, formats: Formats, name: str, purpose: str, widest: int = 44) -> None:
        self.name = name
        self.purpose = purpose
        """What it shows, in one line."""
        self.row = 0
        """Next free row."""
        self._formats = formats
        self._page = workbook.add_worksheet(name)
        self._widest = widest
        self._widths: dict[int, float] = {}
        self._heads: dict[int, list[str]] = {}
        self._wrapped: dict[int, int] = {}
        """Lines of rows with texts that wrap."""
        self._page.hide_gridlines(2)
        self._page.set_landscape()
        self._page.set_paper(9)
        self._page.fit_to_pages(1, 0)
        self._page.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)

    def begin(self, title: str, home: str = "") -> None:
        """Write the title, the purpose and the way back to the sheet ``home``."""
        self.put(0, 0, title, style="title", fit=False)
        self.put(1, 0, self.purpose, style="note", fit=False)
        self._page.set_row(0, 24)
        self.row = 2
        if home:
            self.link(2, 0, home, f"Back to {home}")
            self.row = 3
        footer = "&L&8&F&C&8&A&R&8Page &P of &N"
        self._page.set_footer(footer)
        self._page.set_header(f"&L&8 {title.replace('&', '&&')[:120]}")

    def section(self, text: str, note: str = "") -> None:
        """Write a heading after an empty row, and what to know about the table below it."""
        self.row += 1
        self.put(self.row, 0, text, style="section", fit=False)
        self.row += 1
        if note:
            self.note(note)

    def note(self, text: str) -> None:
        """Write lines of explanation."""
        for line in textwrap.wrap(text, LINE):
            self.put(self.row, 0, line, style="note", fit=False)
            self.row += 1

    def put(
        self, row: int, column: int, cell: Cell, kind: Kind = "text", style: Style = "body", fit: bool = True
    ) -> None:
        """Write one cell; texts stay texts whatever they look like."""
        if fit and kind == "text" and isinstance(cell, str) and len(cell) > self._widest:
            kind = "long"
            lines = len(textwrap.wrap(cell, max(round(0.93 * self._widest), 1)))
            self._wrapped[row] = max(lines, self._wrapped.get(row, 0))
        look = self._formats.of(kind, style, indented=column > 0)
        if isinstance(cell, Term):
            self._page.write_formula(row, column, f"={cell.text}", look, cell.value)
        elif isinstance(cell, str) and cell:
            self._page.write_string(row, column, _text(cell), look)
        elif isinstance(cell, date):
            self._put_date(row, column, cell, look)
        elif cell is None or cell == "" or not math.isfinite(float(cell)):
            self._page.write_blank(row, column, None, look)
        else:
            self._page.write_number(row, column, cell, look)
        if fit:
            self._fit(column, cell, kind)

    def link(self, row: int, column: int, sheet: str, text: str) -> None:
        """Write a link to the top of another sheet."""
        self._page.write_url(row, column, f"internal:'{sheet}'!A1", self._formats.of("link"), text)
        self._fit(column, text, "text")

    def at(self, row: int, column: int, value: float | str) -> Term:
        """Return a reference to a cell."""
        return Term(place_name(self.name, row, column), value)

    def head(self, row: int, titles: list[tuple[str, Kind]]) -> None:
        """Write a row of column titles."""
        self._heads[row] = [title for title, _ in titles]
        for column, (title, kind) in enumerate(titles):
            self.put(row, column, title, kind, "head", fit=False)
            self.widen(column, max(max(map(len, title.split())) * 1.15 + 3.0, _FIXED.get(kind, 0.0)))

    def table(self, name: str, first: int, last: int, titles: list[tuple[str, Kind]]) -> None:
        """Make an Excel table of rows that are written, ``first`` being the row of its titles."""
        columns = [
            {"header": title, "header_format": self._formats.of(kind, "head", indented=column > 0)}
            for column, (title, kind) in enumerate(titles)
        ]
        options = {"name": name, "columns": columns, "style": "Table Style Light 1"}
        self._page.add_table(first, 0, last, len(titles) - 1, options)

    def freeze(self, row: int, column: int = 1, repeat: bool = True) -> None:
        """Keep the rows above and the columns left of a cell in sight; print the row above on every page."""
        self._page.freeze_panes(row, column)
        if repeat:
            self._page.repeat_rows(row - 1)

    def mark(self, row: int, column: int, good: str, bad: str, last: int | None = None, fair: str = "") -> None:
        """Colour cells that say one of two words, or with ``fair`` of three."""
        area = (row, column, row if last is None else last, column)
        looks = {good: self._formats.good, fair: self._formats.fair, bad: self._formats.bad}
        for word, look in looks.items():
            if not word:
                continue
            self._page.conditional_format(
                *area, {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look}
            )

    def colour(self, tab: str) -> None:
        """Give the sheet's tab a colour."""
        self._page.set_tab_color(tab)

    def finish(self) -> None:
        """Set the widths of the columns, and the heights of titles that wrap."""
        for column, width in self._widths.items():
            self._page.set_column(column, column, width)
        for row, lines in self._wrapped.items():
            self._page.set_row(row, 13.5 * min(lines, TALLEST))
        for row, titles in self._heads.items():
            lines = max(_lines(title, self._widths[column] - 1.0) for column, title in enumerate(titles))
            self._page.set_row(row, 3.0 + 13.5 * lines)

    def _put_date(self, row: int, column: int, cell: date, look: Any) -> None:
        if cell.year < FIRST_YEAR:
            self._page.write_string(row, column, cell.isoformat(), look)
        else:
            moment = cell if isinstance(cell, datetime) else datetime(cell.year, cell.month, cell.day)
            self._page.write_datetime(row, column, moment.replace(second=0, microsecond=0, tzinfo=None), look)

    def _fit(self, column: int, cell: Cell, kind: Kind) -> None:
        value = cell.value if isinstance(cell, Term) else cell
        if isinstance(value, str):
            self.widen(column, min(max(map(len, value.splitlines() or [""])) * 1.02 + 2.0, self._widest))
        elif isinstance(value, date):
            self.widen(column, _FIXED.get(kind, 11.5))
        elif value is not None and math.isfinite(value):
            self.widen(column, _FIXED.get(kind, len(f"{value:,.0f}") * 1.1 + 2.5))

    def widen(self, column: int, width: float) -> None:
        """Make a column at least so many characters wide."""
        self._widths[column] = max(width, self._widths.get(column, 6.0))


def _text(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


def _lines(title: str, width: float) -> int:
    """Return how many lines a title takes that is wrapped between words."""
    count, used = 1, 0.0
    for word in title.split():
        if used and used + 1.0 + len(word) > width:
            count, used = count + 1, 0.0
        used += len(word) + (1.0 if used else 0.0)
    return count
