"""RC217: dates that stop simulated delays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcast.analysis.health.constraints import HARD
from riskcast.analysis.health.rule import Measured, Rule, share
from riskcast.model.task import ConstraintKind

if TYPE_CHECKING:
    from riskcast.analysis.health.facts import Facts, Job

_ALWAYS = (ConstraintKind.MANDATORY_START, ConstraintKind.MANDATORY_FINISH)


def measure(facts: Facts) -> Measured:
    """Count unfinished tasks and milestones with predecessors whose date stands whatever these do."""
    found = []
    for job in facts.open:
        dates = fixed_dates(facts, job) if facts.incoming[job.task.id] else []
        if dates:
            found.append(job.note(", ".join(dates)))
    return share(found, len(facts.open), "no task is left to do")


def fixed_dates(facts: Facts, job: Job) -> list[str]:
    """Return the dates of a task that stand whatever its predecessors do, in words."""
    kinds: tuple[ConstraintKind, ...] = HARD if facts.program.honour_constraints else _ALWAYS
    if job.task.actual_start is not None:
        kinds = tuple(kind for kind in kinds if "start" not in kind.value)
    dates = [f"{c.kind} {c.date:%Y-%m-%d}" for c in job.task.constraints if c.kind in kinds]
    if job.task.manual_start is not None and job.task.actual_start is None:
        dates.append(f"manual start {job.task.manual_start:%Y-%m-%d}")
    return dates


RULE = Rule(
    code="RC217",
    title="Dates that stop delays",
    level="warning",
    what=(
        "A mandatory date or a date that was typed in stands in every simulated future, even when the work in front of "
        "it is not done. Delays end there and never reach the finish, so the forecast is too sure."
    ),
    formula=(
        "Unfinished tasks and milestones that have predecessors and a mandatory start or finish, or a manual start / "
        "unfinished tasks and milestones, without summaries and levels of effort. Where the rules of MS Project "
        "honour constraint dates, start-on, finish-on and no-later-than dates count too."
    ),
    remedy="let the logic place the task, and put the promised date into the field target",
    source="riskcast; compare GAO Schedule Assessment Guide, GAO-16-89G, best practice 2",
    measure=measure,
)
