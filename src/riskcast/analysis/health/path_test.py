"""RC212: does the finish move when a critical task does?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcast.analysis.health.clamps import fixed_dates
from riskcast.analysis.health.rule import PAM, Measured, Rule
from riskcast.errors import RiskcastError
from riskcast.model.amount import Amount

if TYPE_CHECKING:
    from datetime import datetime

    from riskcast.analysis.health.facts import Facts, Job
    from riskcast.model.program import Program


def measure(facts: Facts) -> Measured:
    """Delay the first critical task and measure how much of the delay reaches the finish of the program."""
    if not facts.work:
        return Measured(reason="no task is left to do")
    path = _path(facts)
    if not path:
        return Measured(reason="no task that is left to do leads to the finish")
    first = min(path, key=lambda job: job.planned_start)
    try:
        finishes = _delayed(facts, first)
    except RiskcastError as error:
        return Measured(reason=f"the schedule cannot be delayed so far: {error}")
    own = (finishes[first.task.id] - first.planned_finish).total_seconds()
    moved = max((finishes[job.task.id] - job.planned_finish).total_seconds() for job in _ends(facts))
    arrived = 100.0 * moved / own if own > 0.0 else 0.0
    said = f"late by {_days(own)} d, of which {_days(moved)} d reach the finish (calendar days)"
    broken = arrived < facts.limit("RC212")
    return Measured(int(broken), 1, arrived, (first.note(said),) if broken else (), f"{first.task.id} {said}")


def _ends(facts: Facts) -> list[Job]:
    """Return the unfinished tasks and milestones that finish last."""
    last = max(job.planned_finish for job in facts.open)
    return [job for job in facts.open if job.planned_finish == last]


def _path(facts: Facts) -> list[Job]:
    """Return the critical tasks that are left to do, and those that a fixed date on the path hides behind it.

    Hidden are the tasks before one with a fixed date that have no more float than the critical ones: without the
    date, they would be critical.
    """
    least = max((job.total_float for job in facts.open if job.critical), default=0.0)
    jobs = {job.task.id: job for job in facts.open}
    before: dict[str, list[str]] = {}
    for link in facts.links:
        before.setdefault(link.dependency.successor, []).append(link.dependency.predecessor)
    found = {job.task.id for job in facts.open if job.critical} or {job.task.id for job in _ends(facts)}
    waiting = [name for name in found if fixed_dates(facts, jobs[name])]
    while waiting:
        names = before.get(waiting.pop(), ())
        new = [n for n in names if n in jobs and n not in found and jobs[n].total_float <= least]
        found.update(new)
        waiting += new
    return [job for job in facts.work if job.task.id in found]


def _days(seconds: float) -> str:
    return f"{seconds / 86400.0:.0f}"


def _delayed(facts: Facts, job: Job) -> dict[str, datetime]:
    """Return the finish of every task when one takes so many working days more."""
    from riskcast.simulation.schedule import schedule_program

    schedule = schedule_program(_prolonged(facts, job), checked=True)
    finishes: list[datetime] = schedule.network.moments(schedule.planned_finish).tolist()
    return dict(zip(schedule.network.tasks, finishes, strict=True))


def _prolonged(facts: Facts, job: Job) -> Program:
    from riskcast.analysis.health.facts import minutes_per_day
    from riskcast.network.nodes import is_elapsed

    minutes = job.node.whole + facts.limit("RC212.days") * minutes_per_day(job.node)
    longer = Amount(minutes, "emin" if is_elapsed(job.task) else "min")
    field = "duration" if job.task.actual_start is None else "remaining"
    task = job.task.model_copy(update={field: longer, "estimate": None, "splits": (), "on_resource_calendars": False})
    return facts.program.model_copy(
        update={"tasks": tuple(task if t.id == task.id else t for t in facts.program.tasks)}
    )


RULE = Rule(
    code="RC212",
    title="Critical path test",
    level="warning",
    what=(
        "If the first critical task takes 600 working days longer, the finish must come as much later. Where it does "
        "not, a date or a missing link stops the delay, and it stops the delays of the simulation in the same way: "
        "the forecast then shows a certainty that is not there."
    ),
    formula=(
        "Calendar days by which the last task or milestone moves / calendar days by which the first critical task "
        "moves when 600 working days (set RC212.days for another number) are added to it, in the deterministic "
        "schedule. Tasks before a fixed date on the path that have no more float count as critical too, because the "
        "date hides them. 5 % are allowed for weekends and holidays that fall differently."
    ),
    remedy="follow the path from the task to the finish, and replace what holds the dates there by logic",
    source=f"{PAM}.12",
    measure=measure,
    at_least=True,
)
