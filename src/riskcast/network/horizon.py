"""How many days the calendar tables must cover."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from riskcast.errors import Finding, InvalidInput
from riskcast.model.calendar import Calendar
from riskcast.model.moment import is_day, parse_day
from riskcast.model.program import Program
from riskcast.network.axes import Axes, build_axes
from riskcast.network.heavy import typical
from riskcast.network.link import Link
from riskcast.network.nodes import Node, calendars_used
from riskcast.network.ticks import PER_MINUTE

MAX_DAYS = 70_000
"""Longest stretch of days that tables may cover (191 years): ticks stay below CAP."""


def cover(program: Program, nodes: Sequence[Node], links: Sequence[Link], order: Sequence[int], days: int) -> Axes:
    """Build the axes, reaching well past both ends of the schedule and over ``days`` days at least.

    Raises
    ------
    InvalidInput
        When the schedule reaches further than MAX_DAYS.
    """
    calendars = calendars_used(program, nodes)
    moments = [program.start, *(node.now for node in nodes)]
    moments += [m for project in program.projects for m in (project.start, project.must_finish_by) if m is not None]
    moments += [datetime.combine(day, datetime.min.time()) for day in _days_of_money(program)]
    for node in nodes:
        task = node.task
        moments += [constraint.date for constraint in node.constraints]
        facts = (task.actual_start, task.actual_finish, task.manual_start, task.manual_finish)
        moments += [moment for moment in (*facts, task.resume, task.expected_finish) if moment is not None]
    span = longest_path_days(nodes, links, order)
    if span > MAX_DAYS:
        raise too_long()
    margin = timedelta(days=int(span) + 400)
    origin = datetime.combine((min(moments) - margin).date(), datetime.min.time())
    reach = (max(moments) - origin).days + 3 * int(span) + 800
    days = max(days, reach + sum(len(calendar.exceptions) for calendar in calendars))
    if (max(moments) - origin).days + span > MAX_DAYS:
        raise too_long()
    days = min(days, MAX_DAYS)
    return build_axes(calendars, origin, days)


def _days_of_money(program: Program) -> list[date]:
    """Return the days that money names, before or after the work."""
    days = [actual.date for actual in program.actuals] + [order.date for order in program.commitments]
    ends = [end for line in program.costs for end in (line.begin, line.end) if end is not None]
    return days + [parse_day(end) for end in ends if is_day(end)]


def too_long() -> InvalidInput:
    """Return the error that a schedule runs away."""
    finding = Finding(
        "RC190",
        f"the schedule may reach further than {MAX_DAYS // 365} years",
        "look for a duration, lag or range in the wrong unit, a calendar that runs out of working time, or "
        "heavy-tailed ranges, which max= cuts",
    )
    return InvalidInput([finding])


def longest_path_days(nodes: Sequence[Node], links: Sequence[Link], order: Sequence[int]) -> float:
    """Return a generous length of the longest path in calendar days, at the larger of plan and mean."""
    used = {calendar.id: calendar for node in nodes for calendar in (node.calendar, node.clock)}
    stretch = {id_: _stretch(calendar) for id_, calendar in used.items()}
    into: list[list[Link]] = [[] for _ in nodes]
    for link in links:
        into[link.successor].append(link)
    end = [0.0] * len(nodes)
    for i in order:
        node = nodes[i]
        lags = (
            end[link.predecessor] + abs(link.lag) / PER_MINUTE * stretch.get(link.lag_axis, 1.0) for link in into[i]
        )
        minutes = max(node.planned, typical(node.law) * node.share) + sum(pause for _, pause in node.pauses)
        work = minutes * stretch.get(node.axis, 1.0)
        end[i] = max(lags, default=0.0) + work
    return max(end, default=0.0) / 1440.0


def _stretch(calendar: Calendar) -> float:
    """Return elapsed time per working time over an ordinary week."""
    weekly = sum(b - a for shifts in calendar.week for a, b in shifts)
    return 10080.0 / (weekly or 60.0)
