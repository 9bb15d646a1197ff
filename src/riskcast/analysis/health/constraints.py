"""RC205: dates that hold tasks back or pull them forward against the logic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcast.analysis.health.rule import PAM, Measured, Rule, share
from riskcast.model.task import ConstraintKind

if TYPE_CHECKING:
    from riskcast.analysis.health.facts import Facts

HARD = (
    ConstraintKind.START_NO_LATER_THAN,
    ConstraintKind.FINISH_NO_LATER_THAN,
    ConstraintKind.START_ON,
    ConstraintKind.FINISH_ON,
    ConstraintKind.MANDATORY_START,
    ConstraintKind.MANDATORY_FINISH,
)
"""Must start on, must finish on, start no later than and finish no later than, under the names of all tools."""


def measure(facts: Facts) -> Measured:
    """Count unfinished tasks with a hard constraint."""
    held = []
    for job in facts.work:
        hard = [f"{c.kind} {c.date:%Y-%m-%d}" for c in job.task.constraints if c.kind in HARD]
        if hard:
            held.append(job.note(", ".join(hard)))
    return share(held, len(facts.work), "no task is left to do")


RULE = Rule(
    code="RC205",
    title="Hard constraints",
    level="warning",
    what=(
        "A date that a task must keep says nothing about whether it can. It hides delay: late dates and float follow "
        "the constraint and not the work, and a mandatory date even stops every simulated delay in front of it "
        "(see RC217)."
    ),
    formula=(
        "Unfinished tasks with a date of the kinds start-on, finish-on, start-no-later-than, finish-no-later-than, "
        "mandatory-start or mandatory-finish / unfinished tasks, without milestones, summaries and levels of effort."
    ),
    remedy="remove the constraint and put the promise into the field target, which gives its chance instead",
    source=f"{PAM}.5",
    measure=measure,
)
