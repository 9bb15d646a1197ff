"""When the authorised money runs out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from riskcast.analysis.money.budget import current_budget
from riskcast.analysis.money.spend import planned_spend, require_cash, spend
from riskcast.kernels.types import F8, I8
from riskcast.model.program import Program
from riskcast.simulation.money import HALF_HUNDREDTH
from riskcast.simulation.result import Result
from riskcast.simulation.statistics import percentile, share_interval

if TYPE_CHECKING:
    import pandas as pd

Cap = Literal["authorised", "budget"]


@dataclass(frozen=True)
class RunOut:
    """In which period cumulative money passes what is authorised."""

    view: Literal["committed", "incurred"]
    project: str
    """Id; empty for the program."""
    authorised: float
    """Sum that may be committed, in the program's currency."""
    cap: Cap
    """Whether it is the authorised sum, or the current budget where none is stated."""
    periods: tuple[str, ...]
    """[T] Ids."""
    first: I8
    """[K] Place of the first period at whose end more is spent than is authorised; T when it never is."""
    planned: str | None
    """That period in the plan; None when the money lasts."""
    chance: float
    """Chance (0-1) that it ever runs out."""
    low: float
    """Lower end of the 95 % confidence interval of that chance."""
    high: float
    p10: str | None
    """Period by whose end it has run out in at least 10 % of iterations; None when it has in fewer."""
    p50: str | None
    p80: str | None
    by_period: F8
    """[T] Chance (0-1) that it has run out by the end of each period."""

    def to_frame(self) -> pd.DataFrame:
        """Return one row per period: the chance that the money has run out by its end."""
        import pandas as pd

        return pd.DataFrame({"period": self.periods, "chance": self.by_period})


def authorised_amount(program: Program, project: str = "") -> tuple[float, Cap] | None:
    """Return what may be committed and where it comes from; None when there is neither a sum nor a budget.

    Raises
    ------
    InvalidInput
        When there is no such project.
    """
    budget = current_budget(program, project)
    targets = next((part.targets for part in program.projects if part.id == project), program.targets)
    if targets.authorised is not None:
        return targets.authorised, "authorised"
    return None if budget is None else (budget, "budget")


def runout(result: Result, view: Literal["committed", "incurred"] = "committed", project: str = "") -> RunOut | None:
    """Return when cumulative money passes what is authorised; None when nothing was authorised or budgeted.

    Raises
    ------
    InvalidInput
        When the result does not hold that money.
    """
    found = authorised_amount(result.program, project)
    if found is None:
        return None
    authorised, cap = found
    periods = tuple(period.id for period in require_cash(result).periods)
    first = passed_at(spend(result, view, project), authorised)
    planned = int(passed_at(planned_spend(result, view, project)[:, None], authorised)[0])
    by_period = np.cumsum(np.bincount(first, minlength=len(periods) + 1))[:-1] / first.size
    hits = int((first < len(periods)).sum())
    ids = (*periods, None)
    ordered = np.sort(first)
    p10, p50, p80 = (ids[percentile(ordered, p)] for p in (10, 50, 80))
    chance = hits / first.size, *share_interval(hits, first.size)
    return RunOut(view, project, authorised, cap, periods, first, ids[planned], *chance, p10, p50, p80, by_period)


def passed_at(amounts: F8, authorised: float) -> I8:
    """Return ``[K]`` the first period of ``amounts[T, K]`` at whose end their sum is above a limit; T when none is."""
    above = np.cumsum(amounts, axis=0) > authorised + HALF_HUNDREDTH
    first: I8 = np.where(above.any(axis=0), above.argmax(axis=0), len(amounts)).astype(np.int64)
    return first
