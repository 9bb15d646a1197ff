"""Whether a workbook is of a size that can be read; a few stray bytes can claim all cells of all sheets."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from riskcast.errors import FileProblem

MOST_BYTES = 300_000_000
"""Of all parts of a workbook, unpacked."""
MOST_CELLS = 10_000_000
"""Of the rectangle from A1 to the last cell of a sheet; reading fills all of it."""

_PLACE = re.compile(rb"<(?:\w+:)?(?:row|c)\s[^>]*?\br=[\"']\s*([A-Za-z]*)(\d+)")


def require_readable(data: bytes, name: str) -> None:
    """Refuse what is no zip file, unpacks to too much, or has a cell too far from the others.

    Raises
    ------
    FileProblem
        With what to do about it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            if sum(part.file_size for part in book.infolist()) > MOST_BYTES:
                raise FileProblem(f"{name}: the workbook unpacks to more than {MOST_BYTES // 10**6} MB; split it")
            for part in book.namelist():
                if part.startswith("xl/") and part.endswith(".xml"):
                    _require_near(book.read(part), name, part)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise FileProblem(f"{name}: this is not an Excel workbook that can be read: {error}") from None


def _require_near(sheet: bytes, name: str, part: str) -> None:
    rows = columns = 1
    for letters, digits in _PLACE.findall(sheet):
        rows = max(rows, int(digits[:9]))
        columns = max(columns, _number(letters))
        if rows * columns > MOST_CELLS:
            cell = (letters + digits)[:20].decode()
            message = f"{part} reaches as far as {cell}, more than {MOST_CELLS // 10**6} million cells"
            raise FileProblem(f"{name}: {message}; delete the empty rows and columns below and beside the table")


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters[:8].upper():
        number = number * 26 + letter - 64
    return number
