"""An Excel workbook to the raw program."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from riskcast.errors import FileProblem, Finding, Path, did_you_mean
from riskcast.formats.columns import COLUMNS, is_text, is_weekdays, lookalike
from riskcast.formats.raw import SECTIONS, TABLES, Raw, Row
from riskcast.formats.source import CellPlace, PartPlace, Place, SplitPlace
from riskcast.formats.table import Table
from riskcast.formats.workbook_errors import error_cells
from riskcast.formats.workbook_size import require_readable
from riskcast.model.amount_text import unmistakable


def read_workbook(data: bytes, name: str) -> Raw:
    """Return the raw program of a workbook with the sheets program, projects, calendars, holidays, tasks and so on.

    Raises
    ------
    FileProblem
        When the bytes are not an Excel workbook, or one that does not fit in memory.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    require_readable(data, name)
    raw = Raw(CellPlace(f"{name}!program", 1, {}), PurePath(name).parent)
    rows: dict[str, list[Row]] = {}
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for sheet in book.sheet_names:
            section = sheet.strip().lower()
            if section in COLUMNS and section not in rows:
                cells = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
                rows[section] = _sheet(raw, section, f"{name}!{sheet}", cells, error_cells(data, sheet))
            else:
                _stranger(raw, sheet, name)
    except CalamineError as error:
        raise FileProblem(f"{name}: this is not an Excel workbook that can be read: {error}") from None
    if "program" not in rows:
        remedy = "add it with the columns key and value"
        raw.findings.append(Finding("RC011", "the sheet program is missing", remedy, where=name))
        raw.unreadable.add("program")
    _program(raw, rows.pop("program", []))
    _calendars(raw, rows.get("calendars", []), rows.pop("holidays", []))
    for section in dict.fromkeys((*SECTIONS, *TABLES)):
        if section in rows:
            raw.add(section, rows[section], f"{name}!{section}")
    return raw


def foreign_sheet(data: bytes, name: str, wanted: str | None) -> tuple[str, list[list[Any]]]:
    """Return the name and the cells of a sheet of any workbook, the first one when none is named; errors are text.

    Raises
    ------
    FileProblem
        When the bytes are not an Excel workbook, or one that does not fit in memory.
    ValueError
        When it has no such sheet.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    require_readable(data, name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        key = (wanted or book.sheet_names[0]).strip().lower()
        sheet = next((sheet for sheet in book.sheet_names if sheet.strip().lower() == key), None)
        if sheet is None:
            hint = did_you_mean(str(wanted), book.sheet_names) or "its sheets have other names"
            raise ValueError(f"{name} has no sheet {wanted!r}; {hint}")
        cells = [list(line) for line in book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)]
    except CalamineError as error:
        raise FileProblem(f"{name}: this is not an Excel workbook that can be read: {error}") from None
    for (row, n), text in error_cells(data, sheet).items():
        if row <= len(cells) and n < len(cells[row - 1]):
            cells[row - 1][n] = text
    return sheet, cells


def _sheet(
    raw: Raw, section: str, name: str, cells: Sequence[Sequence[Any]], errors: Mapping[tuple[int, int], str]
) -> list[Row]:
    heads = [as_text(head).strip() for head in cells[0]] if cells else []
    texts = [is_text(head) and head != "value" for head in heads]
    lines = [
        (n, [_cell(cell, text) for cell, text in zip(line, texts, strict=False)]) for n, line in enumerate(cells, 1)
    ]
    for (row, n), error in errors.items():
        if row <= len(lines) and n < len(lines[row - 1][1]):
            lines[row - 1][1][n] = error
    if not lines:
        return []

    def place(row: int, header: Sequence[str]) -> CellPlace:
        return CellPlace(name, row, letters)

    letters = {head.strip(): column(n) for n, head in reversed(list(enumerate(lines[0][1])))}
    table = Table(section, lines[0][1], 1, place)
    rows = table.rows(lines[1:])
    table.report(raw)
    return rows


def _cell(cell: Any, text: bool) -> str:
    """Return a cell as text; a number in a column of numbers is never taken for one with thousands."""
    number = isinstance(cell, int | float) and not text
    return unmistakable(as_text(cell)) if number else as_text(cell)


def as_text(cell: Any) -> str:
    """Return a cell as it would be typed in a text file: ISO dates, plain decimals."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int | float):
        return f"{Decimal(f'{cell:.15g}'):f}"
    if isinstance(cell, dt.datetime):
        midnight = cell.time() == dt.time()
        return cell.date().isoformat() if midnight else cell.isoformat(timespec="auto")
    if isinstance(cell, dt.time):
        return cell.isoformat(timespec="minutes")
    return str(cell)


def column(n: int) -> str:
    """Return the letters of column ``n``, counted from 0."""
    letters = ""
    n += 1
    while n:
        n, rest = divmod(n - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _program(raw: Raw, rows: list[Row]) -> None:
    """Fill the program-level fields from the sheet of keys and values; ``targets.finish`` is a dotted key."""
    places: dict[Path, Place] = {}
    for row in rows:
        key, value = row.data.get("key"), row.data.get("value")
        if not isinstance(key, str) or value is None:
            continue
        group, dot, inner = key.partition(".")
        fields = raw.fields.setdefault(group, {}) if dot else raw.fields
        name = inner if dot else group
        if not isinstance(fields, dict) or name in fields:
            where = row.place.where(("key",))
            raw.findings.append(Finding("RC003", f"{key!r} stands twice", "keep one of them", where=where))
            continue
        fields[name] = value
        places[(group, inner) if dot else (group,)] = PartPlace(row.place, ("value",))
        places[tuple(key.split("."))] = PartPlace(row.place, ("value",))
    raw.place = SplitPlace(raw.place, places)


def _calendars(raw: Raw, calendars: list[Row], holidays: list[Row]) -> None:
    """Gather weekday columns into the week, and the sheet of holidays into the exceptions."""
    by_id = {row.data.get("id"): row for row in reversed(calendars)}
    for row in calendars:
        row.data["week"] = {name: row.data.pop(name) for name in list(row.data) if is_weekdays(name)}
    for row in holidays:
        owner = by_id.get(row.data.get("calendar"))
        if owner is None:
            text = f"unknown calendar {row.data.get('calendar', '')!r}"
            hint = did_you_mean(str(row.data.get("calendar", "")), [str(name) for name in by_id])
            where = row.place.where(("calendar",))
            raw.findings.append(Finding("RC103", text, hint, subject="holidays", where=where))
        else:
            _holiday(owner, row)


def _holiday(calendar: Row, row: Row) -> None:
    """Add one row of the sheet of holidays to its calendar; without shifts the day is off."""
    day, shifts = row.data.get("date"), row.data.get("shifts")
    exceptions = calendar.data.setdefault("exceptions", {})
    if isinstance(exceptions, dict):
        name = day if isinstance(day, str) else ""
        exceptions[name] = shifts if isinstance(shifts, str) else "off"
        place = PartPlace(row.place, ("shifts",) if shifts else ("date",))
        calendar.place = SplitPlace(calendar.place, {("exceptions", name): place})


def _stranger(raw: Raw, sheet: str, name: str) -> None:
    meant = lookalike(sheet, COLUMNS)
    if meant:
        text, remedy = f"sheet {sheet!r} is not read", f"did you mean {meant!r}?"
        raw.findings.append(Finding("RC018", text, remedy, "warning", where=f"{name}!{sheet}"))
