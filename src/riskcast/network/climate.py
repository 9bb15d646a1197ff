"""Lost time and closed seasons of calendars on their way to the kernels."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import numpy as np

from riskcast.kernels.arrays import Climate
from riskcast.model.calendar import Calendar
from riskcast.model.distributions import Uniform
from riskcast.model.estimate import Estimate
from riskcast.model.resolve import duration_distribution, duration_minutes
from riskcast.model.season import LostTime, Season
from riskcast.network.axes import Axes
from riskcast.network.heavy import typical
from riskcast.network.names import lost_time_name, season_name
from riskcast.network.scene import Scene
from riskcast.network.ticks import PER_MINUTE, from_moment

MOST_MONTHS = 480
"""Months from the data date in which time can be lost: 40 years."""
_UNIT = Uniform(0.0, 1.0)


@dataclass
class _Rows:
    """Arrays under construction."""

    tick: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)
    base: list[float] = field(default_factory=list)
    block: list[int] = field(default_factory=list)
    seasons: list[tuple[int, int, int, int, int]] = field(default_factory=list)
    """(climate, first and last wall tick, row of early, row of late)."""


def make_climate(scene: Scene, axes: Axes) -> Climate:
    """Return the arrays; a calendar that no task works on has no climate."""
    program = scene.program
    chosen = dict.fromkeys(id_ for line in program.lost_time for id_ in line.calendars)
    chosen |= dict.fromkeys(id_ for season in program.seasons for id_ in season.calendars)
    rows = [axes.index(id_) for id_ in chosen if id_ in axes.names]
    calendars = {calendar.id: calendar for calendar in program.calendars}
    of_axis = np.full(len(axes.names), -1, np.int32)
    of_axis[rows] = np.arange(len(rows))
    made, firsts = _Rows(), [0]
    begin = min((node.now for node in scene.nodes), default=program.start)
    for c, row in enumerate(rows):
        calendar = calendars[axes.names[row]]
        lines = [line for line in program.lost_time if calendar.id in line.calendars]
        for month in _months(begin.date(), axes):
            _add_month(made, scene, axes, row, calendar, lines, month)
        firsts.append(len(made.tick))
        for season in program.seasons:
            if calendar.id in season.calendars:
                _add_season(made, scene, axes, c, calendar, season, begin.year)
    return Climate(
        of_axis=of_axis,
        axis=np.array(rows, np.int32),
        months_first=np.array(firsts, np.int32),
        month_tick=np.array(made.tick, np.int32),
        month_end=np.array(made.end, np.int32),
        lost_row=np.array(made.lost, np.int32),
        lost_base=np.array(made.base, np.float64),
        block_row=np.array(made.block, np.int32),
        season_of=np.array([s[0] for s in made.seasons], np.int32),
        season_first=np.array([s[1] for s in made.seasons], np.int64),
        season_last=np.array([s[2] for s in made.seasons], np.int64),
        season_early=np.array([s[3] for s in made.seasons], np.int32),
        season_late=np.array([s[4] for s in made.seasons], np.int32),
    )


def _months(first: date, axes: Axes) -> list[tuple[date, date]]:
    """Return the months (first day, first day of the next) from that of a date to the end of the tables."""
    last = (axes.origin + timedelta(days=axes.days)).date()
    found: list[tuple[date, date]] = []
    start = first.replace(day=1)
    while start < last and len(found) < MOST_MONTHS:
        end = (start + timedelta(days=32)).replace(day=1)
        found.append((start, end))
        start = end
    return found


def _add_month(
    made: _Rows,
    scene: Scene,
    axes: Axes,
    row: int,
    calendar: Calendar,
    lines: list[LostTime],
    month: tuple[date, date],
) -> None:
    start, end = (datetime.combine(day, time()) for day in month)
    made.tick.append(axes.work_at(row, start))
    made.end.append(axes.work_at(row, end))
    line = next((line for line in lines if month[0].month in line.months), None)
    if line is None or not scene.outline.switches.risks:
        made.lost.append(-1)
        made.base.append(0.0)
        made.block.append(-1)
        return
    law = duration_distribution(line.days, None, calendar)
    name = f"{month[0]:%Y-%m}"
    made.lost.append(scene.shared.row(lost_time_name(line.id, calendar.id, name, "days"), law, PER_MINUTE, planned=0.0))
    made.base.append(typical(law) * PER_MINUTE)
    block = lost_time_name(line.id, calendar.id, name, "at")
    made.block.append(scene.shared.row(block, _UNIT, planned=0.5) if line.block else -1)


def _add_season(
    made: _Rows, scene: Scene, axes: Axes, climate: int, calendar: Calendar, season: Season, year: int
) -> None:
    for at in range(year - 1, (axes.origin + timedelta(days=axes.days)).year + 1):
        first = date(at, *season.first)
        last = date(at + (season.last < season.first), *season.last) + timedelta(days=1)
        edges = [_edge(scene, calendar, season_name(season.id, at, n), e) for n, e in _edges(season)]
        wall = [from_moment(datetime.combine(day, time()), axes.origin) for day in (first, last)]
        if wall[1] > 0 and wall[0] < axes.horizon:
            made.seasons.append((climate, max(wall[0], 0), wall[1], edges[0], edges[1]))


def _edges(season: Season) -> tuple[tuple[str, Estimate | None], tuple[str, Estimate | None]]:
    return ("early", season.early), ("late", season.late)


def _edge(scene: Scene, calendar: Calendar, name: str, estimate: Estimate | None) -> int:
    """Return the row of the wall ticks by which an edge moves; all calendars of a season share it."""
    if estimate is None or not scene.outline.switches.risks:
        return -1
    law = duration_distribution(estimate, None, calendar)
    if law.sd == 0.0:
        return -1
    if name not in scene.shared.rows:
        planned = estimate.planned(lambda amount: duration_minutes(amount, calendar)) * 0.0
        scene.shared.rows[name] = scene.shared.row(name, law, PER_MINUTE, planned=planned)
    return scene.shared.rows[name]
