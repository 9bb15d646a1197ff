"""The logic alone: no dates that bound tasks."""

from __future__ import annotations

from riskcast.model.program import Program


def without_constraints(program: Program) -> Program:
    """Return the program without the date constraints of unfinished tasks; itself when there are none.

    The data date, starts of projects, dates that were typed in (manual, expected, resume) and delays of levelling stay.
    """
    if not bounded(program):
        return program
    tasks = tuple(
        task.model_copy(update={"constraints": ()}) if task.constraints and task.actual_finish is None else task
        for task in program.tasks
    )
    return program.model_copy(update={"tasks": tasks})


def bounded(program: Program) -> int:
    """Return how many unfinished tasks have date constraints."""
    return sum(bool(task.constraints) and task.actual_finish is None for task in program.tasks)
