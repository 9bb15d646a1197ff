"""RC208: tasks that are too long to be steered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcast.analysis.health.rule import PAM, Measured, Rule, share

if TYPE_CHECKING:
    from riskcast.analysis.health.facts import Facts


def measure(facts: Facts) -> Measured:
    """Count unfinished tasks with a planned duration over the limit in days."""
    most = facts.limit("RC208.days")
    found = [job.note(f"{job.duration:.1f} d") for job in facts.work if job.duration > most]
    return share(found, len(facts.work), "no task is left to do")


RULE = Rule(
    code="RC208",
    title="Long durations",
    level="info",
    what=(
        "Nobody can estimate a task of many months well, nor see in time that it is late. One long task is one draw "
        "of chance in each simulated future; as several tasks, good and bad luck would partly cancel out, and the "
        "range would be told more honestly."
    ),
    formula=(
        "Tasks with a planned duration over 44 working days of their calendar (set RC208.days for another number) / "
        "unfinished tasks, without milestones, summaries and levels of effort. Planning packages of the far future "
        "count as well, because a program does not tell them apart."
    ),
    remedy="divide the task into parts with results of their own, each with its range",
    source=f"{PAM}.8",
    measure=measure,
)
