"""RC206 and RC207: too much and too little float."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcast.analysis.health.rule import PAM, Measured, Rule, share

if TYPE_CHECKING:
    from riskcast.analysis.health.facts import Facts

_NOTHING = "no task is left to do"
_COUNTED = "unfinished tasks, without milestones, summaries and levels of effort"
_FLOAT = "total float = late finish - early finish as scheduled, in working days of the task's calendar"


def measure_high(facts: Facts) -> Measured:
    """Count unfinished tasks with more float than the limit in days."""
    most = facts.limit("RC206.days")
    found = [job.note(f"{job.total_float:.1f} d") for job in facts.work if job.total_float > most]
    return share(found, len(facts.work), _NOTHING)


def measure_negative(facts: Facts) -> Measured:
    """Count unfinished tasks with negative float."""
    found = [job.note(f"{job.total_float:.1f} d") for job in facts.work if job.total_float < 0.0]
    return share(found, len(facts.work), _NOTHING)


HIGH = Rule(
    code="RC206",
    title="High float",
    level="info",
    what=(
        "A task that may slip by more than two months without touching the finish is mostly one that lacks a "
        "successor. In the simulation it is never critical, so its risk is worth nothing, whether or not that is true."
    ),
    formula=f"Tasks with a total float over 44 d (set RC206.days for another number) / {_COUNTED}; {_FLOAT}.",
    remedy="look for the successor that is missing; float that is real needs no change",
    source=f"{PAM}.6",
    measure=measure_high,
)

NEGATIVE = Rule(
    code="RC207",
    title="Negative float",
    level="warning",
    what=(
        "Negative float means that a date of the plan cannot be kept even if nothing goes wrong. A simulation only "
        "adds to that: the chance of keeping it is next to nothing, and the plan has to change first."
    ),
    formula=f"Tasks with a total float below zero / {_COUNTED}; {_FLOAT}.",
    remedy="find the constraint behind it, then shorten the path or move the date",
    source=f"{PAM}.7",
    measure=measure_negative,
)
