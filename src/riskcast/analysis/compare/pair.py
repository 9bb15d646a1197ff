"""One statistic of two runs and how far it moves between them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from riskcast.analysis.intervals import batch_of
from riskcast.analysis.measures import Value
from riskcast.analysis.paired import Difference, Samples, Statistic, difference, sections, spread
from riskcast.simulation.result import Result

_SAME = {
    "seed": "another seed",
    "design": "another design",
    "iterations": "another number of iterations",
    "without": "other kinds of uncertainty left out",
    "riskcast": "another version of riskcast",
}
"""What makes the futures of two runs the same, and what to say when it differs."""


@dataclass(frozen=True)
class Pair:
    """A statistic in the base and in an option: dates, money, or chances (0-1)."""

    before: Value
    after: Value
    difference: Difference
    """Option minus base: calendar days for dates, money for costs, 0-1 for chances."""

    def row(self) -> dict[str, Any]:
        """Return the columns of a table; without an error there are no ends."""
        low, high = self.difference.interval or (None, None)
        return {
            "base": self.before,
            "value": self.after,
            "difference": self.difference.value,
            "error": self.difference.error,
            "low": low,
            "high": high,
            "is_noise": self.difference.is_noise,
        }


@dataclass(frozen=True)
class Against:
    """How the samples of an option are held against those of the base."""

    paired: bool
    """Whether iteration i is the same future in both, so that what both share cancels."""
    batches: tuple[int, int]
    """Iterations of an independent replication in base and option."""

    def moved(self, before: Samples, after: Samples, statistic: Statistic) -> Difference:
        """Return how far a statistic moves from ``before[K]`` to ``after[L]``; L is K where futures are shared.

        Without shared futures the errors of both are independent: the root of the sum of their squares.
        """
        if self.paired:
            return difference(before, after, statistic, self.batches[0])
        value = statistic(after) - statistic(before)
        first, second = (
            _error(values, statistic, batch) for values, batch in zip((before, after), self.batches, strict=True)
        )
        return Difference(value, None if first is None or second is None else math.hypot(first, second))


def against(base: Result, option: Result) -> Against:
    """Return how an option is held against the base."""
    return Against(not what_differs(base, option), (batch_of(base), batch_of(option)))


def what_differs(base: Result, option: Result) -> str:
    """Return why two runs do not share their futures, such as ``another seed``; empty when they do."""
    found = ["another program"] if base.program.id != option.program.id else []
    runs = base.manifest, option.manifest
    found += [words for name, words in _SAME.items() if getattr(runs[0], name) != getattr(runs[1], name)]
    return " and ".join(filter(None, (", ".join(found[:-1]), found[-1]))) if found else ""


def _error(values: Samples, statistic: Statistic, batch: int) -> float | None:
    parts = sections(values.size, batch)
    return None if len(parts) < 2 else spread(np.array([statistic(values[part]) for part in parts]))
