"""What was simulated, in numbers: percentiles with their error, spread, and the chance of the target."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from riskcast.analysis.finish_days import FinishDays
from riskcast.analysis.intervals import intervals
from riskcast.analysis.money.budget import current_budget
from riskcast.network.ticks import PER_DAY
from riskcast.simulation.measures import require_measure
from riskcast.simulation.result import Result
from riskcast.simulation.statistics import percentile, share_interval

if TYPE_CHECKING:
    import pandas as pd

PERCENTILES = (5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95)
"""Percentiles that every summary holds."""

Value = datetime | float
"""A local time, or a sum of money."""


@dataclass(frozen=True)
class MeasureSummary:
    """One date or sum: where it was planned, where it may end, how sure the target is."""

    name: str
    """``finish``, ``cost``, ``finish:<project>``, ``cost:<project>`` or ``milestone:<id>``."""
    label: str
    """Name for people."""
    is_money: bool
    deterministic: Value
    mean: Value
    sd: float
    """Standard deviation: calendar days for dates, money for costs."""
    percentiles: Mapping[int, Value]
    """P-values at PERCENTILES."""
    intervals: Mapping[int, tuple[Value, Value]]
    """95 % confidence interval of each percentile."""
    open_ended: tuple[int, ...]
    """Percentiles for whose interval the iterations are too few: it promises less than 95 %."""
    target: date | float | None
    """Promised day or budget."""
    probability: float | None
    """Chance (0-1) of meeting the target; a target day is met by any time on that day."""
    probability_interval: tuple[float, float] | None
    """95 % confidence interval of the chance."""

    def contingency(self, p: int) -> float:
        """Return P-value minus deterministic value: calendar days for dates, money for costs."""
        value, planned = self.percentiles[p], self.deterministic
        if isinstance(value, datetime) and isinstance(planned, datetime):
            return (value - planned) / timedelta(days=1)
        return float(value) - float(planned)  # type: ignore[arg-type]


def summarise(result: Result, measure: str) -> MeasureSummary:
    """Return the summary of one measure.

    Raises
    ------
    InvalidInput
        When the result holds no such measure.
    """
    ordered = result.ordered(measure)
    money = result.is_money(measure)

    def value(x: float) -> Value:
        return float(x) if money else result.moment(x)

    ranks = dict(zip(PERCENTILES, intervals(result, measure, PERCENTILES), strict=True))
    sd = float(np.std(ordered, ddof=1)) if result.iterations > 1 else 0.0
    target = target_of(result, measure)
    chance = None if target is None else chance_of(result, measure, target)
    hits = None if chance is None else round(chance * result.iterations)
    return MeasureSummary(
        name=measure,
        label=label_of(result, measure),
        is_money=money,
        deterministic=value(result.planned(measure)),
        mean=value(float(ordered.mean(dtype=np.float64))),
        sd=sd if money else sd / PER_DAY,
        percentiles={p: value(percentile(ordered, p)) for p in PERCENTILES},
        intervals={p: (value(ordered[at.lower]), value(ordered[at.upper])) for p, at in ranks.items()},
        open_ended=tuple(p for p, at in ranks.items() if at.is_open),
        target=target,
        probability=chance,
        probability_interval=None if hits is None else share_interval(hits, result.iterations),
    )


def chance_of(result: Result, measure: str, goal: date | float) -> float:
    """Return the share of iterations (0-1) that keep a day or a sum.

    A day, or the day of a local time, is kept by all that is shown on it or before.

    Raises
    ------
    InvalidInput
        When the result holds no such measure.
    """
    require_measure(measure, result.measures)
    if not isinstance(goal, date):
        return result.probability(measure, goal)
    return result.probability(measure, FinishDays(result.program).deadline(measure, goal))


def target_of(result: Result, measure: str) -> date | float | None:
    """Return what the program promised for a measure, if anything; approved changes move a budget."""
    kind, _, id_ = measure.partition(":")
    program = result.program
    if kind == "milestone":
        return next(task.target for task in program.tasks if task.id == id_)
    targets = program.targets if not id_ else next(p.targets for p in program.projects if p.id == id_)
    if kind != "cost" or targets.budget is None:
        return targets.finish if kind != "cost" else None
    return current_budget(program, id_)


def label_of(result: Result, measure: str) -> str:
    """Return the name of a measure for people."""
    kind, _, id_ = measure.partition(":")
    program = result.program
    if kind == "milestone":
        return next(task.label for task in program.tasks if task.id == id_)
    owner = program.label if not id_ else next(p.label for p in program.projects if p.id == id_)
    return f"{owner}: {kind}"


def summaries_frame(result: Result) -> pd.DataFrame:
    """Return one row per measure: plan, mean, spread, percentiles, target and its chance."""
    import pandas as pd

    rows = []
    for measure in result.measures:
        s = summarise(result, measure)
        row = {"measure": s.name, "label": s.label, "deterministic": s.deterministic, "mean": s.mean, "sd": s.sd}
        row.update({f"P{p}": value for p, value in s.percentiles.items()})
        rows.append({**row, "target": s.target, "probability": s.probability})
    return pd.DataFrame(rows).set_index("measure")
