"""Does a forecast keep what was promised, with the confidence that was asked for?

The chance of every promise is judged by its 95 % interval. It is *met* when the whole interval lies at or above the
confidence, *failed* when the whole interval lies below it, and *undecided* in between, where more iterations may tell.
Runs grow by the same large factor, because every further look is one more chance (1 in 40 to either side) to be wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from riskcast.analysis.finish_days import FinishDays
from riskcast.analysis.measures import Value, chance_of, label_of
from riskcast.analysis.money.budget import current_budget
from riskcast.errors import Finding, InvalidInput
from riskcast.model.program import Program, Targets
from riskcast.simulation.result import Result
from riskcast.simulation.statistics import share_interval

if TYPE_CHECKING:
    import pandas as pd

GROWTH = 4
"""Factor by which an undecided run grows."""

Outcome = Literal["met", "failed", "undecided"]


@dataclass(frozen=True)
class Promise:
    """A day or a sum that is to be kept."""

    measure: str
    """``finish``, ``cost``, ``finish:<project>``, ``cost:<project>`` or ``milestone:<id>``."""
    goal: date | float
    """Any time on that day, or any sum up to this one, keeps it."""


@dataclass(frozen=True)
class Verdict:
    """How one promise fares."""

    measure: str
    label: str
    """Name for people."""
    goal: date | float
    confidence: int
    """Percent of futures (1-99) that are to keep it."""
    chance: float
    """Share of iterations (0-1) that keep it."""
    low: float
    """Lower end of the 95 % interval of the chance."""
    high: float
    outcome: Outcome
    kept: Value
    """What is kept with the confidence: the P-value."""
    beyond: float
    """P-value minus goal: calendar days (whole ones, as a goal is a day) or money; above 0 it comes too late or
    costs too much."""


@dataclass(frozen=True)
class Gate:
    """The verdicts on all promises after one run."""

    iterations: int
    seed: int
    verdicts: tuple[Verdict, ...]

    @property
    def failed(self) -> bool:
        """Whether a promise failed."""
        return any(verdict.outcome == "failed" for verdict in self.verdicts)

    @property
    def decided(self) -> bool:
        """Whether no promise is undecided."""
        return all(verdict.outcome != "undecided" for verdict in self.verdicts)

    def to_frame(self) -> pd.DataFrame:
        """Return one row per promise."""
        import pandas as pd

        return pd.DataFrame([asdict(verdict) for verdict in self.verdicts])


def promises(program: Program, *, every: bool = False) -> tuple[Promise, ...]:
    """Return what a program promises: its finish and budget, with ``every`` also those of projects and milestones.

    Approved changes move a budget.
    """
    found = _targets(program, "", program.targets)
    if every:
        for project in program.projects:
            found += _targets(program, f":{project.id}", project.targets)
        steps = (task for task in program.tasks if task.is_milestone)
        found += [Promise(f"milestone:{task.id}", task.target) for task in steps if task.target is not None]
    return tuple(found)


def gate(result: Result, promised: Sequence[Promise], confidence: int | None = None) -> Gate:
    """Return whether a result keeps promises with a confidence (percent, 1-99; that of the program when None).

    Raises
    ------
    InvalidInput
        When the result has no such measure, or the confidence is out of range.
    """
    level = result.program.confidence if confidence is None else confidence
    if not 1 <= level <= 99:
        raise InvalidInput([Finding("RC183", f"there is no confidence of {level:g} %", "it is 1 to 99")])
    verdicts = tuple(_verdict(result, promise, level) for promise in promised)
    return Gate(result.iterations, result.manifest.seed, verdicts)


def decide(
    simulated: Callable[[int], Result],
    promised: Sequence[Promise],
    confidence: int | None,
    iterations: int,
    most: int,
) -> Gate:
    """Return the verdicts of the first run that decides all of them, or of the longest.

    Parameters
    ----------
    simulated
        Gives the result of a run with so many iterations, always of the same seed.
    promised
        What is to be kept.
    confidence
        Percent of futures that are to keep each promise; that of the program when None.
    iterations, most
        Those of the first run, which grow by GROWTH, and of the longest.
    """
    while True:
        result = simulated(iterations)
        found = gate(result, promised, confidence)
        if found.decided or iterations >= most:
            return found
        iterations = min(GROWTH * iterations, most)


def outcome_of(low: float, high: float, confidence: float) -> Outcome:
    """Return the verdict on a chance that lies between two ends (0-1) with 95 % confidence; ``confidence`` is 0-1."""
    if low >= confidence:
        return "met"
    return "failed" if high < confidence else "undecided"


def _targets(program: Program, suffix: str, targets: Targets) -> list[Promise]:
    found = [] if targets.finish is None else [Promise(f"finish{suffix}", targets.finish)]
    budget = None if targets.budget is None else current_budget(program, suffix[1:])
    return found if budget is None else [*found, Promise(f"cost{suffix}", budget)]


def _verdict(result: Result, promise: Promise, confidence: int) -> Verdict:
    chance = chance_of(result, promise.measure, promise.goal)
    low, high = share_interval(round(chance * result.iterations), result.iterations)
    kept = result.percentile(promise.measure, confidence)
    return Verdict(
        measure=promise.measure,
        label=label_of(result, promise.measure),
        goal=promise.goal,
        confidence=confidence,
        chance=chance,
        low=low,
        high=high,
        outcome=outcome_of(low, high, confidence / 100),
        kept=kept,
        beyond=_beyond(result, promise.measure, kept, promise.goal),
    )


def _beyond(result: Result, measure: str, kept: Value, goal: date | float) -> float:
    if isinstance(kept, datetime) and isinstance(goal, date):
        return float((FinishDays(result.program).of(measure, kept) - goal).days)
    return float(kept) - float(goal)  # type: ignore[arg-type]
