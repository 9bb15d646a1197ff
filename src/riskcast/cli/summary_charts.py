"""Finish and cost of a program as bars of two lines each, with the percentiles and promises that they show."""

from __future__ import annotations

import sys
from datetime import date, datetime

from riskcast.analysis.finish_days import FinishDays
from riskcast.analysis.measures import target_of
from riskcast.cli.sparkline import ASCII, BLOCKS, sparkline
from riskcast.cli.value_text import say_value
from riskcast.cli.widths import can_show
from riskcast.network.ticks import PER_DAY, from_moment
from riskcast.simulation.result import Result

_LABEL, _WORDS, _MOST = 8, 42, 60
"""Columns of the label and of the words beside the bars; and of the bars at most."""
_TICKS = str.maketrans("!:", "||")
"""Percentiles are told apart while they are placed, and look alike."""


def charts(result: Result, width: int) -> str:
    """Return the bars of finish and cost; nothing for what is certain."""
    ramp = BLOCKS if can_show(BLOCKS, sys.stdout) else ASCII
    columns = min(width - _LABEL - _WORDS, _MOST)
    return "\n".join(filter(None, (_chart(result, measure, columns, ramp) for measure in ("finish", "cost"))))


def _chart(result: Result, measure: str, columns: int, ramp: str) -> str:
    ordered = result.ordered(measure)
    levels = sorted({10, 50, result.program.confidence})
    values = {p: result.percentile(measure, p) for p in levels}
    target = target_of(result, measure)
    marks = {} if target is None else {"T": _end(result, measure, target)}
    marks |= {mark: _position(result, values[p]) for mark, p in zip("|!:", levels, strict=False)}
    window = 0.0 if result.is_money(measure) else 7.0 * PER_DAY
    bars, below = sparkline(ordered, marks, columns, ramp, window)
    if not bars:
        return ""
    days = FinishDays(result.program)
    said = [f"P{p} {say_value(days, measure, value)}" for p, value in values.items()]
    promise = [] if target is None else [f"target {say_value(days, measure, target)} (T)"]
    first, second = ", ".join(said[:2]), ", ".join([*said[2:], *promise])
    lines = (f"{measure:{_LABEL}}{bars}  {first}", f"{'':{_LABEL}}{below.translate(_TICKS)}  {second}")
    return "\n".join(line.rstrip() for line in lines)


def _end(result: Result, measure: str, target: date | float) -> float:
    """Return where a promise ends on the axis of the samples: with its day, or at its sum."""
    days = FinishDays(result.program)
    return _position(result, days.deadline(measure, target) if isinstance(target, date) else target)


def _position(result: Result, value: float | date) -> float:
    """Return where a value lies on the axis of the samples: wall ticks or money."""
    return float(from_moment(value, result.origin)) if isinstance(value, datetime) else float(value)  # type: ignore[arg-type]
