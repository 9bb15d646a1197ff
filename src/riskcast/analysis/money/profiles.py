"""Money over time at a confidence level: three profiles that add up, and one that must not be added.

The P80s of single periods as a rule add up to more than the P80 of the total, and their P20s to less: not every year
is a bad year. The coherent profile and the funding line both end at the P-value of the total.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from riskcast.analysis.money.buckets import By, buckets
from riskcast.analysis.money.levels import chosen_level, p_values
from riskcast.analysis.money.spend import require_cash, spend
from riskcast.kernels.types import F8
from riskcast.simulation.cash import View
from riskcast.simulation.result import Result
from riskcast.simulation.statistics import percentile_index

if TYPE_CHECKING:
    import pandas as pd

NEIGHBOURS = 0.025
"""Share of the iterations on each side of the P-level that a coherent profile averages."""

FEWEST_NEIGHBOURS = 20
"""Iterations on each side at least, where there are as many."""


@dataclass(frozen=True)
class Profile:
    """Money in every stretch of time, in the program's currency."""

    name: str
    """``expected``, ``coherent P80``, ``funding line P80`` or ``stand-alone P80 (do not add)``."""
    p: int | None
    """Percentile (0-100); None for means."""
    periods: tuple[str, ...]
    """[U] Ids of the periods, quarters or fiscal years."""
    amount: F8
    """[U]"""
    cumulative: F8 | None
    """[U] At the end of each; None where the amounts must not be added."""
    total: float | None
    """None where the amounts must not be added."""

    def to_frame(self) -> pd.DataFrame:
        """Return one row per period."""
        import pandas as pd

        cumulative = np.full(len(self.periods), np.nan) if self.cumulative is None else self.cumulative
        columns = {"profile": self.name, "period": self.periods, "amount": self.amount, "cumulative": cumulative}
        return pd.DataFrame(columns)


def profiles(
    result: Result,
    view: View = "incurred",
    p: int | None = None,
    by: By = "period",
    project: str = "",
    treatment: str = "",
) -> tuple[Profile, ...]:
    """Return the expected, coherent, funding and stand-alone profiles of a view, in this order.

    Parameters
    ----------
    result
        With money over time.
    view
        ``incurred``, ``paid`` or ``committed``.
    p
        Percentile (0-100); the program's confidence when None.
    by
        What amounts are added up by.
    project, treatment
        Only the money of one project, only ``capex`` or ``opex``; all when empty.

    Raises
    ------
    InvalidInput
        When the result does not hold that money, or there is no such percentile.
    """
    level = chosen_level(result, p)
    amounts = spend(result, view, project, treatment)
    time = buckets(require_cash(result).periods, by)
    total = amounts.sum(axis=0)
    sums = time.add_up(amounts)
    alone = f"stand-alone P{level} (do not add)"
    return (
        _adding("expected", None, time.ids, sums.mean(axis=1)),
        _adding(f"coherent P{level}", level, time.ids, coherent(sums, total, level)),
        _funding(level, time.ids, sums),
        Profile(alone, level, time.ids, p_values(sums, level), None, None),
    )


def coherent(amounts: F8, total: F8, p: float) -> F8:
    """Return the mean ``[U]`` of the iterations whose total lies at the P-level; it adds up to the P-value.

    These are the iterations within 2.5 % (at least 20) of ranks of total on both sides of the P-level, on both sides
    fewer at the ends of the sample. Their mean is scaled to the P-value of the total, all but what is the same in every
    iteration: facts. Where their totals are so far apart that this would more than double or halve it, the iteration
    at the P-level itself is returned.

    Parameters
    ----------
    amounts
        [U, K]
    total
        [K] Their sums.
    p
        Percentile (0-100).
    """
    count = total.size
    at = percentile_index(count, p)
    side = min(max(math.ceil(NEIGHBOURS * count), FEWEST_NEIGHBOURS), at, count - 1 - at)
    order = np.argsort(total, kind="stable")
    chosen: F8 = amounts[:, order[at - side : at + side + 1]].mean(axis=1)
    facts = np.where(np.ptp(amounts, axis=1) == 0.0, amounts[:, 0], 0.0)
    found, goal = float((chosen - facts).sum()), float(total[order[at]] - facts.sum())
    if found * goal > 0.0 and 0.5 <= goal / found <= 2.0:
        return np.asarray(facts + (chosen - facts) * (goal / found), dtype=np.float64)
    itself: F8 = amounts[:, order[at]]
    return itself


def _adding(name: str, p: int | None, ids: tuple[str, ...], amount: F8) -> Profile:
    cumulative = np.cumsum(amount)
    return Profile(name, p, ids, amount, cumulative, float(cumulative[-1]))


def _funding(p: int, ids: tuple[str, ...], amounts: F8) -> Profile:
    """Return what must have been made available by the end of each period; credits may lower it again."""
    line = p_values(np.cumsum(amounts, axis=0), p)
    return Profile(f"funding line P{p}", p, ids, np.diff(line, prepend=0.0), line, float(line[-1]))
