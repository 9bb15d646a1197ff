"""RC209: forecasts in the past and facts in the future."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from riskcast.analysis.health.rule import PAM, Measured, Rule, share

if TYPE_CHECKING:
    from riskcast.analysis.health.facts import Facts, Job


def measure(facts: Facts) -> Measured:
    """Count tasks and milestones with a forecast before, or an actual date after, their data date."""
    found = []
    for job in facts.jobs:
        wrong = list(_wrong(facts, job))
        if wrong:
            found.append(job.note(", ".join(wrong)))
    return share(found, len(facts.jobs), "the program has no tasks")


def _wrong(facts: Facts, job: Job) -> Iterator[str]:
    now, task = facts.data_date(job), job.task
    if now is None:
        return
    if task.actual_start is None and job.is_open and job.planned_start < now:
        yield f"starts {job.planned_start:%Y-%m-%d}, before the data date"
    elif job.is_open and job.planned_finish < now:
        yield f"finishes {job.planned_finish:%Y-%m-%d}, before the data date"
    for name, moment in (("actual start", task.actual_start), ("actual finish", task.actual_finish)):
        if moment is not None and moment > now:
            yield f"{name} {moment:%Y-%m-%d}, after the data date"


RULE = Rule(
    code="RC209",
    title="Invalid dates",
    level="warning",
    what=(
        "What is not done cannot happen before the data date, and what is done cannot lie after it. Such a task was "
        "not updated with the others, and the simulation starts from a state that never was."
    ),
    formula=(
        "Unfinished tasks and milestones whose scheduled start or finish lies before the data date, and all with an "
        "actual date after it / all tasks and milestones, without summaries and levels of effort. Without a data "
        "date nothing is invalid."
    ),
    remedy="enter what has happened by the data date, and let the logic place the rest",
    source=f"{PAM}.9",
    measure=measure,
)
