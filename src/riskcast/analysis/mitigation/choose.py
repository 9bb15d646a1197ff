"""The best responses for a budget or a target, the frontier of spend against gain, and what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from riskcast.analysis.finish_days import FinishDays
from riskcast.analysis.intervals import batch_of
from riskcast.analysis.measures import target_of
from riskcast.analysis.mitigation.candidates import Candidate, candidates, decided
from riskcast.analysis.mitigation.choices import Choices, Chosen, Goal, Progress
from riskcast.analysis.mitigation.search import search
from riskcast.analysis.paired import Difference, difference, percentile_of, share_within
from riskcast.errors import Finding, InvalidInput
from riskcast.model.effective import effective_risks
from riskcast.network.left_out import Part
from riskcast.network.ticks import PER_DAY, from_moment
from riskcast.simulation.measures import require_measure
from riskcast.simulation.money import HALF_HUNDREDTH
from riskcast.simulation.result import Result
from riskcast.simulation.run import simulate
from riskcast.simulation.trials import Trials

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Choice", "Left", "Mitigation", "mitigate"]


@dataclass(frozen=True)
class Choice:
    """A set of responses and what it leads to, the cost of the responses included."""

    risks: tuple[str, ...]
    """Ids of the risks whose responses are decided, in file order."""
    spend: float
    """What these are planned to cost."""
    finish: datetime
    """P-value of ``Mitigation.dates``."""
    cost: float
    """P-value of ``Mitigation.sums``."""
    days: Difference
    """Calendar days by which that date is earlier than without any of them."""
    money: Difference
    """Money by which that sum is lower."""
    chance: float | None
    """Chance (0-1) to meet the target of the goal; None without one."""


@dataclass(frozen=True)
class Left:
    """A risk that remains, with what it would be worth to be rid of it: days or money at the P-value."""

    risk: str
    label: str
    has_response: bool
    """Whether a response to it was on offer, or is decided already."""
    worth: Difference


@dataclass(frozen=True)
class Mitigation:
    """Which responses to decide."""

    measure: str
    """What is to improve."""
    p: int
    """Percentile (0-100)."""
    is_money: bool
    dates: str
    """The measure when it is a date, else the program's finish."""
    sums: str
    """The measure when it is money, else the program's cost."""
    offered: tuple[Candidate, ...]
    best: Choice
    """The best set for the budget, or the cheapest that meets the target."""
    meets: bool | None
    """Whether it meets the target with the confidence of the percentile; None without a target."""
    frontier: tuple[Choice, ...]
    """From nothing on, each better than all that cost less, beyond noise; and ``best``."""
    left: tuple[Left, ...]
    """The risks that remain with the best set, the weightiest first."""
    is_exact: bool
    """Whether every set was simulated."""
    runs: int

    def to_frame(self) -> pd.DataFrame:
        """Return one row per choice on the frontier."""
        import pandas as pd

        rows = [
            {"risks": "; ".join(c.risks), "spend": c.spend, "finish": c.finish, "cost": c.cost, "days": c.days.value,
             "days_error": c.days.error, "money": c.money.value, "money_error": c.money.error, "chance": c.chance}
            for c in self.frontier
        ]  # fmt: skip
        return pd.DataFrame(rows)


def mitigate(
    result: Result, measure: str = "finish", p: int | None = None, *, budget: float | None = None,
    target: date | float | None = None, threads: int | None = None, progress: Progress | None = None,
) -> Mitigation:  # fmt: skip
    """Return the planned responses that are worth deciding.

    Parameters
    ----------
    result
        A simulation of the program as it stands; every set of responses is run on its futures.
    measure
        What is to improve: ``finish``, ``cost``, or those of a project or milestone.
    p
        Percentile (0-100) that counts; the program's confidence when None.
    budget
        The most that responses may cost; no limit when None.
    target
        Day, local time or sum: the cheapest set that meets it with confidence ``p`` is the best, else the one that
        comes closest. Any time on a day meets it.
    threads
        Worker threads.
    progress
        Called with (steps done, steps in all).

    Raises
    ------
    InvalidInput
        When there is no such measure, or no response is planned.
    """
    require_measure(measure, result.measures)
    level = result.program.confidence if p is None else p
    offered = candidates(result.program)
    if not offered:
        remedy = "add responses of state planned to the risk register, with what they cost and change"
        raise InvalidInput([Finding("RC351", "no response is planned, so there is nothing to choose from", remedy)])
    choices = Choices(result, offered, Goal(measure, level), threads)
    complete = search(choices, offered, progress)
    goal = _ticks(result, measure, target)
    sets = [chosen for chosen in choices.tried if budget is None or choices.spend(chosen) <= budget + HALF_HUNDREDTH]
    best = _with_what_pays(choices, _best(choices, sets, goal), budget)
    steps = _frontier(choices, choices.tried)
    if best not in steps:
        steps = sorted([*steps, best], key=choices.spend)
    shown = goal if goal is not None else _ticks(result, measure, target_of(result, measure))
    order = [candidate.risk for candidate in offered]
    return Mitigation(
        measure=measure,
        p=level,
        is_money=result.is_money(measure),
        dates=choices.dates,
        sums=choices.sums,
        offered=offered,
        best=_choice(result, choices, best, level, shown, order),
        meets=None if goal is None else choices.worth(best) <= goal,
        frontier=tuple(_choice(result, choices, chosen, level, shown, order) for chosen in steps),
        left=_left(result, choices, best, level, threads),
        is_exact=complete,
        runs=choices.runs,
    )


def _ticks(result: Result, measure: str, target: date | float | None) -> float | None:
    """Return a target as samples are counted."""
    if not isinstance(target, date):
        return None if target is None else float(target) + HALF_HUNDREDTH
    end = target if isinstance(target, datetime) else FinishDays(result.program).deadline(measure, target)
    return float(from_moment(end, result.origin))


def _frontier(choices: Choices, sets: Sequence[Chosen]) -> list[Chosen]:
    """Return the sets, the cheapest first, that are each better than the one before, beyond noise."""
    found = [sets[0]]
    for chosen in sets[1:]:
        gain = choices.gain(found[-1], chosen)
        if gain.value <= 0.0 or gain.is_noise:
            continue
        if choices.spend(chosen) == choices.spend(found[-1]):
            found.pop()
        found.append(chosen)
    return found


def _best(choices: Choices, sets: Sequence[Chosen], goal: float | None) -> Chosen:
    """Return the best affordable set; with a goal, the cheapest that meets it, if any does."""
    if goal is not None:
        enough = [chosen for chosen in sets if choices.worth(chosen) <= goal]
        if enough:
            return enough[0]
    return _frontier(choices, sets)[-1]


def _with_what_pays(choices: Choices, best: Chosen, budget: float | None) -> Chosen:
    """Return a set with every further affordable response that improves the other measure and does no harm.

    The other measure is the program's cost when dates are to improve, and the other way round; both beyond noise.
    """
    for name in sorted(choices.spends, key=lambda risk: (choices.spends[risk], risk)):
        more = best | {name}
        if name in best or (budget is not None and choices.spend(more) > budget + HALF_HUNDREDTH):
            continue
        harm, other = choices.gain(best, more), choices.other_gain(best, more)
        if (harm.value >= 0.0 or harm.is_noise) and other.value > 0.0 and not other.is_noise:
            best = more
    return best


def _choice(
    result: Result, choices: Choices, chosen: Chosen, p: float, goal: float | None, order: Sequence[str]
) -> Choice:
    rows, nothing = choices.rows(chosen), choices.rows(frozenset())
    value = percentile_of(p)
    measures = choices.dates, choices.sums
    days, money = (difference(rows[m], nothing[m], value, choices.batch) for m in measures)
    return Choice(
        risks=tuple(risk for risk in order if risk in chosen),
        spend=choices.spend(chosen),
        finish=result.moment(value(rows[choices.dates])),
        cost=value(rows[choices.sums]),
        days=days.scaled(1.0 / PER_DAY),
        money=money,
        chance=None if goal is None else share_within(goal)(rows[choices.goal.measure]),
    )


def _left(result: Result, choices: Choices, chosen: Chosen, p: float, threads: int | None) -> tuple[Left, ...]:
    """Return the risks that remain, each with what its absence would change."""
    plan = choices.plan
    after = result if not chosen else simulate(decided(result.program, chosen), plan, checked=True)
    trials = Trials(after, threads)
    unit = 1.0 if result.is_money(choices.goal.measure) else 1.0 / PER_DAY
    measure, value, found = choices.goal.measure, percentile_of(p), []
    for risk in effective_risks(after.program).risks:
        without = trials.left_out(Part(risks=frozenset({risk.id})))[measure]
        worth = difference(without, trials.rows[measure], value, batch_of(result)).scaled(unit)
        found.append(Left(risk.id, risk.label, risk.response is not None, worth))
    return tuple(sorted(found, key=lambda left: -left.worth.value))
