"""What of the schedule is fact: finished tasks, and how far started ones have come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from riskcast.simulation.result import Result


@dataclass(frozen=True)
class Done:
    """The past of one started task."""

    until: datetime
    """Where its past ends: the actual finish, or the status date of its project."""
    is_finished: bool


def done(result: Result) -> dict[str, Done]:
    """Return the past of every started task by its id."""
    program = result.program
    status = {project.id: program.status_date(project) for project in program.projects}
    found = {}
    for task in program.tasks:
        if task.actual_finish is not None:
            found[task.id] = Done(task.actual_finish, True)
        elif task.actual_start is not None:
            found[task.id] = Done(max(status[task.project], task.actual_start), False)
    return found
