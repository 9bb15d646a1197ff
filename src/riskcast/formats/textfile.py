"""Bytes to text: UTF-8 only, and a clear word about everything else."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from riskcast.errors import FileProblem, Finding, InvalidInput

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_REMEDY = "save the file as UTF-8 (in Excel: CSV UTF-8)"


def read_bytes(path: str | os.PathLike[str]) -> bytes:
    """Return the content of a file, or of standard input for ``-``.

    Raises
    ------
    FileProblem
        When the file is missing, is a folder, a pipe or a device, or cannot be read.
    """
    if str(path) == "-":
        return sys.stdin.buffer.read()
    try:
        if stat.S_IFMT(Path(path).stat().st_mode) not in (stat.S_IFREG, stat.S_IFDIR):
            raise FileProblem(f"{path}: this is a pipe or a device, but a file is expected")
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise FileProblem(f"{path}: there is no such file or folder") from None
    except IsADirectoryError:
        raise FileProblem(f"{path}: this is a folder, but a file is expected") from None
    except OSError as error:
        raise FileProblem(f"{path}: cannot be read: {error.strerror or error}") from None


def decode(data: bytes, name: str) -> str:
    """Return the text of UTF-8 bytes; a byte order mark is dropped.

    Raises
    ------
    InvalidInput
        With one finding that names the line, when the bytes are not UTF-8 or contain a zero byte.
    """
    if data.startswith(_UTF16):
        raise InvalidInput([Finding("RC001", "the text is UTF-16, not UTF-8", _REMEDY, where=f"{name}:1")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"byte 0x{data[error.start]:02x} is not UTF-8 text"
        raise InvalidInput([Finding("RC001", what, _REMEDY, where=f"{name}:{line}")]) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise InvalidInput([Finding("RC001", "a zero byte is not text", _REMEDY, where=f"{name}:{line}")])
    return text
