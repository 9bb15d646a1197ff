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
    if match := _TYPED.fullmatch(part):
        lag = _lag(match[3]) if match[3] else None
        return Link(match[1], DependencyType(match[2].upper()), lag)
    if match := _LAGGED.fullmatch(part):
        return Link(match[1], lag=_lag(match[2]))
    for cut in range(len(part) - 1, 0, -1):
        if part[:cut] in known and (match := _GLUED.fullmatch(part, cut - 1)) and match[2] == part[cut:]:
            raise ValueError(f"{part!r} is not a task; write a blank after the id: {part[:cut]} {part[cut:]}")
    return Link(part)


def _lag(text: str) -> Amount:
    amount = Amount.parse(text[0] + text[1:].lstrip())
    if not amount.is_time:
        raise ValueError(f"the lag {text!r} has no time unit; write for example SS+5d, or +3ed for elapsed days")
    return amount
