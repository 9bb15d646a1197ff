"""Options of the file and of its project."""

from __future__ import annotations

from datetime import datetime
from xml.etree.ElementTree import Element

from riskcast.export.mspdi.calendars import clock
from riskcast.export.mspdi.element import line_of, put
from riskcast.export.mspdi.sheet import Sheet
from riskcast.model.calendar import Calendar

_PROJECT_2010 = 14
_FIXED_DURATION = 1
_PRORATED = 3
_DAYS, _HOURS = 7, 2


def add_header(root: Element, sheet: Sheet, finish: datetime | None) -> None:
    """Add everything that stands before the custom fields."""
    program = sheet.program
    managers = [project.manager for project in program.projects]
    put(root, SaveVersion=_PROJECT_2010, Name=f"{line_of(program.id)}.xml", Title=line_of(program.label))
    put(root, Manager=line_of(managers[0]) or None if len(managers) == 1 else None)
    put(root, ScheduleFromStart=True, StartDate=program.start, FinishDate=finish)
    put(root, FYStartDate=1, CriticalSlackLimit=0, CurrencyDigits=2, CurrencySymbol=program.currency)
    put(root, CurrencyCode=program.currency, CurrencySymbolPosition=3, CalendarUID=sheet.calendar_uids[sheet.usual.id])
    _add_day(root, sheet.usual)
    put(root, DefaultTaskType=_FIXED_DURATION, DefaultFixedCostAccrual=_PRORATED, DurationFormat=_DAYS)
    put(root, WorkFormat=_HOURS, EditableActualCosts=False, HonorConstraints=sheet.honours)
    put(root, InsertedProjectsLikeSummary=True, MultipleCriticalPaths=False, NewTasksEffortDriven=False)
    put(root, NewTasksEstimated=False, SplitsInProgressTasks=True, WeekStartDay=1)
    put(root, MoveCompletedEndsBack=False, MoveRemainingStartsBack=False)
    put(root, MoveRemainingStartsForward=False, MoveCompletedEndsForward=False)
    put(root, StatusDate=sheet.data_date, NewTaskStartDate=False, NewTasksAreManual=False)


def _add_day(root: Element, calendar: Calendar) -> None:
    """Add when a day begins and ends, and what a day and a week mean."""
    shifts = next((shifts for shifts in calendar.week if shifts), ((480.0, 1020.0),))
    day = calendar.hours_per_day * 60.0
    put(root, DefaultStartTime=clock(shifts[0][0]), DefaultFinishTime=clock(shifts[-1][1]))
    put(root, MinutesPerDay=round(day), MinutesPerWeek=round(day * calendar.days_per_week), DaysPerMonth=20)
