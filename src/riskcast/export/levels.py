"""The percentiles that a planner gets of every task."""

from __future__ import annotations

from riskcast.simulation.result import GRID, Result

MEDIAN = 50


def confidence_level(result: Result) -> int:
    """Return the program's confidence level in percent, or the next higher one that a result keeps of every task."""
    return min(p for p in GRID if p >= result.program.confidence)


def levels(result: Result) -> tuple[int, ...]:
    """Return P10, P50, the confidence level and P90 in ascending order, each once."""
    return tuple(sorted({10, MEDIAN, confidence_level(result), 90}))
