"""The notation of predecessors: ``CORE.build; CORE.data SS+5d; X FF-2d``."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from riskcast.model.amount import Amount
from riskcast.model.task import DependencyType

_TYPED = re.compile(r"(.+?)\s+(FS|SS|FF|SF)\s*([+-].*)?", re.IGNORECASE)
_LAGGED = re.compile(r"(.+?)\s+([+-]\s*[\d.].*)")
_GLUED = re.compile(r"(.+?)((?:FS|SS|FF|SF)?(?:[+-]\s*[\d.].*)?)", re.IGNORECASE)
_DECIMAL_LAG = re.compile(r"[+-]\s*\d+,\d+\s*[A-Za-z]*$")
_BLANKS = re.compile(r"\s+")
_ALMOST = re.compile(r"\s+(FS|SS|FF|SF)?\s*(\d+(?:\.\d+)?)\s*((?:e?(?:min|h|d|w))?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """One predecessor as written."""

    predecessor: str
    type: DependencyType = DependencyType.FS
    lag: Amount | None = None


def parse_predecessors(text: str, known: Container[str]) -> Iterator[Link | ValueError]:
    """Yield each predecessor of a semicolon-separated list, or the error about it.

    A part that is the id of a task (``known``) is that task, whatever it looks like; so ids may contain
    blanks, dashes and plus signs.
    """
    for part in (p.strip() for p in text.split(";")):
        if part:
            try:
                yield _link(part, known)
            except ValueError as error:
                yield error


def _link(part: str, known: Container[str]) -> Link:
    if part in known:
        return Link(part)
    if "," in part and not _DECIMAL_LAG.search(part):
        listed = "; ".join(filter(None, (p.strip() for p in part.split(","))))
        raise ValueError(f"{part!r} is not a predecessor; separate with semicolons: {listed}")
    if match := _TYPED.fullmatch(part):
        lag = _lag(match[3]) if match[3] else None
        return Link(match[1], DependencyType(match[2].upper()), lag)
    if match := _LAGGED.fullmatch(part):
        return Link(match[1], lag=_lag(match[2]))
    for cut in range(len(part) - 1, 0, -1):
        if part[:cut] in known and (match := _GLUED.fullmatch(part, cut - 1)) and match[2] == part[cut:]:
            raise ValueError(f"{part!r} is not a task; write a blank after the id: {part[:cut]} {part[cut:]}")
    for cut in (match.start() for match in _BLANKS.finditer(part)):
        if part[:cut] in known:
            what = f"{part!r} is neither a task nor a link to {part[:cut]!r}"
            raise ValueError(
                f"{what}; write id, type, sign, lag and unit, for example {_example(part[:cut], part[cut:])}"
            )
    return Link(part)


def _example(name: str, rest: str) -> str:
    """Return a link as it could have been meant: ``A SF3`` as ``A SF+3d``."""
    match = _ALMOST.fullmatch(rest)
    if match is None:
        return f"{name} SS+5d"
    return f"{name} {(match[1] or 'FS').upper()}+{match[2]}{match[3].lower() or 'd'}"


def _lag(text: str) -> Amount:
    amount = Amount.parse(text[0] + text[1:].lstrip(), "duration")
    if not amount.is_time:
        raise ValueError(f"the lag {text!r} has no time unit; write for example SS+5d, or +3ed for elapsed days")
    return amount
