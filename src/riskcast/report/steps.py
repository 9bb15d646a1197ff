"""The confidence levels between which readers of a report can choose."""

from __future__ import annotations

from datetime import datetime

from riskcast.analysis.level import Level
from riskcast.analysis.measures import PERCENTILES
from riskcast.report.context import Context


def steps(context: Context) -> tuple[int, ...]:
    """Return the percentiles of the slider, ascending: 5 to 95 in steps of 5, and the program's own."""
    return tuple(sorted({*PERCENTILES, context.confidence}))


def levels(context: Context, measure: str) -> tuple[Level, ...]:
    """Return the percentiles of a measure, with their intervals, at every step."""
    return tuple(level_at(context, measure, p) for p in steps(context))


def level_at(context: Context, measure: str, p: int) -> Level:
    """Return a percentile of a measure with its interval; steps that every summary holds cost nothing."""
    summary = context.summary(measure)
    if p not in summary.percentiles:
        return context.level(measure, p)
    low, high = summary.intervals[p]
    return Level(measure, p, summary.percentiles[p], low, high, p in summary.open_ended)


def days_or_money(later: datetime | float, earlier: datetime | float) -> float:
    """Return a difference of two values of one measure: calendar days for dates, money for costs."""
    if isinstance(later, datetime) and isinstance(earlier, datetime):
        return (later - earlier).total_seconds() / 86400.0
    return float(later) - float(earlier)  # type: ignore[arg-type]
