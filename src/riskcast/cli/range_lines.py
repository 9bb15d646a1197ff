"""Ranges whose distribution does not show in how they are written: fits, observed values, heavy tails."""

from __future__ import annotations

from riskcast.cli.lines import wrap
from riskcast.model.check.index import Index
from riskcast.model.describe import describe_duration
from riskcast.model.program import Program

_FAMILIES = ("percentiles", "empirical", "pareto")
_SHOWN = 8


def fitted_ranges(program: Program, width: int) -> list[str]:
    """Return a line for each task with such a range, and how many more there are."""
    index = Index(program)
    lines: list[str] = []
    tasks = [task for task in program.tasks if task.estimate is not None and task.estimate.family in _FAMILIES]
    for task in tasks[:_SHOWN]:
        calendar = index.calendar_of(task)
        if task.estimate is not None and calendar is not None:
            line = f"{task.id}: {describe_duration(task.estimate, task.duration, calendar)}"
            lines.append(wrap(line, width, "    ").replace("    ", "  ", 1))
    if len(tasks) > _SHOWN:
        lines.append(f"  and {len(tasks) - _SHOWN} more from percentiles, observed values or Pareto tails")
    return lines
