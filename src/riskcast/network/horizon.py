"""How many days the calendar tables must cover."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from riskcast.errors import Finding, InvalidInput
from riskcast.model.program import Program
from riskcast.network.axes import Axes, build_axes
from riskcast.network.links import Link
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
    moments += [project.start for project in program.projects if project.start]
    for node in nodes:
        moments += [constraint.date for constraint in node.task.constraints]
        moments += [m for m in (node.task.actual_start, node.task.actual_finish) if m]
    span = _longest_path_days(nodes, links, order)
    margin = timedelta(days=int(span) + 400)
    origin = datetime.combine((min(moments) - margin).date(), datetime.min.time())
    reach = (max(moments) - origin).days + 3 * int(span) + 800
    closed = max(sum(not shifts for shifts in calendar.exceptions.values()) for calendar in calendars)
    days = max(days, reach + closed)
    if days > MAX_DAYS:
        raise InvalidInput([_too_long()])
    return build_axes(calendars, origin, days)


def _too_long() -> Finding:
    return Finding(
        "RC190",
        f"the schedule may reach further than {MAX_DAYS // 365} years",
        "look for a duration, lag or range in the wrong unit",
    )


def _longest_path_days(nodes: Sequence[Node], links: Sequence[Link], order: Sequence[int]) -> float:
    """Return a generous length of the longest path in calendar days, at the larger of plan and mean."""
    into: list[list[Link]] = [[] for _ in nodes]
    for link in links:
        into[link.successor].append(link)
    end = [0.0] * len(nodes)
    for i in order:
        node = nodes[i]
        weekly = sum(b - a for shifts in node.calendar.week for a, b in shifts) or 60.0
        stretch = 10080.0 / weekly
        start = max((end[link.predecessor] + abs(link.lag) / PER_MINUTE * stretch for link in into[i]), default=0.0)
        end[i] = start + max(node.planned, node.law.mean) * stretch
    return min(max(end, default=0.0) / 1440.0, 1e7)
