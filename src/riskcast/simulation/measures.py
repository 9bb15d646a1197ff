"""The rows of a result by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from numpy.typing import NDArray

from riskcast.errors import Finding, InvalidInput, did_you_mean
from riskcast.kernels.types import F8, I4
from riskcast.simulation.money import total_cost


def measure_names(projects: Sequence[str], milestones: Sequence[str]) -> tuple[str, ...]:
    """Return the names of all measures of a program with these projects and milestones."""
    parts = [f"{kind}:{id_}" for id_ in projects for kind in ("finish", "cost")]
    return ("finish", "cost", *parts, *(f"milestone:{id_}" for id_ in milestones))


def measure_rows(
    projects: Sequence[str], milestones: Sequence[str], finish: I4, milestone: I4, cost: F8
) -> dict[str, NDArray[Any]]:
    """Return every measure's values ``[K]``: wall ticks for dates, money for costs."""
    rows: list[NDArray[Any]] = [finish.max(axis=0), total_cost(cost)]
    for p in range(len(projects)):
        rows += [finish[p], cost[p]]
    return dict(zip(measure_names(projects, milestones), [*rows, *milestone], strict=True))


def is_money(measure: str) -> bool:
    """Return whether a measure is a sum of money rather than a date."""
    return measure.partition(":")[0] == "cost"


def require_measure(measure: str, known: Sequence[str]) -> None:
    """Raise InvalidInput when there is no such measure."""
    if measure not in known:
        remedy = did_you_mean(measure, known)
        raise InvalidInput([Finding("RC181", f"there is no measure {measure!r} in this result", remedy)])
