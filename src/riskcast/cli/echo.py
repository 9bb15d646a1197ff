"""The model as it was understood, for people to compare with what they meant."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from riskcast.analysis.wording import say_date, say_finish, say_money
from riskcast.cli.lines import say_count, wrap
from riskcast.cli.money_text import money_text
from riskcast.cli.range_text import branches_text, correlations_text, drivers_text, ranges_text
from riskcast.cli.risk_text import risks_text
from riskcast.cli.table import format_table, shorten
from riskcast.model.calendar import WEEKDAYS, Calendar, format_shifts
from riskcast.model.selector import Selection

if TYPE_CHECKING:
    from riskcast.model.program import Program
    from riskcast.simulation.schedule import Schedule


def echo_program(program: Program, schedule: Schedule, width: int = 80) -> str:
    """Return dates, projects, calendars and all uncertainty as text for a terminal of so many columns."""
    parts = [_head(program, schedule), _projects(program, schedule)]
    if schedule.network.nodes:
        parts.append(_critical_path(schedule, width))
    parts.append("Calendars\n" + "\n".join(_calendar(c) for c in program.calendars))
    selection = Selection(program.tasks)
    parts.append(ranges_text(program, selection, width))
    parts.append(correlations_text(program, width))
    if program.drivers:
        parts.append(drivers_text(program, selection, width))
    if program.risks:
        parts.append(risks_text(program, selection, width))
    parts.append(branches_text(program, selection, width))
    parts.append(money_text(program, width))
    return "\n\n".join(filter(None, parts))


def _head(program: Program, schedule: Schedule) -> str:
    finish = schedule.network.moments(schedule.project_finish).max().astype(datetime)
    planned = f"{say_finish(finish)} as planned" if schedule.network.nodes else "never: there is nothing to schedule"
    counts = (
        say_count(len(program.projects), "project"),
        say_count(len(program.tasks), "task"),
        say_count(len(program.dependencies), "dependency", "dependencies"),
        say_count(len(program.costs), "cost line"),
        say_count(len(program.risks), "risk"),
    )
    lines = [
        f"{program.label} ({program.id})",
        f"  starts    {say_date(program.start)}"
        + (f", data date {say_date(program.data_date)}" if program.data_date else ""),
        f"  finishes  {planned}" + (f", target {say_date(program.targets.finish)}" if program.targets.finish else ""),
        f"  costs     {say_money(schedule.cost, program.currency)} as planned"
        + (f", budget {say_money(program.targets.budget, program.currency)}" if program.targets.budget else ""),
        f"  holds     {', '.join(counts)}",
    ]
    return "\n".join(lines)


def _projects(program: Program, schedule: Schedule) -> str:
    finishes = schedule.network.moments(schedule.project_finish)
    busy = {node.project for node in schedule.network.nodes}
    rows = []
    for p, project in enumerate(program.projects):
        mine = [task for task in program.tasks if task.project == project.id]
        target = project.targets.finish
        rows.append(
            [
                project.id,
                shorten(project.name, 28),
                str(len(mine)),
                say_finish(finishes[p].astype(datetime)) if p in busy else "",
                say_date(target) if target else "",
                say_money(float(schedule.project_cost[p]), program.currency),
            ]
        )
    return format_table(["project", "name", "tasks", "finish", "target", "cost"], rows, right=(2, 3, 4, 5))


def _critical_path(schedule: Schedule, width: int) -> str:
    frame = schedule.to_frame()
    path = frame[frame["critical"]].sort_values(["early_start", "early_finish"], kind="stable")
    shown = " -> ".join(str(id_) for id_ in path.index[:25])
    more = f" -> ... ({len(path) - 25} more)" if len(path) > 25 else ""
    return f"Critical path ({say_count(len(path), 'task')})\n" + wrap(shown + more, width, "  ")


def _calendar(calendar: Calendar) -> str:
    groups: list[tuple[str, str, str]] = []
    for day, shifts in zip(WEEKDAYS, calendar.week, strict=True):
        text = format_shifts(shifts)
        if groups and groups[-1][2] == text:
            groups[-1] = (groups[-1][0], day, text)
        else:
            groups.append((day, day, text))
    week = "; ".join(f"{a}{'' if a == b else '-' + b} {text}" for a, b, text in groups if text != "off")
    free = sum(not shifts for shifts in calendar.exceptions.values())
    return (
        f"  {calendar.id}: {week or 'no working time'}; 1d = {calendar.hours_per_day:g}h; "
        f"{say_count(free, 'holiday')}, {say_count(len(calendar.exceptions) - free, 'other exception')}"
    )
