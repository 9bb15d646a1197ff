"""What a board may choose between: each option with its price, its effect, and the day by which to decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from riskcast.analysis.compare import Comparison, MeasureChange, OptionComparison, Pair
from riskcast.analysis.compare.pair import against
from riskcast.analysis.finish_days import FinishDays
from riskcast.analysis.measures import target_of
from riskcast.analysis.paired import Difference, Samples, mean
from riskcast.analysis.review.status import Status, rate
from riskcast.model.program import Program
from riskcast.model.scenario import Scenario
from riskcast.network.ticks import from_moment
from riskcast.simulation.money import HALF_HUNDREDTH
from riskcast.simulation.result import Result

if TYPE_CHECKING:
    import pandas as pd

Chosen = Scenario | Sequence[Scenario] | None
"""The scenario behind an option, or those of a combined one; None when it is not known."""


@dataclass(frozen=True)
class Option:
    """One option against the program as it is."""

    name: str
    """As the comparison calls it."""
    label: str
    """Name for people."""
    owner: str
    note: str
    decide_by: date | None
    """Last day on which it can still be chosen; of several scenarios the earliest."""
    is_overdue: bool
    """Whether that day lies before the data date."""
    spend: float
    """What it is planned to cost: its deterministic cost less that of the base; negative when it saves."""
    mean_cost: Difference
    """How far the mean cost moves."""
    p: int
    """Percentile (0-100) of ``finish`` and ``cost``."""
    finish: Pair
    """P-value of the finish before and after; the difference in calendar days."""
    cost: Pair
    """P-value of the cost."""
    in_time: Pair | None
    """Chance (0-1) of the promised finish of the base; None when nothing was promised."""
    in_budget: Pair | None
    both: Pair | None
    """Chance of both together."""
    status_finish: Status | None
    """Of the promised finish with this option."""
    status_cost: Status | None
    is_paired: bool
    """Whether both runs share their futures."""
    is_combined: bool = False
    """Whether it is several of the others together, and so no further decision."""
    activates: tuple[str, ...] = ()
    """Ids of the risks whose planned responses it decides, in file order."""

    @property
    def helps(self) -> bool:
        """Whether the P-value of finish or cost gets better, beyond chance."""
        moves = self.finish.difference, self.cost.difference
        return any(move.value < 0.0 and not move.is_noise for move in moves)

    def to_frame(self) -> pd.DataFrame:
        """Return one row; each pair gives the columns before, after, difference and error."""
        import pandas as pd

        row: dict[str, Any] = {}
        for name, value in vars(self).items():
            if isinstance(value, Pair):
                row |= {f"{name}_before": value.before, f"{name}_after": value.after}
                row |= {f"{name}_difference": value.difference.value, f"{name}_error": value.difference.error}
            elif isinstance(value, Difference):
                row |= {name: value.value, f"{name}_error": value.error}
            elif isinstance(value, tuple):
                row[name] = "; ".join(value)
            else:
                row[name] = value
        return pd.DataFrame([row])


def options(
    comparison: Comparison,
    results: Sequence[Result],
    chosen: Sequence[Chosen] = (),
) -> tuple[Option, ...]:
    """Return the options of a comparison in its order.

    Parameters
    ----------
    comparison
        How far each option lies from the base.
    results
        What was compared: the base, then one result for each option.
    chosen
        Scenarios of each option, in the same order; none are known when empty.

    Raises
    ------
    ValueError
        When there are not as many results or scenarios as options.
    """
    base, *others = results
    named = chosen or (None,) * len(others)
    triples = zip(comparison.options, others, named, strict=True)
    return tuple(_option(comparison, held, base, other, _several(which)) for held, other, which in triples)


def _several(chosen: Chosen) -> tuple[Scenario, ...]:
    if chosen is None:
        return ()
    return (chosen,) if isinstance(chosen, Scenario) else tuple(chosen)


def _option(
    comparison: Comparison,
    held: OptionComparison,
    base: Result,
    other: Result,
    scenarios: tuple[Scenario, ...],
) -> Option:
    finish, cost = held.measure("finish"), held.measure("cost")
    decide_by = min((each.decide_by for each in scenarios if each.decide_by is not None), default=None)
    in_time, in_budget = _kept(finish), _kept(cost)
    return Option(
        name=held.name,
        label=" + ".join(each.label for each in scenarios) or held.name,
        owner=", ".join(dict.fromkeys(each.owner for each in scenarios if each.owner)),
        note=" ".join(each.note.strip() for each in scenarios if each.note.strip()),
        decide_by=decide_by,
        is_overdue=decide_by is not None and decide_by < today(base),
        spend=cost.deterministic.difference.value,
        mean_cost=cost.mean.difference,
        p=comparison.p,
        finish=finish.confidence,
        cost=cost.confidence,
        in_time=in_time,
        in_budget=in_budget,
        both=_both(base, other),
        status_finish=_status(base, in_time),
        status_cost=_status(base, in_budget),
        is_paired=held.paired,
        is_combined=len(scenarios) > 1,
        activates=_activated(base.program, other.program),
    )


def _activated(base: Program, other: Program) -> tuple[str, ...]:
    """Return the ids of the risks whose responses are planned in one program and decided in the other.

    Read from what became of the program, whatever changes of a scenario led there.
    """
    decided = {risk.id for risk in other.risks if risk.is_treated}
    return tuple(risk.id for risk in base.risks if risk.id in decided and not risk.is_treated)


def today(result: Result) -> date:
    """Return the day of the data date."""
    return (result.program.data_date or result.program.start).date()


def _kept(change: MeasureChange) -> Pair | None:
    """Return the chance that both keep what the base promised."""
    if change.targets[0] is None:
        return None
    return change.chance_of_base or change.chance


def _status(base: Result, chance: Pair | None) -> Status | None:
    """Return the colour that a promise would have; what may be decided has no last review to be slow about."""
    return None if chance is None else rate(float(chance.after), base.program.report)  # type: ignore[arg-type]


def _both(base: Result, other: Result) -> Pair | None:
    """Return the chance to keep finish and budget of the base together."""
    day, budget = target_of(base, "finish"), target_of(base, "cost")
    if not isinstance(day, date) or budget is None:
        return None
    before, after = (_keeps(result, day, float(budget)) for result in (base, other))  # type: ignore[arg-type]
    return Pair(mean(before), mean(after), against(base, other).moved(before, after, mean))


def _keeps(result: Result, day: date, budget: float) -> Samples:
    """Return ``[K]`` 1 where an iteration keeps both, else 0."""
    end = FinishDays(result.program).deadline("finish", day)
    in_time = result.samples("finish") <= from_moment(end, result.origin)
    kept: Samples = (in_time & (result.samples("cost") <= budget + HALF_HUNDREDTH)).astype(np.int64)
    return kept
