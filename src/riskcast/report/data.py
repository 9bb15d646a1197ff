"""What the page's script works with: charts, every text at every confidence, and the futures behind the boxes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riskcast.analysis.finish_days import FinishDays
from riskcast.report.block import packed
from riskcast.report.charts.chart import Chart
from riskcast.report.context import Context
from riskcast.report.live import texts
from riskcast.report.steps import steps
from riskcast.report.theme import DARK, LIGHT
from riskcast.simulation.money import HALF_HUNDREDTH
from riskcast.simulation.result import Result

MOST = 20_000
"""Iterations up to which the page holds the cost of each; of longer runs it holds quantiles."""
QUANTILES = 10_000
"""Equal steps between the quantiles that stand for the costs of a longer run."""
_GROUPS = 100
"""Groups of neighbouring costs from which a longer run's pairs of date and cost are taken."""
_GOLDEN = 0.618033988749895
"""Steps of the golden ratio, less its whole part, fill the unit interval evenly however many there are."""


def page_data(context: Context, charts: Mapping[str, Chart]) -> str:
    """Return the data block of the page: JSON as gzip in base64."""
    return packed(contents(context, charts))


def contents(context: Context, charts: Mapping[str, Chart]) -> dict[str, Any]:
    """Return what the data block holds."""
    result, days = context.result, FinishDays(context.result.program)
    return {
        "palettes": {"light": LIGHT, "dark": DARK},
        "charts": {id_: chart.to_page() for id_, chart in charts.items()},
        "p": context.confidence,
        "steps": list(steps(context)),
        "texts": {measure: texts(context, measure) for measure in _said(context)},
        "iterations": result.iterations,
        "days": {
            measure: _by_day(result, measure, days) for measure in result.measures if not result.is_money(measure)
        },
        "money": _money(result, days) if context.has_cost else None,
    }


def _said(context: Context) -> list[str]:
    result = context.result
    return [measure for measure in result.measures if context.has_cost or not result.is_money(measure)]


def _by_day(result: Result, measure: str, of: FinishDays) -> dict[str, Any]:
    """Return how many futures fall on each day, from the first day that any does."""
    days = of.numbers(measure, result.samples(measure), result.origin)
    first = int(days.min())
    return {"first": _day(result, first), "counts": np.bincount(days - first).tolist()}


def _day(result: Result, number: int) -> str:
    day: date = result.origin.date() + timedelta(days=number)
    return day.isoformat()


def hundredths(sums: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return for each sum the least whole number of hundredths within which it lies, by the rule of the result."""
    near = np.rint(sums * 100.0)
    near -= sums <= (near - 1.0) / 100.0 + HALF_HUNDREDTH
    near += sums > near / 100.0 + HALF_HUNDREDTH
    return near.astype(np.int64)


def _money(result: Result, of: FinishDays) -> dict[str, Any]:
    """Return the cost of the program and, for each of its values, the day of the same future.

    Lists of hundredths ascend and hold differences, which is a third of the size.
    """
    cost, finish = result.samples("cost"), result.samples("finish")
    order = np.lexsort((finish, cost))
    sums, days = hundredths(cost[order]), of.numbers("finish", finish[order], result.origin)
    exact = result.iterations <= MOST
    pairs = np.arange(result.iterations) if exact else _spread_out(days)
    kept = np.arange(result.iterations) if exact else _quantile_ranks(result.iterations)
    first = int(days.min())
    return {
        "exact": exact,
        "cents": _differences(sums[kept]),
        "pairs": None if exact else _differences(sums[pairs]),
        "first": _day(result, first),
        "days": (days[pairs] - first).tolist(),
    }


def _differences(ascending: NDArray[np.int64]) -> list[int]:
    found: list[int] = np.diff(ascending, prepend=0).tolist()
    return found


def _quantile_ranks(count: int) -> NDArray[np.int64]:
    return np.rint(np.linspace(0, count - 1, QUANTILES + 1)).astype(np.int64)


def _spread_out(days: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return places of pairs that stand for all: of each group of neighbouring costs, evenly spaced days."""
    share = QUANTILES // _GROUPS
    found = []
    for number, group in enumerate(np.array_split(np.arange(days.size), _GROUPS)):
        ranked = group[np.argsort(days[group], kind="stable")]
        # Each group begins elsewhere, so that what rounding leaves out is not the same in all of them.
        begin = (0.5 + number * _GOLDEN) % 1.0
        found.append(ranked[((np.arange(share) + begin) * ranked.size / share).astype(np.int64)])
    return np.sort(np.concatenate(found))
