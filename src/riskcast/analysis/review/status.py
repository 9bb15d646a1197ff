"""Green, amber or red by a rule that is printed: by the chance of a promise, and slow to change at the thresholds."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from riskcast.analysis.gate import Promise, promises
from riskcast.analysis.measures import chance_of, label_of
from riskcast.model.program import Program
from riskcast.model.report_settings import ReportSettings
from riskcast.model.task import TaskKind
from riskcast.simulation.result import Result
from riskcast.simulation.statistics import share_interval

if TYPE_CHECKING:
    import pandas as pd

Status = Literal["green", "amber", "red"]

ORDER: tuple[Status, ...] = ("red", "amber", "green")
"""The worst first."""
_SLACK = 1e-9
"""Chances closer than this are the same: 0.85 lies 0.05 above 0.8, although floats do not."""


@dataclass(frozen=True)
class Rating:
    """How one promise stands."""

    measure: str
    """``finish``, ``cost``, ``finish:<project>``, ``cost:<project>`` or ``milestone:<id>``."""
    label: str
    """Name for people."""
    chance: float
    """Share of iterations (0-1) that keep the promise; 0 or 1 when it is a fact."""
    low: float
    """Lower end of the 95 % interval of the chance."""
    high: float
    status: Status
    before: Status | None
    """At the last review, against what was promised then; None when there was none."""
    goal: date | float
    """What was promised: a day, or a sum."""
    is_fact: bool = False
    """Whether it is finished, so that it was kept or broken."""

    def to_frame(self) -> pd.DataFrame:
        """Return one row."""
        import pandas as pd

        return pd.DataFrame([asdict(self)])


def rate(chance: float, settings: ReportSettings, last: Status | None = None) -> Status:
    """Return the status of a chance (0-1): green and amber from their thresholds, red below.

    With the status of the last review, a threshold between the two is passed only by a chance that lies the
    hysteresis h or more beyond it: at or above ``threshold + h`` on the way up, at or below ``threshold - h`` on the
    way down; but never beyond 0 or 1, which certainty reaches. The status moves over each threshold that is passed
    so: from red, a chance of 82 % is amber while green (80 %) asks for 85 %.
    """
    steps = (settings.amber, settings.green)
    plain = sum(chance >= step - _SLACK for step in steps)
    at = plain if last is None else ORDER.index(last)
    while at < plain and chance >= min(steps[at] + settings.hysteresis, 1.0) - _SLACK:
        at += 1
    while at > plain and chance <= max(steps[at - 1] - settings.hysteresis, 0.0) + _SLACK:
        at -= 1
    return ORDER[at]


def rule(settings: ReportSettings) -> str:
    """Return the rule of :func:`rate` in one or two sentences."""
    green, amber = f"{100.0 * settings.green:g} %", f"{100.0 * settings.amber:g} %"
    if settings.amber == settings.green:
        said = f"A promise is green when its chance is {green} or more, and red below."
    elif settings.amber == 0.0:
        said = f"A promise is green when its chance is {green} or more, and amber below."
    else:
        said = f"A promise is green when its chance is {green} or more, amber from {amber}, and red below."
    if settings.hysteresis == 0.0:
        return said
    points = f"{100.0 * settings.hysteresis:g} point" + ("" if settings.hysteresis == 0.01 else "s")
    return f"{said} Its colour changes from one review to the next only when the chance passes a threshold by {points}."


def ratings(result: Result, last: Result | None = None) -> dict[str, Rating]:
    """Return how every promise stands, by measure: the program's first, then those of projects and milestones.

    What is finished is green when it was in time and red when it was not, whatever it was before.
    """
    before = {} if last is None else statuses_of(last)
    found = promises(result.program, every=True)
    return {p.measure: _rating(result, p, before.get(p.measure)) for p in found if p.measure in result.measures}


def statuses_of(last: Result) -> dict[str, Status]:
    """Return the colours of the last review, by measure.

    They are those that it printed and saved with its result; a result that no review saved is rated by its own
    promises and settings, as a first review would.
    """
    return dict(last.statuses) or {measure: rating.status for measure, rating in ratings(last).items()}


def _rating(result: Result, promise: Promise, before: Status | None) -> Rating:
    chance = chance_of(result, promise.measure, promise.goal)
    is_fact = is_over(result.program, promise.measure)
    hits = round(chance * result.iterations)
    low, high = (chance, chance) if is_fact else share_interval(hits, result.iterations)
    known: Status = "green" if chance >= 0.5 else "red"
    return Rating(
        measure=promise.measure,
        label=label_of(result, promise.measure),
        chance=chance,
        low=low,
        high=high,
        status=known if is_fact else rate(chance, result.program.report, before),
        before=before,
        goal=promise.goal,
        is_fact=is_fact,
    )


def is_over(program: Program, measure: str) -> bool:
    """Return whether a date is past: the milestone, or all work of the project or program, is finished."""
    kind, _, id_ = measure.partition(":")
    if kind == "cost":
        return False
    spans = (TaskKind.SUMMARY, TaskKind.LEVEL_OF_EFFORT)
    field = "id" if kind == "milestone" else "project"
    mine = [t for t in program.tasks if id_ in ("", getattr(t, field)) and t.kind not in spans]
    return bool(mine) and all(task.actual_finish is not None for task in mine)
