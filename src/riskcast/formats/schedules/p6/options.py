"""Scheduling options of P6: what is carried, and what is remarked because it is not honoured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from riskcast.formats.schedules.notes import Notes, Topic
from riskcast.formats.schedules.xer_tables import Row, Tables
from riskcast.model.program import Progress, StartLag
from riskcast.model.task import LagCalendar

_LAG = {
    "rcal_predecessor": LagCalendar.PREDECESSOR,
    "rcal_successor": LagCalendar.SUCCESSOR,
    "rcal_24hour": LagCalendar.ELAPSED,
    "rcal_projdefault": LagCalendar.PROJECT,
}
S = TypeVar("S", bound=StrEnum)


def _option(one: str) -> Topic:
    return Topic(
        "RC059", "warning", f"{one} in 1 project, which is not honoured", f"{one} in {{n}} projects, not honoured"
    )


@dataclass(frozen=True, slots=True)
class _Deviation:
    column: str
    value: str
    topic: Topic


_NOT_HONOURED = (_Deviation("sched_open_critical_flag", "Y", _option("open-ended activities are set to be critical")),)
_MIXED = Topic(
    "RC059",
    "warning",
    "1 project has other scheduling options for progress or float than the first, whose options apply to all",
    "{n} projects have other scheduling options for progress or float than the first, whose options apply to all",
)


@dataclass(frozen=True, slots=True)
class Options:
    """What the scheduling options of one project say."""

    lag_calendar: LagCalendar = LagCalendar.PREDECESSOR
    progress: Progress = Progress.RETAINED_LOGIC
    start_lag: StartLag = StartLag.EARLY_START
    expected_finishes: bool = True
    own_finish: bool = True
    """Late dates count back from the finish of this project, and not from that of all."""
    alone: bool = False
    """Links to other projects and external dates are ignored."""


def read_options(tables: Tables, projects: Mapping[str, str], notes: Notes) -> dict[str, Options]:
    """Return the options of each project in ``projects`` (P6 key -> name), those of P6 where the file has none."""
    found = dict.fromkeys(projects, Options())
    for row in tables.rows("SCHEDOPTIONS"):
        key = row.text("proj_id")
        if key in projects:
            found[key] = _options(row)
            _remark(row, projects[key], notes)
    for key, options in found.items():
        if _sequence(options) != _sequence(next(iter(found.values()))):
            notes.add(_MIXED, projects[key])
    return found


def usual(values: Iterable[S], otherwise: S) -> S:
    """Return the commonest of some values."""
    counts = Counter(values)
    return counts.most_common(1)[0][0] if counts else otherwise


def _sequence(options: Options) -> tuple[Progress, StartLag, bool]:
    return options.progress, options.start_lag, options.own_finish


def _options(row: Row) -> Options:
    progress = Progress.RETAINED_LOGIC
    if row.text("sched_progress_override").upper() == "Y":
        progress = Progress.PROGRESS_OVERRIDE
    elif row.text("sched_retained_logic").upper() == "N":
        progress = Progress.ACTUAL_DATES
    actual = row.text("sched_lag_early_start_flag").upper() == "N" or progress is Progress.ACTUAL_DATES
    return Options(
        lag_calendar=_lag(row),
        progress=progress,
        start_lag=StartLag.ACTUAL_START if actual else StartLag.EARLY_START,
        expected_finishes=row.text("sched_use_expect_end_flag").upper() != "N",
        own_finish=row.text("sched_use_project_end_date_for_float").upper() != "N",
        alone=row.text("sched_outer_depend_type").upper() == "SD_NONE",
    )


def _lag(row: Row) -> LagCalendar:
    text = row.text("sched_calendar_on_relationship_lag")
    if text and text.lower() not in _LAG:
        row.fault("RC053", "sched_calendar_on_relationship_lag", f"unknown lag calendar {text!r}")
    return _LAG.get(text.lower(), LagCalendar.PREDECESSOR)


def _remark(row: Row, name: str, notes: Notes) -> None:
    for deviation in _NOT_HONOURED:
        if row.text(deviation.column).lower() == deviation.value.lower():
            notes.add(deviation.topic, name)
