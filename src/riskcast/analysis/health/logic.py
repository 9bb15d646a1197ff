"""RC201: tasks that nothing leads to, or that lead to nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from riskcast.analysis.health.rule import PAM, Measured, Offender, Rule, share

if TYPE_CHECKING:
    from riskcast.analysis.health.facts import Ends, Facts, Job


def measure(facts: Facts) -> Measured:
    """Count unfinished tasks without predecessor or without successor."""
    return share(list(_open_ends(facts)), len(facts.work), "no task is left to do")


def _open_ends(facts: Facts) -> Iterator[Offender]:
    excused = [(_first(jobs, facts.incoming), _last(jobs, facts.outgoing)) for jobs in _networks(facts)]
    firsts, lasts = {first for first, _ in excused}, {last for _, last in excused}
    for job in facts.work:
        name = job.task.id
        missing = []
        if not facts.incoming[name] and name not in firsts:
            missing.append("no predecessor")
        if not facts.outgoing[name] and name not in lasts:
            missing.append("no successor")
        if missing:
            yield job.note(" and ".join(missing))


def _networks(facts: Facts) -> Iterable[list[Job]]:
    """Return the jobs that share one beginning and one end: all, or those of each project where that bounds float."""
    found: dict[int, list[Job]] = {}
    for job in facts.jobs:
        found.setdefault(job.node.project if facts.program.open_ends == "project" else 0, []).append(job)
    return found.values()


def _first(jobs: list[Job], incoming: Ends) -> str | None:
    """Return the task or milestone with which all begins: of those without predecessor the earliest."""
    starts = (job for job in jobs if not incoming[job.task.id])
    found = min(starts, key=lambda j: (j.task.actual_start or j.planned_start, not j.task.is_milestone), default=None)
    return found.task.id if found else None


def _last(jobs: list[Job], outgoing: Ends) -> str | None:
    """Return the task or milestone with which all ends: of those without successor the latest."""
    ends = (job for job in jobs if not outgoing[job.task.id])
    found = max(ends, key=lambda j: (j.finish, j.task.is_milestone), default=None)
    return found.task.id if found else None


RULE = Rule(
    code="RC201",
    title="Missing logic",
    level="warning",
    what=(
        "A task without a predecessor starts at the data date in every simulated future, and one without a successor "
        "delays nothing but itself, however late it is. Its risk is lost to everything behind it, and the forecast "
        "comes out too early and too sure."
    ),
    formula=(
        "Unfinished tasks without predecessor or without successor / unfinished tasks, without milestones, summaries "
        "and levels of effort. A dependency of a summary counts for the tasks below it. The task or milestone with "
        "which the program begins needs no predecessor, the one with which it ends no successor (one of each for "
        "every project when open_ends is project)."
    ),
    remedy="link the task to what it waits for and to what waits for it",
    source=f"{PAM}.1",
    measure=measure,
)
