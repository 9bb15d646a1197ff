"""Ids that a program accepts, made from identifiers of other tools."""

from __future__ import annotations

import re
from collections.abc import Iterable

_FORBIDDEN = re.compile(r"[;,\s]+")
_LONGEST = 120


def clean_id(text: str) -> str:
    """Return the text as an id: commas, semicolons and line breaks become ``_``; empty when nothing is left."""
    kept = re.sub(r"[;,\r\n]+", "_", text.replace("\t", " ")).strip()
    return kept[:_LONGEST].strip()


def slug(text: str) -> str:
    """Return the text as an id without blanks, for ids made from titles and file names."""
    return _FORBIDDEN.sub("-", text).strip("-")[:_LONGEST].strip("-")


def unique(ids: Iterable[str]) -> list[str]:
    """Return the ids with ``~2``, ``~3`` ... appended where one has been used before."""
    seen: set[str] = set()
    used: dict[str, int] = {}
    """The last number given to each stem, so that many equal ids are not counted from the start each time."""
    result = []
    for wanted in ids:
        name, stem = wanted, wanted[: _LONGEST - 8]
        while name in seen:
            used[stem] = used.get(stem, 1) + 1
            name = f"{stem}~{used[stem]}"
        seen.add(name)
        result.append(name)
    return result
