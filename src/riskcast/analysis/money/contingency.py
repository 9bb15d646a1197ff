"""What to hold beyond the plan for one confidence, in money and in days, and what the money that is held covers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from riskcast.analysis.level import Level, level
from riskcast.analysis.measures import target_of
from riskcast.analysis.money.figure import Figure, share_figure
from riskcast.analysis.money.levels import chosen_level
from riskcast.model.program import Targets
from riskcast.simulation.money import HALF_HUNDREDTH
from riskcast.simulation.result import Result

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Cover:
    """What the budget and the money that is held cover; chances are 0-1, None where nothing was promised.

    The need is what a future costs beyond the deterministic cost.
    """

    budget: float | None
    contingency: float | None
    """Held in the budget."""
    reserve: float | None
    """Management reserve, beyond the budget."""
    budget_confidence: Figure | None
    """Chance of staying within the budget, the reserve untouched."""
    reserve_confidence: Figure | None
    """Chance of staying within budget and reserve together."""
    exceeds_contingency: Figure | None
    """Chance that the need exceeds the contingency that is held."""
    exceeds_all: Figure | None
    """Chance that the need exceeds contingency and reserve together."""


@dataclass(frozen=True)
class Contingency:
    """What the program or a project needs beyond its plan for one confidence."""

    project: str
    """Id; empty for the program."""
    label: str
    p: int
    """Confidence in percent."""
    planned_cost: float
    cost: Level
    money: Figure
    """P-value of the cost minus deterministic cost; negative where the plan is more than enough."""
    planned_finish: datetime
    finish: Level
    days: Figure
    """P-value of the finish minus deterministic finish in calendar days."""
    cover: Cover

    def row(self) -> dict[str, Any]:
        """Return one row of a table; chances that nothing is known of are None."""
        cover = self.cover
        names = ("budget_confidence", "reserve_confidence", "exceeds_contingency", "exceeds_all")
        chances = {name: getattr(cover, name) for name in names}
        return {
            "project": self.project,
            "label": self.label,
            "p": self.p,
            "planned_cost": self.planned_cost,
            "cost": self.cost.value,
            **self.money.named("contingency"),
            "planned_finish": self.planned_finish,
            "finish": self.finish.value,
            **self.days.named("days"),
            "budget": cover.budget,
            "held": cover.contingency,
            "reserve": cover.reserve,
            **{name: None if chance is None else chance.value for name, chance in chances.items()},
        }


@dataclass(frozen=True)
class Contingencies:
    """The contingency of the program and of every project; P-values of projects do not add up to the program's."""

    p: int
    program: Contingency
    projects: tuple[Contingency, ...]

    def to_frame(self) -> pd.DataFrame:
        """Return one row for the program and one per project."""
        import pandas as pd

        return pd.DataFrame([part.row() for part in (self.program, *self.projects)])


def contingencies(result: Result, p: int | None = None) -> Contingencies:
    """Return what the program and every project need for a confidence (``p`` 0-100; the program's when None).

    Raises
    ------
    InvalidInput
        When there is no such percentile.
    """
    p = chosen_level(result, p)
    projects = tuple(contingency(result, p, project.id) for project in result.program.projects)
    return Contingencies(p, contingency(result, p), projects)


def contingency(result: Result, p: int | None = None, project: str = "") -> Contingency:
    """Return what the program, or a project, needs for a confidence (``p`` 0-100; the program's when None).

    Raises
    ------
    InvalidInput
        When there is no such percentile or project.
    """
    p = chosen_level(result, p)
    suffix = f":{project}" if project else ""
    cost, finish = level(result, f"cost{suffix}", p), level(result, f"finish{suffix}", p)
    planned_cost = result.planned(f"cost{suffix}")
    planned_finish = result.moment(result.planned(f"finish{suffix}"))
    owner = next((known for known in result.program.projects if known.id == project), result.program)
    return Contingency(
        project=project,
        label=owner.label,
        p=p,
        planned_cost=planned_cost,
        cost=cost,
        money=_beyond(cost, planned_cost),
        planned_finish=planned_finish,
        finish=finish,
        days=_beyond(finish, planned_finish),
        cover=_cover(result, f"cost{suffix}", owner.targets, planned_cost),
    )


def _beyond(at: Level, planned: datetime | float) -> Figure:
    """Return a P-value minus the planned one: money, or calendar days."""
    return Figure(_less(at.value, planned), _less(at.low, planned), _less(at.high, planned), at.is_open)


def _less(value: datetime | float, planned: datetime | float) -> float:
    if isinstance(value, datetime) and isinstance(planned, datetime):
        return (value - planned) / timedelta(days=1)
    return float(value) - float(planned)  # type: ignore[arg-type]


def _cover(result: Result, measure: str, targets: Targets, planned: float) -> Cover:
    cost = result.samples(measure)
    goal = target_of(result, measure)
    budget = goal if isinstance(goal, float) else None
    held, reserve = targets.contingency, targets.management_reserve
    more = reserve or 0.0
    has_reserve = reserve is not None
    within = [budget, budget + more if budget is not None and has_reserve else None]
    beyond = [held, held + more if held is not None and has_reserve else None]
    keeps = [None if x is None else share_figure(cost <= x + HALF_HUNDREDTH) for x in within]
    exceeds = [None if x is None else share_figure(cost - planned > x + HALF_HUNDREDTH) for x in beyond]
    return Cover(budget, held, reserve, keeps[0], keeps[1], exceeds[0], exceeds[1])
