"""Date constraints that decide dates which the logic should: they hide delays, and hold back gains."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from riskcast.model.task import ConstraintKind, Task
from riskcast.simulation.result import Result

WORDS = {
    ConstraintKind.START_NO_EARLIER_THAN: "start no earlier than",
    ConstraintKind.START_NO_LATER_THAN: "start no later than",
    ConstraintKind.FINISH_NO_EARLIER_THAN: "finish no earlier than",
    ConstraintKind.FINISH_NO_LATER_THAN: "finish no later than",
    ConstraintKind.START_ON: "start on",
    ConstraintKind.FINISH_ON: "finish on",
    ConstraintKind.MANDATORY_START: "mandatory start",
    ConstraintKind.MANDATORY_FINISH: "mandatory finish",
}


@dataclass(frozen=True)
class Hold:
    """One date constraint."""

    task: Task
    kind: ConstraintKind
    date: datetime | None
    """None when it comes from a summary above the task."""
    share: float
    """Share of the iterations, 0-1, in which the task starts (or finishes) exactly at the date."""

    @property
    def words(self) -> str:
        """The kind in words."""
        return WORDS[self.kind]


def holds(result: Result) -> tuple[Hold, ...]:
    """Return the date constraints that decide in some iteration, the most frequent first."""
    tasks = {task.id: task for task in result.program.tasks}
    found = []
    for id_, kind, count in zip(result.held.tasks, result.held.kinds, result.held.iterations.tolist(), strict=True):
        if count:
            dates = (c.date for c in tasks[id_].constraints if c.kind is kind)
            found.append(Hold(tasks[id_], kind, next(dates, None), count / result.iterations))
    found.sort(key=lambda hold: -hold.share)
    return tuple(found)
