"""Text from the bytes of an XER file, which does not say how it is encoded."""

from __future__ import annotations

import codecs
import re

from riskcast.errors import FileProblem
from riskcast.formats.schedules.notes import Notes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WORD = re.compile(rb"[\xa8\xb8\xc0-\xff]+")
_HIGH = re.compile(rb"[\x80-\xff]")
_REMEDY = "if names look garbled, convert the file to UTF-8 and import it again"


def decode(data: bytes, notes: Notes) -> str:
    """Return the text: by its byte order mark, as UTF-8, or else as a Windows code page, which is remarked.

    P6 writes the code page of the exporting computer. Windows-1252 (Western) is assumed unless the
    letters above 127 come in whole words of Cyrillic letters, as in Windows-1251.

    Raises
    ------
    FileProblem
        When the byte order mark promises an encoding that the rest does not keep.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(name)
            except UnicodeDecodeError as error:
                raise FileProblem(f"{notes.file}: not valid {name.upper()} at byte {error.start}") from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _code_page(data, notes)


def _code_page(data: bytes, notes: Notes) -> str:
    cyrillic = _looks_cyrillic(data)
    name, words = ("cp1251", "Windows-1251 (Cyrillic)") if cyrillic else ("cp1252", "Windows-1252 (Western)")
    text = data.decode(name, errors="replace")
    lost = text.count("\ufffd")
    message = f"the file is not UTF-8; it is read as {words}"
    if lost:
        message += f", in which {lost} characters do not exist"
    notes.remark("RC050", "warning", message, _REMEDY)
    return text


def _looks_cyrillic(data: bytes) -> bool:
    """Return True when most letters above 127 stand in runs of at least three, all in the Cyrillic range."""
    high = len(_HIGH.findall(data))
    in_words = sum(len(word) for word in _WORD.findall(data) if len(word) >= 3)
    return high > 0 and in_words * 2 > high
