"""Times of day for files that state only dates, which MPX files do as their writer's screen showed them."""

from __future__ import annotations

from typing import Any

_STARTS = ("ActualStart", "EarlyStart", "LateStart", "BaselineStart")
_FINISHES = ("ActualFinish", "EarlyFinish", "LateFinish", "BaselineFinish")


def spell_times(project: Any) -> None:
    """Move starts that stand at midnight to the beginning of work on that day, and finishes to its end.

    This is what Microsoft Project means by a date without a time. Days off work have the usual hours.
    """
    properties = project.getProjectProperties()
    _spell(project, properties, "StartDate", end=False)
    _spell(project, properties, "StatusDate", end=True)
    for task in project.getTasks():
        for name in _STARTS:
            _spell(project, task, name, end=False)
        for name in _FINISHES:
            _spell(project, task, name, end=True)
        _spell(project, task, "ConstraintDate", end="FINISH" in str(task.getConstraintType()).upper())


def _spell(project: Any, owner: Any, name: str, *, end: bool) -> None:
    moment = getattr(owner, f"get{name}")()
    if moment is None or moment.toLocalTime().toSecondOfDay() != 0:
        return
    day, calendar, properties = moment.toLocalDate(), project.getDefaultCalendar(), project.getProjectProperties()
    time = None
    if calendar is not None:
        time = calendar.getFinishTime(day) if end else calendar.getStartTime(day)
    time = time or (properties.getDefaultEndTime() if end else properties.getDefaultStartTime())
    if time is not None:
        getattr(owner, f"set{name}")(day.atTime(time))
