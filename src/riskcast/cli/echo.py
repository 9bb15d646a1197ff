"""The model as it was understood, for people to compare with what they meant."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from riskcast.analysis.wording import say_date, say_money, say_percent
from riskcast.cli.table import format_table, shorten
from riskcast.model.calendar import WEEKDAYS, Calendar, format_shifts

if TYPE_CHECKING:
    from riskcast.model.program import Program
    from riskcast.simulation.schedule import Schedule


def echo_program(program: Program, schedule: Schedule) -> str:
    """Return dates, projects, critical path, calendars, ranges and risks as text for a terminal."""
    parts = [_head(program, schedule), _projects(program, schedule), _critical_path(program, schedule)]
    parts.append("Calendars\n" + "\n".join(_calendar(c) for c in program.calendars))
    parts.append(_ranges(program))
    if program.risks:
        parts.append(_risks(program))
    return "\n\n".join(parts)


def _head(program: Program, schedule: Schedule) -> str:
    finish = schedule.network.moments(schedule.project_finish).max().astype(datetime)
    lines = [
        f"{program.label} ({program.id})",
        f"  starts    {say_date(program.start)}"
        + (f", data date {say_date(program.data_date)}" if program.data_date else ""),
        f"  finishes  {say_date(finish)} as planned"
        + (f", target {say_date(program.targets.finish)}" if program.targets.finish else ""),
        f"  costs     {say_money(schedule.cost, program.currency)} as planned"
        + (f", budget {say_money(program.targets.budget, program.currency)}" if program.targets.budget else ""),
        f"  holds     {len(program.projects)} projects, {len(program.tasks)} tasks, "
        f"{len(program.dependencies)} dependencies, {len(program.costs)} cost lines, {len(program.risks)} risks",
    ]
    return "\n".join(lines)


def _projects(program: Program, schedule: Schedule) -> str:
    finishes = schedule.network.moments(schedule.project_finish)
    rows = []
    for p, project in enumerate(program.projects):
        mine = [task for task in program.tasks if task.project == project.id]
        target = project.targets.finish
        rows.append(
            [
                project.id,
                shorten(project.name, 28),
                str(len(mine)),
                say_date(finishes[p].astype(datetime)) if mine else "",
                say_date(target) if target else "",
                say_money(float(schedule.project_cost[p]), program.currency),
            ]
        )
    return format_table(["project", "name", "tasks", "finish", "target", "cost"], rows, right=(2, 3, 4, 5))


def _critical_path(program: Program, schedule: Schedule) -> str:
    frame = schedule.to_frame()
    path = frame[frame["critical"]].sort_values(["early_start", "early_finish"], kind="stable")
    shown = " -> ".join(str(id_) for id_ in path.index[:25])
    more = f" -> ... ({len(path) - 25} more)" if len(path) > 25 else ""
    return f"Critical path ({len(path)} tasks)\n  {shown}{more}"


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
        f"{free} holidays, {len(calendar.exceptions) - free} other exceptions"
    )


def _ranges(program: Program) -> str:
    families: dict[str, int] = {}
    for task in program.tasks:
        if task.estimate is not None:
            families[task.estimate.family] = families.get(task.estimate.family, 0) + 1
    certain = len(program.tasks) - sum(families.values())
    listed = ", ".join(f"{count} {family}" for family, count in sorted(families.items(), key=lambda f: -f[1]))
    return f"Ranges\n  durations: {listed or 'none uncertain'}; {certain} certain (milestones included)"


def _risks(program: Program) -> str:
    rows = []
    for risk in program.risks:
        tasks = [task for impact in risk.impacts for task in impact.tasks]
        delays = "; ".join(str(impact.delay) for impact in risk.impacts if impact.delay is not None)
        rows.append(
            [risk.id, shorten(risk.name, 34), say_percent(risk.probability), str(len(tasks)), shorten(delays, 34)]
        )
    return format_table(["risk", "name", "chance", "tasks", "delay"], rows, right=(2, 3))
