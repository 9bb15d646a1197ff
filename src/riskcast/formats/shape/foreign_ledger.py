"""A foreign file of actuals to rows of the section, each with its place in that file."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from riskcast.errors import FileProblem, Finding, InvalidInput, did_you_mean
from riskcast.formats.columns import TAG
from riskcast.formats.csv_file import Records
from riskcast.formats.exported import exported_day, plain_number
from riskcast.formats.raw import Raw, Row, Value
from riskcast.formats.shape.entry import Entry
from riskcast.formats.shape.ledger_mapping import LedgerMapping, ledger_mapping
from riskcast.formats.shape.report import Report
from riskcast.formats.source import CellPlace, LinePlace
from riskcast.formats.textfile import decode, read_bytes
from riskcast.formats.workbook import as_text, column, foreign_sheet
from riskcast.model.amount_text import unmistakable
from riskcast.model.words import from_error

_SEARCHED = 50
"""First rows in which the names of the columns are looked for."""
_SHOWN = 20
"""Cells that are complained about one by one."""
_WORKBOOKS = (".xlsx", ".xlsm")
_STAND_IN = {"date": "1950-01-01", "amount": "0"}
"""What takes the place of a cell that could not be read, so that the row is not reported as incomplete, too."""

Line = tuple[int, Sequence[Any]]


@dataclass
class _Sheet:
    """The lines of a foreign file."""

    name: str
    """The file, or the workbook and its sheet."""
    lines: list[Line]
    is_book: bool = False
    header: dict[str, int] = field(default_factory=dict)
    """Position of the column of each field."""

    def place(self, number: int) -> LinePlace | CellPlace:
        """Return the place of a line."""
        if not self.is_book:
            return LinePlace(self.name, number)
        letters = {name: column(n) for name, n in self.header.items() if n >= 0}
        return CellPlace(self.name, number, letters)


def ledger_rows(raw: Raw, report: Report) -> list[Row]:
    """Return the rows of the file that the mapping ``ledger`` names; what is wrong with it becomes findings."""
    if raw.fields.get("ledger") is None or "program" in raw.unreadable:
        return []
    entry = Entry(report, "", 0, raw.fields, raw.place)
    entry.label = ""
    mapping = ledger_mapping(entry)
    sheet = _read(entry, raw, mapping) if mapping is not None else None
    if mapping is None or sheet is None or not _find_header(report, sheet, mapping):
        report.unreadable.add("actuals")
        return []
    return _Reader(report, sheet, mapping).rows()


def _read(entry: Entry, raw: Raw, mapping: LedgerMapping) -> _Sheet | None:
    """Return the lines of the file, or None after a complaint."""
    path = Path(raw.base / mapping.file)
    name = str(path)
    try:
        data = read_bytes(path)
        if path.suffix.lower() in _WORKBOOKS:
            title, cells = foreign_sheet(data, name, mapping.sheet)
            return _Sheet(f"{name}!{title}", list(enumerate(cells, 1)), is_book=True)
        return _Sheet(name, list(Records(decode(data, name))))
    except InvalidInput as error:
        entry.report.findings.extend(error.findings)
        entry.mark("ledger")
    except csv.Error as error:
        entry.complain("RC014", f"{name} is not CSV: {error}", "check the quotes", "ledger", "file")
    except FileProblem as error:
        remedy = "the file is looked for from the program's folder"
        entry.complain("RC019", str(error), remedy, "ledger", "file")
    except ValueError as error:
        _, message, remedy = from_error(error)
        entry.complain("RC019", message, remedy, "ledger", "sheet")
    return None


def _find_header(report: Report, sheet: _Sheet, mapping: LedgerMapping) -> bool:
    """Find the row with the names of the columns, drop what is above it, and say what is missing."""
    best: tuple[int, int] = (-1, 0)
    names: list[str] = []
    for at, (_, cells) in enumerate(sheet.lines[:_SEARCHED]):
        heads = [as_text(cell).strip().casefold() for cell in cells]
        hits = sum(wanted.casefold() in heads for wanted in mapping.columns.values())
        if any(heads) and hits > best[0]:
            best, names = (hits, at), [as_text(cell).strip() for cell in cells]
    if best[0] < 0:
        report.findings.append(Finding("RC014", "the ledger's file is empty", "export it again", where=sheet.name))
        return False
    number = sheet.lines[best[1]][0]
    faults = [_fault(names, wanted) for wanted in dict.fromkeys(mapping.columns.values())]
    for code, text, remedy in filter(None, faults):
        where = sheet.place(number).where()
        report.findings.append(Finding(code, text, remedy, subject="ledger.columns", where=where))
    sheet.header = {own: _position(names, wanted) for own, wanted in mapping.columns.items()}
    sheet.lines = sheet.lines[best[1] + 1 :]
    return not any(faults)


def _fault(names: list[str], wanted: str) -> tuple[str, str, str] | None:
    count = [name.casefold() for name in names].count(wanted.casefold())
    if count == 0:
        return "RC011", f"the ledger has no column {wanted!r}", did_you_mean(wanted, names) or "correct the name"
    if count > 1 and names.count(wanted) != 1:
        return "RC003", f"the ledger has several columns {wanted!r}", "rename one of them"
    return None


def _position(names: list[str], wanted: str) -> int:
    if wanted in names:
        return names.index(wanted)
    folded = [name.casefold() for name in names]
    return folded.index(wanted.casefold()) if wanted.casefold() in folded else -1


class _Reader:
    """Turns lines into rows, and complains about cells that cannot be read."""

    def __init__(self, report: Report, sheet: _Sheet, mapping: LedgerMapping) -> None:
        self._report = report
        self._sheet = sheet
        self._mapping = mapping
        self._faults = 0
        number, day = partial(_number, decimal=mapping.decimal), partial(_day, pattern=mapping.dates)
        self._parsers: dict[str, Callable[[Any], str]] = {"date": day, "paid": day, "amount": number, "rate": number}

    def rows(self) -> list[Row]:
        """Return the rows in which any of the named columns is filled."""
        rows = [row for number, cells in self._sheet.lines if (row := self._row(number, cells)) is not None]
        if self._faults > _SHOWN:
            text = f"{self._faults - _SHOWN} more cells of the ledger cannot be read"
            remedy = "they are likely to have the same cause"
            where = self._sheet.name
            self._report.findings.append(Finding("RC012", text, remedy, subject="actuals", where=where))
        return rows

    def _row(self, number: int, cells: Sequence[Any]) -> Row | None:
        found = {own: cells[at] for own, at in self._sheet.header.items() if at < len(cells)}
        filled = {own: cell for own, cell in found.items() if as_text(cell).strip()}
        if not filled:
            return None
        place = self._sheet.place(number)
        data: dict[str, Value] = {}
        flawed = False
        for own, cell in filled.items():
            try:
                _store(data, own, self._parsers.get(own, _text)(cell))
            except ValueError as error:
                flawed = True
                _store(data, own, _STAND_IN.get(own, ""))
                self._complain(own, error, place.where((own,)))
        line = data.get("line")
        if isinstance(line, str):
            data["line"] = self._mapping.lines.get(line, line)
        return Row(data, place, table=True, flawed=flawed)

    def _complain(self, own: str, error: ValueError, where: str) -> None:
        self._faults += 1
        if self._faults <= _SHOWN:
            code, message, remedy = from_error(error)
            finding = Finding(code, message, remedy, subject=f"actuals.{own}", where=where)
            self._report.findings.append(finding)


def _store(data: dict[str, Value], own: str, text: str) -> None:
    if not own.startswith(TAG):
        data[own] = text
        return
    tags = data.setdefault("tags", {})
    if isinstance(tags, dict):
        tags[own.removeprefix(TAG)] = text


def _text(cell: Any) -> str:
    text = as_text(cell).strip()
    if text.startswith("#") and text.endswith(("!", "?", "N/A")):
        raise ValueError(f"the cell holds the spreadsheet error {text}; correct the formula")
    return text


def _number(cell: Any, decimal: str | None) -> str:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return unmistakable(as_text(cell))
    return plain_number(_text(cell), decimal)


def _day(cell: Any, pattern: str | None) -> str:
    if isinstance(cell, dt.date):
        return as_text(cell)[:10]
    return exported_day(_text(cell), pattern).isoformat()
