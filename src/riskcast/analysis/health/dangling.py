"""RC215 and RC216: tasks of which one end hangs free although they have dependencies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcast.analysis.health.rule import Measured, Rule, share
from riskcast.model.task import DependencyType

if TYPE_CHECKING:
    from riskcast.analysis.health.facts import Ends, Facts

_NOTHING = "no task is left to do"
_COUNTED = "unfinished tasks, without milestones, summaries and levels of effort"
_SOURCE = (
    "R. Winter, DCMA 14-Point Schedule Assessment, 2011 (dangling activities); "
    "GAO Schedule Assessment Guide, GAO-16-89G, best practice 2"
)
_DRIVE_START = frozenset((DependencyType.FS, DependencyType.SS))
_DRIVEN_BY_FINISH = frozenset((DependencyType.FS, DependencyType.FF))


def measure_starts(facts: Facts) -> Measured:
    """Count unfinished tasks whose predecessors bound only their finish."""
    return _measure(facts, facts.incoming, _DRIVE_START, "in")


def measure_finishes(facts: Facts) -> Measured:
    """Count unfinished tasks whose successors wait only for their start."""
    return _measure(facts, facts.outgoing, _DRIVEN_BY_FINISH, "out")


def _measure(facts: Facts, ends: Ends, needed: frozenset[DependencyType], where: str) -> Measured:
    found = []
    for job in facts.work:
        types = ends[job.task.id]
        if types and not types & needed:
            found.append(job.note(f"only {', '.join(sorted(types))} {where}"))
    return share(found, len(facts.work), _NOTHING)


STARTS = Rule(
    code="RC215",
    title="Dangling starts",
    level="warning",
    what=(
        "A task with only finish-to-finish or start-to-finish dependencies coming in starts whenever its finish "
        "allows. Nothing says when its work can begin, so in the simulation a longer duration just begins earlier "
        "instead of ending later."
    ),
    formula=f"Tasks with predecessors of which none is FS or SS / {_COUNTED}.",
    remedy="add the dependency that lets the task start (FS or SS)",
    source=_SOURCE,
    measure=measure_starts,
)

FINISHES = Rule(
    code="RC216",
    title="Dangling finishes",
    level="warning",
    what=(
        "A task with only start-to-start or start-to-finish dependencies going out may take for ever without delaying "
        "anything: its range and the risks on it have no effect on the finish of the program."
    ),
    formula=f"Tasks with successors of which none is FS or FF / {_COUNTED}.",
    remedy="add a successor that waits for the finish of the task (FS or FF)",
    source=_SOURCE,
    measure=measure_finishes,
)
