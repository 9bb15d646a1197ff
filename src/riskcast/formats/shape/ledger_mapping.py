"""The mapping ``ledger``: a foreign file of actuals, and what its columns mean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from riskcast.errors import did_you_mean
from riskcast.formats.columns import ACTUAL_FIELDS, REQUIRED, TAG
from riskcast.formats.exported import require_date_format
from riskcast.formats.raw import Value
from riskcast.formats.shape.entry import Entry

_EXAMPLE = "{file: export.csv, columns: {date: Posting date, amount: Amount, line: WBS}}"
_FIELDS = ("file", "sheet", "columns", "lines", "decimal", "dates")


@dataclass(frozen=True)
class LedgerMapping:
    """Where the actuals stand and how they are written."""

    file: str
    sheet: str | None = None
    columns: dict[str, str] = field(default_factory=dict)
    """Columns of the file by the fields of an actual."""
    lines: dict[str, str] = field(default_factory=dict)
    """Ids of cost lines by what the file calls them."""
    decimal: str | None = None
    dates: str | None = None


def ledger_mapping(entry: Entry) -> LedgerMapping | None:
    """Return the mapping that stands in the program's fields, or None when there is none or after complaints."""
    written = entry.mapping("ledger", _EXAMPLE)
    if not isinstance(entry.data.get("ledger"), dict):
        return None
    fields: dict[str, Value] = {name: value for name, value in written.items() if value is not None and value != ""}
    columns, lines = (_inner(entry, fields, name) for name in ("columns", "lines"))
    for name in [name for name in fields if name not in _FIELDS]:
        remedy = did_you_mean(name, _FIELDS)
        entry.complain("RC010", f"unknown field {name!r}", remedy, "ledger", name)
    texts = {name: _text(entry, fields, name) for name in ("file", "sheet", "decimal", "dates")}
    decimal = _checked(entry, texts["decimal"], _decimal, "decimal")
    dates = _checked(entry, texts["dates"], require_date_format, "dates")
    _columns(entry, columns)
    if "file" not in fields:
        entry.complain("RC011", "the ledger names no file", f"write ledger: {_EXAMPLE}", "ledger")
    if "ledger" in entry.report.bad.get(("", 0), set()) or texts["file"] is None:
        return None
    return LedgerMapping(texts["file"], texts["sheet"], columns, lines, decimal, dates)


def _columns(entry: Entry, columns: dict[str, str]) -> None:
    for name in [name for name in columns if name not in ACTUAL_FIELDS and not name.startswith(TAG)]:
        remedy = did_you_mean(name, ACTUAL_FIELDS) or f"name your own columns {TAG}{name}"
        entry.complain("RC010", f"unknown field {name!r}", remedy, "ledger", "columns", name)
    for name in REQUIRED["actuals"]:
        if name not in columns:
            text = f"no column of the ledger is named for {name!r}"
            entry.complain("RC011", text, f"write ledger: {_EXAMPLE}", "ledger", "columns")


def _inner(entry: Entry, fields: dict[str, Value], name: str) -> dict[str, str]:
    """Take an inner mapping out of the fields; a workbook has keys such as ``ledger.columns.date``."""
    dotted = f"{name}."
    found = {key.removeprefix(dotted): fields.pop(key) for key in list(fields) if key.startswith(dotted)}
    written = fields.pop(name, None)
    if isinstance(written, dict):
        found |= written
    elif written is not None:
        entry.complain("RC013", f"{name!r} must be a mapping", f"write {_EXAMPLE}", "ledger", name)
    texts = {key: value.strip() for key, value in found.items() if isinstance(value, str)}
    for key in found.keys() - texts.keys():
        entry.complain("RC013", f"{key!r} must be a single text", f"write {_EXAMPLE}", "ledger", name, key)
    return texts


def _text(entry: Entry, fields: dict[str, Value], name: str) -> str | None:
    value = fields.get(name)
    if value is None or isinstance(value, str):
        return value
    entry.complain("RC013", "a list or mapping stands where a text is expected", "write one text", "ledger", name)
    return None


def _checked(entry: Entry, text: str | None, check: Callable[[str], str], name: str) -> str | None:
    return None if text is None else entry.attempt(text, check, "ledger", name)


def _decimal(text: str) -> str:
    if text not in (".", ","):
        raise ValueError(f"{text!r} is not a decimal mark; write '.' or ','")
    return text
