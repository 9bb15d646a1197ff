"""The block ``report`` as written: which report a program wants."""

from __future__ import annotations

import re
import stat
from decimal import Decimal
from pathlib import Path, PurePath
from typing import Any

from riskcast.errors import FileProblem, did_you_mean
from riskcast.formats.raw import Value
from riskcast.formats.shape.entry import Entry
from riskcast.formats.textfile import read_bytes
from riskcast.model.logo import MOST_BYTES, checked_uri, data_uri, too_large
from riskcast.model.report_settings import ReportSettings
from riskcast.model.words import shortened

_EXAMPLE = "{title: Steering committee, levels: [10, 50, 80]}"
_LISTS = {"sections": "[answer, finish, cost]", "levels": "[10, 50, 80, 90]", "scenarios": "[mitigated, descoped]"}
_COLOURS = ("green", "amber")
_SHARES = (*_COLOURS, "hysteresis")
_SHARE = re.compile(r"(\d+(?:\.\d+)?|\.\d+)\s*(%?)", re.ASCII)
_LOGO_REMEDY = "the file is looked for from the program's folder"


def shape_report(entry: Entry, base: PurePath) -> ReportSettings:
    """Return the settings that stand in the program's fields; a workbook has keys such as ``report.title``.

    The file of the logo is looked for from ``base`` and becomes a ``data:`` URI.
    """
    fields = {name: value for name, value in entry.mapping("report", _EXAMPLE).items() if not _is_blank(value)}
    known = tuple(ReportSettings.model_fields)
    for name in [name for name in fields if name not in known]:
        entry.complain("RC010", f"unknown field {name!r}", did_you_mean(name, known), "report", name)
        del fields[name]
    values: dict[str, Any] = {name: _read(entry, name, value, base) for name, value in fields.items()}
    bad = {name for name, value in values.items() if value is None}
    if not bad.isdisjoint(_COLOURS):
        bad.update(_COLOURS)  # whether one is above the other cannot be said
    usable = {name: value for name, value in values.items() if name not in bad}
    return entry.build(ReportSettings, usable, {}, "report") or ReportSettings()


def _is_blank(value: Value) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _read(entry: Entry, name: str, value: Value, base: PurePath) -> Any:
    """Return a field as the model takes it, or None after a complaint."""
    if name in _LISTS:
        return _items(entry, name, value)
    if name in _SHARES and isinstance(value, str):
        return entry.attempt(value, read_share, "report", name)
    if name == "logo" and isinstance(value, str):
        return _logo(entry, value.strip(), base)
    return value


def _items(entry: Entry, name: str, value: Value) -> list[str] | None:
    """Return a list that is written as a list or as text with semicolons, or None after a complaint."""
    if isinstance(value, dict):
        entry.complain("RC013", f"{name!r} must be a list", f"write {_LISTS[name]}", "report", name)
        return None
    parts: list[Value] = list(value.split(";")) if isinstance(value, str) else list(value or ())
    texts: list[str] = []
    for n, part in enumerate(parts):
        if not isinstance(part, str):
            remedy = f"write {_LISTS[name]}"
            entry.complain("RC013", "a list holds something that is not text", remedy, "report", name, n)
        elif "," in part:
            remedy = "separate with semicolons: " + "; ".join(filter(None, (p.strip() for p in part.split(","))))
            entry.complain("RC012", f"{shortened(part.strip())!r} is not one entry", remedy, "report", name, n)
        else:
            texts.append(part.strip())
    return [text for text in texts if text] if len(texts) == len(parts) else None


def read_share(text: str) -> float:
    """Read a chance such as ``80 %`` or ``0.8``.

    Raises
    ------
    ValueError
        When it is neither; a bare ``80`` could be meant as either.
    """
    match = _SHARE.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not a chance; write it as 80 % or 0.8")
    number, percent = Decimal(match[1]), bool(match[2])
    if number > 100:
        raise ValueError(f"{text!r} is more than 100 %; use 100 % at most")
    if number >= 1 and not percent:
        raise ValueError(f"{text!r} is not below 1; {_meant(number)}")
    return float(number / 100 if percent else number)


def _meant(number: Decimal) -> str:
    if number == 1:
        return "write 1 % or 100 %"
    return f"write {number} % or {number / 100}" if number < 100 else "write 100 %"


def _logo(entry: Entry, text: str, base: PurePath) -> str | None:
    """Return the picture as a ``data:`` URI, whether it is written as one or as the path of a file."""
    if text.lower().startswith("data:"):
        return entry.attempt(text, checked_uri, "report", "logo")
    path = Path(base / text).absolute()
    try:
        return data_uri(_picture(path))
    except FileProblem as error:
        message, advice = str(error).removeprefix(f"{path}: "), _LOGO_REMEDY
    except ValueError as error:
        message, _, advice = str(error).partition("; ")
    entry.complain("RC019", f"{shortened(text)}: {message}", advice, "report", "logo")
    return None


def _picture(path: Path) -> bytes:
    """Return the content of a file, unless it is larger than any logo."""
    try:
        found = path.stat()
    except OSError:
        return read_bytes(path)  # which says what is wrong
    if stat.S_ISREG(found.st_mode) and found.st_size > MOST_BYTES:
        raise ValueError(too_large(found.st_size))
    return read_bytes(path)
