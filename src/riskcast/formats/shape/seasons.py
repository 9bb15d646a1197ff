"""Rows to lost time and closed seasons."""

from __future__ import annotations

from riskcast.formats.columns import COLUMNS
from riskcast.formats.raw import Row
from riskcast.formats.shape.drivers import given
from riskcast.formats.shape.entry import Entry
from riskcast.formats.shape.report import Report
from riskcast.formats.shape.uncertainty import parse_range
from riskcast.model.estimate import Estimate
from riskcast.model.season import LostTime, Season

_STAND_IN = {"days": Estimate.parse("1d"), "first": (1, 1), "last": (1, 1), "months": (1,)}


def shape_lost_time(report: Report, rows: list[Row]) -> list[LostTime]:
    """Return the lost time of all rows."""
    lines: list[LostTime] = []
    for row in rows:
        entry = Entry.of(report, "lost_time", len(lines), row)
        entry.known_fields(COLUMNS["lost_time"])
        values = given(entry) | {"calendars": entry.names("calendars")}
        if "days" in values:
            values["days"] = entry.parsed("days", parse_range)
        stand_in = {name: _STAND_IN[name] for name in ("days", "months")}
        line = entry.build(LostTime, {k: v for k, v in values.items() if v is not None}, stand_in)
        if line is None:
            report.bad.pop(("lost_time", len(lines)), None)
        else:
            lines.append(line)
    return lines


def shape_seasons(report: Report, rows: list[Row]) -> list[Season]:
    """Return the closed seasons of all rows."""
    seasons: list[Season] = []
    for row in rows:
        entry = Entry.of(report, "seasons", len(seasons), row)
        entry.known_fields(COLUMNS["seasons"])
        values = given(entry) | {"calendars": entry.names("calendars")}
        for name in ("early", "late"):
            values[name] = entry.parsed(name, parse_range)
        stand_in = {name: _STAND_IN[name] for name in ("first", "last")}
        season = entry.build(Season, values, stand_in)
        if season is None:
            report.bad.pop(("seasons", len(seasons)), None)
        else:
            seasons.append(season)
    return seasons
