"""CSV files to rows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from riskcast.errors import Finding, InvalidInput
from riskcast.formats.raw import Raw
from riskcast.formats.source import LinePlace
from riskcast.formats.table import Table
from riskcast.formats.textfile import decode, read_bytes

_DELIMITERS = ",;\t"
_LONGEST = 4_000_000
"""Characters that a cell may have: estimates can list thousands of observed values."""


def read_csv(raw: Raw, section: str, path: Path, name: str) -> None:
    """Add the rows of a CSV file to ``raw``; everything wrong with its form becomes a finding.

    Raises
    ------
    FileProblem
        When the file cannot be read.
    """
    try:
        text = decode(read_bytes(path), name)
    except InvalidInput as error:
        raw.findings.extend(error.findings)
        raw.unreadable.add(section)
        return
    records = Records(text)
    table = None
    try:
        for line, cells in records:
            if line == 1 and _stated(text):
                continue
            if any(cell.strip() for cell in cells) and not cells[0].lstrip().startswith("#"):
                table = Table(section, cells, line, lambda line, header: LinePlace(name, line))
                break
        rows = table.rows(records) if table else []
    except csv.Error as error:
        where = f"{name}:{records.start}"
        raw.findings.append(Finding("RC014", f"this is not CSV: {error}", _REMEDY, where=where, subject=section))
        raw.unreadable.add(section)
        return
    raw.add(section, rows, f"{name}:1")
    if table is None:
        raw.findings.append(Finding("RC014", "the file is empty", "write the column names", where=f"{name}:1"))
        raw.unreadable.add(section)
    else:
        table.report(raw)


_REMEDY = "check the quotes here and above: a quote inside a quoted text is doubled"


class Records(Iterator[tuple[int, list[str]]]):
    """Cells of each record with the line on which it starts."""

    def __init__(self, text: str) -> None:
        csv.field_size_limit(max(csv.field_size_limit(), _LONGEST))
        self.reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
        self.start = 1

    def __next__(self) -> tuple[int, list[str]]:
        self.start = self.reader.line_num + 1
        cells = next(self.reader)
        return self.start, cells


def _stated(text: str) -> str:
    """Return the separator of a first line such as ``sep=;``, which Excel writes; nothing without one."""
    match = re.match(r'"?sep=([,;|\t])"?[ ,;\t]*(?:\r|\n|$)', text, re.IGNORECASE)
    return match[1] if match else ""


def _delimiter(text: str) -> str:
    """Return the stated separator, or the one that the first line with content uses most, outside quotes."""
    if stated := _stated(text):
        return stated
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            bare = "".join(line.split('"')[::2])
            return max(_DELIMITERS, key=lambda mark: (bare.count(mark), -_DELIMITERS.index(mark)))
    return ","
