"""What it costs to plan every period for itself: stand-alone P-values against the P-value of the total."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from riskcast.analysis.money.buckets import By, buckets
from riskcast.analysis.money.levels import chosen_level, p_values
from riskcast.analysis.money.spend import require_cash, spend
from riskcast.kernels.types import F8
from riskcast.simulation.cash import View
from riskcast.simulation.money import HALF_HUNDREDTH
from riskcast.simulation.result import Result
from riskcast.simulation.statistics import share_interval

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Excess:
    """How stand-alone P-values of periods compare with the P-value of the total."""

    p: int
    """Percentile (0-100)."""
    periods: tuple[str, ...]
    """[U] The periods, quarters or fiscal years that were planned for themselves."""
    standalone: float
    """Sum of their P-values."""
    total: float
    """P-value of the total."""
    excess: float
    """By how much the sum exceeds the P-value of the total; negative where it falls short of it."""
    all_within: float
    """Chance (0-1) that every one of them stays within its own P-value."""
    low: float
    """Lower end of the 95 % confidence interval of that chance."""
    high: float

    def to_frame(self) -> pd.DataFrame:
        """Return one row."""
        import pandas as pd

        return pd.DataFrame([asdict(self)])


def excess_of_standalone(
    result: Result,
    view: View = "incurred",
    p: int | None = None,
    by: By = "year",
    project: str = "",
    treatment: str = "",
) -> Excess:
    """Return by how much the sum of stand-alone P-values exceeds the P-value of the total.

    Raises
    ------
    InvalidInput
        When the result does not hold that money, or there is no such percentile.
    """
    level = chosen_level(result, p)
    amounts = spend(result, view, project, treatment)
    time = buckets(require_cash(result).periods, by)
    return _excess(level, time.ids, time.add_up(amounts), amounts.sum(axis=0))


def _excess(p: int, ids: tuple[str, ...], amounts: F8, total: F8) -> Excess:
    own = p_values(amounts, p)
    hits = int((amounts <= own[:, None] + HALF_HUNDREDTH).all(axis=0).sum())
    standalone, at_level = float(own.sum()), float(p_values(total, p))
    low, high = share_interval(hits, total.size)
    return Excess(p, ids, standalone, at_level, standalone - at_level, hits / total.size, low, high)
