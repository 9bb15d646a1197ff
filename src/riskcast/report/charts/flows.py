"""Money period by period: what is expected, and where it may lie, in each period and up to its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from riskcast.analysis.money.buckets import By, buckets
from riskcast.analysis.money.levels import p_values
from riskcast.analysis.money.spend import require_cash, spend
from riskcast.kernels.types import F8
from riskcast.model.fiscal import LATER
from riskcast.report.charts.sums import DUST
from riskcast.simulation.cash import Cash, View
from riskcast.simulation.result import Result

__all__ = ["HIGH", "LATER", "LOW", "Band", "Flow", "by_category", "flow", "settled"]

LOW, HIGH = 10, 90
"""Percentiles of the ranges; those of single periods do not add up."""


@dataclass(frozen=True)
class Band:
    """A sum of money in a row of periods."""

    mean: F8
    """[U] Means add up."""
    low: F8
    """[U] P10."""
    high: F8
    """[U] P90."""


@dataclass(frozen=True)
class Flow:
    """A view of the money in every period, quarter or fiscal year."""

    view: View
    names: tuple[str, ...]
    """[U]"""
    each: Band
    """In the period."""
    so_far: Band
    """From the beginning to the end of the period."""

    @property
    def held(self) -> list[int]:
        """Places of the periods with money in them."""
        most = np.max(np.abs(np.stack([self.each.mean, self.each.low, self.each.high])), axis=0)
        return [int(place) for place in np.flatnonzero(most >= DUST)]


def flow(result: Result, view: View, by: By = "period") -> Flow:
    """Return the money of a view over time."""
    time = buckets(require_cash(result).periods, by)
    amounts = time.add_up(spend(result, view))
    return Flow(view, time.ids, _band(amounts), _band(np.cumsum(amounts, axis=0)))


def _band(amounts: F8) -> Band:
    return Band(amounts.mean(axis=1), p_values(amounts, LOW), p_values(amounts, HIGH))


def by_category(cash: Cash) -> list[tuple[str, F8]]:
    """Return the mean ``[Y]`` of each category by fiscal year, the most expensive first; none where not kept apart."""
    rows = [(name, cash.by_year(cash.samples("category", name=name)).mean(axis=1)) for name in cash.names("category")]
    return sorted((row for row in rows if np.abs(row[1]).max() >= DUST), key=lambda row: -float(row[1].sum()))


def settled(bands: Sequence[Band], share: float = 1e-3) -> int:
    """Return how many periods hold all but a small share of every sum that grows over time."""
    needed = 1
    for band in bands:
        for line in (band.mean, band.high):
            near = np.abs(line - line[-1]) <= share * max(float(np.abs(line).max()), DUST)
            away = np.flatnonzero(~near)
            needed = max(needed, 1 if not away.size else int(away[-1]) + 2)
    return min(needed, bands[0].mean.size)
