"""What was promised and what the forecast says to it, dates and money in one table."""

from __future__ import annotations

from riskcast.analysis.finish_days import FinishDays
from riskcast.analysis.measures import chance_of, label_of, target_of
from riskcast.analysis.wording import say_percent
from riskcast.cli.lines import say_count
from riskcast.cli.table import format_table, shorten
from riskcast.cli.value_text import say_value
from riskcast.cli.widths import width_of
from riskcast.simulation.result import Result

_PROJECTS, _MILESTONES, _ROWS = 6, 6, 10
"""Most of either, and of both together."""
_NAME = 18
"""Columns that names should have before the plan is shown as well."""
_LEAST = 10
"""Columns that names have at least; the last figures go for them."""


def promises_table(result: Result, width: int, *, with_cost: bool) -> str:
    """Return program, projects, and the milestones with the least likely targets, at most so many columns."""
    projects = [project.id for project in result.program.projects]
    shown = projects[:_PROJECTS] if len(projects) > 1 else []
    likely = _milestones(result)
    room = min(_MILESTONES, _ROWS - len(shown))
    measures = [("program", "finish", "cost"), *((id_, f"finish:{id_}", f"cost:{id_}") for id_ in shown)]
    measures += [(label_of(result, name), name, "") for name in likely[:room]]
    left = (len(projects) - len(shown) if shown else 0, len(likely[room:]), len(result.milestones) - len(likely))
    return "\n".join(filter(None, (_table(result, measures, width, with_cost=with_cost), _more(*left))))


def _milestones(result: Result) -> list[str]:
    """Return the milestones that have a target, the least likely first."""
    chances = {}
    for id_ in result.milestones:
        target = target_of(result, f"milestone:{id_}")
        if target is not None:
            chances[f"milestone:{id_}"] = chance_of(result, f"milestone:{id_}", target)
    return sorted(chances, key=lambda name: chances[name])


def _table(result: Result, measures: list[tuple[str, str, str]], width: int, *, with_cost: bool) -> str:
    p, days = result.program.confidence, FinishDays(result.program)
    plan = ["finish plan", *(_plan(result, finish, days) for _, finish, _ in measures)]
    cells = [[f"P{p}", "target", "chance"], *(_cells(result, finish, p, days) for _, finish, _ in measures)]
    if with_cost:
        head, sums = [f"cost P{p}", "budget", "chance"], (_cells(result, cost, p, days) for _, _, cost in measures)
        cells = [[*dates, *money] for dates, money in zip(cells, [head, *sums], strict=True)]
    kept = [k for k in range(len(cells[0])) if any(row[k] for row in cells[1:])]
    body = [[row[k] for k in kept] for row in cells]
    room = _room(body, width)
    while room < _LEAST:  # a narrow terminal
        body = [row[:-1] for row in body]
        room = _room(body, width)
    names = ["", *(name for name, _, _ in measures)]
    if room - 2 - max(map(width_of, plan)) >= min(_NAME, max(map(width_of, names))):
        body = [[first, *row] for first, row in zip(plan, body, strict=True)]
        room -= 2 + max(map(width_of, plan))
    rows = [[shorten(name, room), *row] for name, row in zip(names, body, strict=True)]
    if "finish plan" not in rows[0]:
        rows[0][1] = f"finish {rows[0][1]}"
    return format_table(rows[0], rows[1:], right=range(1, len(rows[0])))


def _room(body: list[list[str]], width: int) -> int:
    """Return the columns that a table leaves for names."""
    return width - sum(2 + max(width_of(row[k]) for row in body) for k in range(len(body[0])))


def _plan(result: Result, measure: str, days: FinishDays) -> str:
    return days.say(measure, result.moment(result.planned(measure)))


def _cells(result: Result, measure: str, p: int, days: FinishDays) -> list[str]:
    """Return the P-value, the promise and its chance; blanks where there is no such measure or promise."""
    if not measure:
        return ["", "", ""]
    target = target_of(result, measure)
    value = say_value(days, measure, result.percentile(measure, p))
    if target is None:
        return [value, "", ""]
    return [value, say_value(days, measure, target), say_percent(chance_of(result, measure, target))]


def _more(projects: int, milestones: int, others: int) -> str:
    said = [say_count(projects, "project")] if projects else []
    said += [f"{say_count(milestones, 'likelier milestone')}"] if milestones else []
    said += [f"{say_count(others, 'milestone')} without a target"] if others else []
    return f"More with --full: {', '.join(said)}." if said else ""
