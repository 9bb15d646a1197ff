"""Numbers that a Microsoft Project file knows its rows and calendars by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

_LARGEST = 1_000_000_000


def numbers(wanted: Sequence[str]) -> list[int]:
    """Return one number per row: the wanted text where it is a number and unique, else running on from the largest."""
    counts = Counter(wanted)
    kept = {text: int(text) for text in counts if counts[text] == 1 and _is_number(text)}
    following = max(kept.values(), default=0)
    result = []
    for text in wanted:
        if text not in kept:
            following += 1
        result.append(kept.get(text, following))
    return result


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 11 and str(int(text)) == text and 0 < int(text) < _LARGEST
