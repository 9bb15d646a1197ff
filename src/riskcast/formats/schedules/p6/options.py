"""Scheduling options of P6: what can be carried, and what is remarked because it is not honoured."""

from __future__ import annotations

from dataclasses import dataclass

from riskcast.formats.schedules.notes import Notes, Topic
from riskcast.formats.schedules.xer_tables import Row, Tables
from riskcast.model.task import LagCalendar

_LAG = {
    "rcal_predecessor": LagCalendar.PREDECESSOR,
    "rcal_successor": LagCalendar.SUCCESSOR,
    "rcal_24hour": LagCalendar.ELAPSED,
    "rcal_projdefault": LagCalendar.PROJECT,
}


def _option(one: str) -> Topic:
    return Topic(
        "RC059", "warning", f"{one} in 1 project, which is not honoured", f"{one} in {{n}} projects, not honoured"
    )


@dataclass(frozen=True, slots=True)
class _Deviation:
    column: str
    value: str
    topic: Topic


_NOT_HONOURED = (
    _Deviation("sched_progress_override", "Y", _option("out-of-sequence progress is set to progress override")),
    _Deviation("sched_retained_logic", "N", _option("retained logic is switched off")),
    _Deviation("sched_lag_early_start_flag", "N", _option("start-to-start lags run from the actual start")),
    _Deviation("sched_outer_depend_type", "SD_None", _option("links to other projects are set to be ignored")),
    _Deviation("sched_use_project_end_date_for_float", "N", _option("float refers to the longest project")),
    _Deviation("sched_open_critical_flag", "Y", _option("open-ended activities are set to be critical")),
)


def read_lag_calendars(tables: Tables, projects: dict[str, str], notes: Notes) -> dict[str, LagCalendar]:
    """Return the lag calendar of each project in ``projects`` (P6 key -> name) and remark unhonoured options."""
    lags: dict[str, LagCalendar] = {}
    for row in tables.rows("SCHEDOPTIONS"):
        key = row.text("proj_id")
        if key in projects:
            lags[key] = _lag(row)
            _remark(row, projects[key], notes)
    return lags


def _lag(row: Row) -> LagCalendar:
    text = row.text("sched_calendar_on_relationship_lag")
    if text and text.lower() not in _LAG:
        row.fault("RC053", "sched_calendar_on_relationship_lag", f"unknown lag calendar {text!r}")
    return _LAG.get(text.lower(), LagCalendar.PREDECESSOR)


def _remark(row: Row, name: str, notes: Notes) -> None:
    for deviation in _NOT_HONOURED:
        if row.text(deviation.column).lower() == deviation.value.lower():
            notes.add(deviation.topic, name)
