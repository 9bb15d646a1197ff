"""Relationships of P6: the TASKPRED table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from riskcast.formats.schedules.links import LinkFilter
from riskcast.formats.schedules.notes import Notes, Topic
from riskcast.formats.schedules.p6.activities import Activities
from riskcast.formats.schedules.p6.options import Options
from riskcast.formats.schedules.values import working
from riskcast.formats.schedules.xer_tables import Row, Tables
from riskcast.model.task import Dependency, DependencyType, LagCalendar

_TYPES = {f"PR_{kind}": kind for kind in DependencyType}
_OUTSIDE = Topic(
    "RC056",
    "warning",
    "1 relationship leads to an activity that is not in the file and is left out",
    "{n} relationships lead to activities that are not in the file and are left out",
    "export the other project together with this one",
)
_IGNORED = Topic(
    "RC056",
    "info",
    "1 relationship to another project is left out, as the scheduling options say",
    "{n} relationships to other projects are left out, as the scheduling options say",
)


@dataclass(slots=True)
class Links:
    """Dependencies in file order, with where they stand."""

    dependencies: list[Dependency] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


def read_links(
    tables: Tables, activities: Activities, options: Mapping[str, Options], usual: LagCalendar, notes: Notes
) -> Links:
    """Return the relationships; ``options`` are those of the projects, ``usual`` is the program's lag calendar."""
    known = {row.text("task_id") for row in tables.rows("TASK")}
    links = Links()
    accept = LinkFilter(notes)
    for row in tables.rows("TASKPRED"):
        before, after = (activities.by_key.get(row.text(column)) for column in ("pred_task_id", "task_id"))
        if before is None or after is None:
            if not {row.text("pred_task_id"), row.text("task_id")} <= known:
                names = [t.id if t else "?" for t in (before, after)]
                notes.add(_OUTSIDE, " -> ".join(names))
            continue
        own = options.get(row.text("proj_id"), Options())
        if own.alone and before.project != after.project:
            notes.add(_IGNORED, f"{before.id} -> {after.id}")
            continue
        lag_calendar = own.lag_calendar
        link = _link(row, before.id, after.id, lag_calendar if lag_calendar is not usual else None)
        if link is not None and accept(link, before, after):
            links.dependencies.append(link)
            links.lines.append(row.line)
    return links


def _link(row: Row, before: str, after: str, lag_calendar: LagCalendar | None) -> Dependency | None:
    kind = _TYPES.get(row.text("pred_type").upper())
    if kind is None:
        row.fault("RC053", "pred_type", f"unknown relationship type {row.text('pred_type')!r}")
        return None
    lag = row.minutes("lag_hr_cnt")
    return Dependency(
        predecessor=before,
        successor=after,
        type=kind,
        lag=working(lag) if lag else None,
        lag_calendar=lag_calendar if lag else None,
    )
