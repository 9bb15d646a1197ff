"""Lost time and closed seasons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from riskcast.errors import Finding, did_you_mean
from riskcast.model.check.index import Index, remark
from riskcast.model.check.values import resolve_duration
from riskcast.model.estimate import Estimate
from riskcast.model.season import LostTime, Season

_W: Final = "warning"


def check_seasons(index: Index) -> Iterator[Finding]:
    """Yield unknown calendars, lengths that are none, and months for which two lines lose days."""
    taken: dict[tuple[str, int], str] = {}
    for row, line in enumerate(index.program.lost_time):
        yield from _calendars(index, "lost_time", row, line)
        yield from _length(index, "lost_time", row, line, "days", line.days)
        for key in ((calendar, month) for calendar in line.calendars for month in line.months):
            if key in taken:
                text = (
                    f"calendar {key[0]!r} already loses days in month {key[1]} through {taken[key]!r}; that one counts"
                )
                yield remark("RC168", "lost_time", row, line, "months", text, "name a month once for a calendar", _W)
                break
            taken[key] = line.id
    for row, season in enumerate(index.program.seasons):
        yield from _calendars(index, "seasons", row, season)
        for name, edge in (("early", season.early), ("late", season.late)):
            if edge is not None:
                yield from _length(index, "seasons", row, season, name, edge)


def _calendars(index: Index, section: str, row: int, entity: LostTime | Season) -> Iterator[Finding]:
    known = [calendar.id for calendar in index.program.calendars]
    for name in entity.calendars:
        if name not in known:
            text = f"unknown calendar {name!r}"
            yield remark("RC103", section, row, entity, "calendars", text, did_you_mean(name, known))


def _length(
    index: Index, section: str, row: int, entity: LostTime | Season, field: str, estimate: Estimate
) -> Iterator[Finding]:
    calendar = next((c for c in index.program.calendars if c.id in entity.calendars), None)
    wrong_clock = [a for a in estimate.amounts() if a.is_time and a.is_elapsed == (section == "lost_time")]
    if wrong_clock:
        remedy = "write working days such as 3d" if section == "lost_time" else "write elapsed time such as 7ed"
        text = f"{wrong_clock[0]} runs on the wrong clock"
        yield remark("RC124", section, row, entity, field, text, remedy)
    elif calendar is not None:
        for fault in resolve_duration(estimate, None, calendar).faults:
            yield remark(fault.code, section, row, entity, field, fault.message, fault.remedy)
