"""Contingency month by month: how much is used, how much is left, how much is still needed.

Used contingency is the cost variance of earned value: what has been spent beyond what the work done was planned to
cost. Money spent on planned work uses none of it, whether the work is early or late; what a risk, a price or a longer
duration adds does, in the period in which it is spent. What is still needed is the same of the work to come.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

import numpy as np

from riskcast.analysis.intervals import batch_of
from riskcast.analysis.money.figure import Figure, mean_figure, percentile_figures, share_figure
from riskcast.analysis.money.levels import chosen_level
from riskcast.analysis.money.spend import require_cash
from riskcast.kernels.types import F8
from riskcast.model.fiscal import LATER, Period
from riskcast.simulation.cash import Cash
from riskcast.simulation.money import HALF_HUNDREDTH
from riskcast.simulation.result import Result
from riskcast.simulation.statistics import percentile

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Position:
    """Where the contingency stands at the end of a period."""

    period: str
    """Id; empty for what was before the first period."""
    day: date | None
    """Last day of the period; None of the last one, ``later``, and before the first."""
    used: Figure
    """Mean of what is used by then; negative when work was cheaper than planned."""
    remaining: Figure
    """Mean of what is left of the contingency that is held."""
    remaining_p10: Figure
    remaining_p90: Figure
    required: Figure
    """P-value of what the work after it still needs."""
    exhausted: Figure
    """Chance (0-1) that more than is held has been used at the end of this or of an earlier period since the data
    date."""


@dataclass(frozen=True)
class Drawdown:
    """The use of contingency from the data date on; the first position is the one that the data date found."""

    held: float
    is_promised: bool
    """False when no contingency is held and ``held`` is what the confidence needs."""
    p: int
    """Confidence of ``required`` in percent."""
    positions: tuple[Position, ...]

    def to_frame(self) -> pd.DataFrame:
        """Return one row per position."""
        import pandas as pd

        names = ("used", "remaining", "remaining_p10", "remaining_p90", "required", "exhausted")
        rows = []
        for at in self.positions:
            figures = [getattr(at, name).named(name) for name in names]
            rows.append({"period": at.period, "day": at.day, **{k: v for f in figures for k, v in f.items()}})
        return pd.DataFrame(rows)


def drawdown(result: Result, p: int | None = None, held: float | None = None) -> Drawdown:
    """Return how contingency is used from the data date on.

    Parameters
    ----------
    result
        With money over time.
    p
        Confidence of what is still needed (0-100); the program's when None.
    held
        Contingency; when None, the one in the program's targets, else what the confidence needs.

    Raises
    ------
    InvalidInput
        When the run kept no money over time, or there is no such percentile.
    """
    program = result.program
    return drawdown_of(
        require_cash(result),
        p=chosen_level(result, p),
        held=program.targets.contingency if held is None else held,
        data_date=program.data_date or program.start,
        batch=batch_of(result),
    )


def drawdown_of(cash: Cash, p: int, held: float | None, data_date: datetime, batch: int = 1) -> Drawdown:
    """Return the same from money over time; ``batch`` is the size of the design's independent replications."""
    incurred = cash.samples("incurred")
    need = incurred.sum(axis=0) - cash.plan("earned").sum()
    used = np.cumsum(incurred - cash.samples("earned"), axis=0)
    promised = held is not None
    if held is None:
        held = max(float(percentile(np.sort(need), p)), 0.0)
    past = sum(_is_past(period, data_date) for period in cash.periods)
    used = np.concatenate([np.zeros((1, used.shape[1])), used])[past:]
    labels = ["", *(period.id for period in cash.periods)][past:]
    days = [None, *(None if period.id == LATER else period.end for period in cash.periods)][past:]
    if labels[-1] == LATER and (used[-1] == used[-2:][0]).all():
        used, labels, days = used[:-1], labels[:-1], days[:-1]
    rows = zip(labels, days, _positions(used, need, p, held, batch), strict=True)
    return Drawdown(held, promised, p, tuple(Position(label, day, *at) for label, day, at in rows))


def _is_past(period: Period, data_date: datetime) -> bool:
    """Return whether the data date lies behind a period, or within its last day."""
    return period.id != LATER and data_date > datetime.combine(period.end, time())


def _positions(used: F8, need: F8, p: int, held: float, batch: int) -> Iterator[tuple[Figure, ...]]:
    """Yield the figures of each position from what is used by then ``[n, K]`` and needed in all ``[K]``."""
    over = np.zeros(used.shape[1], np.bool_)
    for row in used:
        over = over | (row > held + HALF_HUNDREDTH)
        left = held - row
        p10, p90 = percentile_figures(left, (10, 90), batch)
        (required,) = percentile_figures(need - row, (p,), batch)
        yield mean_figure(row, batch), mean_figure(left, batch), p10, p90, required, share_figure(over)
