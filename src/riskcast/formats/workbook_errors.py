"""Cells of a workbook that hold an error such as ``#REF!``, which the reader of values gives as blank."""

from __future__ import annotations

import html
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator

_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_CELL = re.compile(r"<(?:\w+:)?c\s([^>]*\bt=[\"']e[\"'][^>]*)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_VALUE = re.compile(r"<(?:\w+:)?v>([^<]*)<")
_ADDRESS = re.compile(r"([A-Z]+)(\d+)")


def error_cells(data: bytes, sheet: str) -> dict[tuple[int, int], str]:
    """Return the errors of a sheet by row (from 1) and column (from 0); empty for a workbook that is no zip file."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return {}
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        part = _part(book, sheet)
        return dict(_errors(book.read(part).decode("utf-8", "replace"))) if part else {}


def _part(book: zipfile.ZipFile, sheet: str) -> str | None:
    """Return the name of the part that holds a sheet."""
    names = set(book.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return None
    sheets = _SHEET.findall(book.read("xl/workbook.xml").decode("utf-8", "replace"))
    wanted = next((_attribute(tag, r"\w+:id") for tag in sheets if _attribute(tag, "name") == sheet), None)
    for tag in _RELATION.findall(book.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")):
        if wanted is not None and _attribute(tag, "Id") == wanted:
            path = posixpath.normpath(posixpath.join("/xl", _attribute(tag, "Target") or "")).lstrip("/")
            return path if path in names else None
    return None


def _attribute(tag: str, name: str) -> str | None:
    match = re.search(rf"\s{name}=([\"'])(.*?)\1", tag)
    return html.unescape(match[2]) if match else None


def _errors(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    for attributes, body in _CELL.findall(text):
        address = _ADDRESS.fullmatch(_attribute(" " + attributes, "r") or "")
        value = _VALUE.search(body)
        if address and value:
            yield (int(address[2]), _number(address[1])), html.unescape(value[1])


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
