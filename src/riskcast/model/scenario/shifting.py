"""Moving dates by calendar days."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from riskcast.model.moment import is_day, parse_day
from riskcast.model.scenario.changes import PROGRAM, ShiftDates
from riskcast.model.scenario.draft import Draft, Remarks
from riskcast.model.scenario.every import Parts, change_every
from riskcast.model.scenario.setting import means_program

_DATES = {
    "tasks": ("constraints.date", "manual_start", "manual_finish", "resume", "expected_finish"),
    "costs": ("begin", "end"),
    "projects": ("start",),
    PROGRAM: ("start",),
    "risks": ("not_before", "not_after"),
    "conditions": ("later_than",),
    "benefits": ("start", "until"),
}
"""The dates that plan work, by list."""
_MOST = 91_000
"""Days by which dates may move: from one end of the years that a plan may have to the other."""


def make_shift(draft: Draft, change: ShiftDates, remarks: Remarks) -> None:
    """Move dates by calendar days."""
    by = change.by
    days = by.value * (7 if by.unit.endswith("w") else 1)
    if abs(days) > _MOST:
        remarks.say("RC402", f"{by} is longer than any plan", "write for example 10d or -2w", "by")
        return
    step = timedelta(days=days)
    place = PROGRAM if means_program(draft, change.target, change.collection) else change.collection
    fields = change.field or _DATES.get(place, ())
    if not fields:
        remarks.say("RC402", "it does not say which dates move", "write for example field: date", "shift")
        return

    def moved(value: Any, name: str) -> Any:
        if isinstance(value, str) and name in ("begin", "end"):
            return str(parse_day(value) + step) if is_day(value) else None
        if isinstance(value, datetime):
            return value + step
        if isinstance(value, date):
            return value + step
        raise TypeError("is no date, so it cannot be moved")

    what = "" if change.field else "date that plans its work"
    change_every(draft, Parts("shift", change.collection, change.target, fields, moved, what), remarks)
