"""Finish of the program, of its projects, and its milestones: where they may fall, and how each promise stands."""

from __future__ import annotations

from riskcast.analysis.measures import MeasureSummary
from riskcast.analysis.review.since import Moved
from riskcast.analysis.review.status import Rating, rule
from riskcast.analysis.wording import say_frequency, say_percent
from riskcast.report.context import Context
from riskcast.report.figure import figure
from riskcast.report.html import Html, el, join, name
from riskcast.report.live import live, live_p
from riskcast.report.moved import moved_cell
from riskcast.report.moving import moving_ranges, range_key
from riskcast.report.section import Fragment
from riskcast.report.sections.cells import lead
from riskcast.report.status_mark import rating_mark
from riskcast.report.table import table
from riskcast.report.words import DASH

CHART = "chart-dates"
MOST = 30
"""Rows that the picture holds; the table has all."""


def render(context: Context) -> Fragment:
    """Return the picture of the dates, their table with the status of each promise, and the rule of the colours."""
    named = _named(context)
    shown = sorted(named, key=lambda pair: pair[1].target is None)[:MOST] if len(named) > MOST else named
    chart = moving_ranges(context, "Where the dates may fall", shown)
    cut = el("p", f"The picture shows {MOST} of {len(named)} dates, promised ones first; the table has all.")
    parts = (
        *_answer(context),
        figure(CHART, chart, key=range_key(context, (row for _, row in shown))),
        cut if len(named) > MOST else "",
        _table(context, named),
        *_rule(context),
    )
    return Fragment(join(*parts), {CHART: chart})


def _answer(context: Context) -> list[Html]:
    """Return how many promised dates have which colour."""
    rated = [rating for measure, rating in context.ratings.items() if not context.result.is_money(measure)]
    if not rated:
        return []
    counts = ((status, sum(rating.status == status for rating in rated)) for status in ("green", "amber", "red"))
    told = ", ".join(f"{count} {status}" for status, count in counts if count)
    what = "1 promised date" if len(rated) == 1 else f"{len(rated)} promised dates"
    return [lead(f"{what}: {told}.")]


def _rule(context: Context) -> list[Html]:
    return [el("p", rule(context.result.program.report), class_="sub")] if context.ratings else []


def _named(context: Context) -> list[tuple[str, MeasureSummary]]:
    program = context.result.program
    found = [("Whole program", context.summary("finish"))]
    if len(program.projects) > 1:
        found += [(project.label, context.summary(f"finish:{project.id}")) for project in program.projects]
    milestones = (context.summary(f"milestone:{id_}") for id_ in context.result.milestones)
    return found + [(summary.label, summary) for summary in milestones]


def _table(context: Context, named: list[tuple[str, MeasureSummary]]) -> Html:
    levels = _levels(context)
    head: list[str] = ["What", "Plan"]
    head += [join("P", live_p(context)) if p == context.confidence else f"P{p}" for p in levels]
    head += [f"P{context.since.p} last review"] if context.since is not None else []
    head += ["Promised", "Chance"] if context.ratings else []
    rows = [(name(label), *_cells(context, row, levels)) for label, row in named]
    return table(
        "Dates: plan, percentiles and promises",
        head,
        rows,
        strong=1,
        projects=[_project(context, row.name) for _, row in named],
        filter="Find a date" if len(named) > FEW else "",
    )


FEW = 8
"""Dates from which on a table can be searched."""


def _levels(context: Context) -> tuple[int, ...]:
    """Return the percentiles of the table: those the program asks for, and always its confidence."""
    return tuple(sorted({*context.result.program.report.levels, context.confidence}))


def _project(context: Context, measure: str) -> str:
    """Return the project that a date belongs to; none for that of the program."""
    kind, _, id_ = measure.partition(":")
    if kind != "milestone":
        return id_
    return next(task.project for task in context.result.program.tasks if task.id == id_)


def _cells(context: Context, row: MeasureSummary, levels: tuple[int, ...]) -> list[str]:
    cells = [context.say(row.name, row.deterministic)]
    for p in levels:
        text = context.say(row.name, context.level(row.name, p).value)
        cells.append(live(context, row.name) if p == context.confidence else text)
    if context.since is not None:
        cells.append(_last(context, context.since.measures, row.name))
    if context.ratings:
        rating = context.ratings.get(row.name)
        promised = DASH if row.target is None else context.say(row.name, row.target)
        cells += [promised, DASH if rating is None else _rated(rating)]
    return cells


def _rated(rating: Rating) -> Html:
    """Return a chance in percent, as a frequency, and its colour."""
    if rating.is_fact:
        return join("kept" if rating.status == "green" else "missed", el("span", rating_mark(rating), class_="line"))
    often = el("span", say_frequency(rating.chance), class_="sub line")
    return join(say_percent(rating.chance), often, el("span", rating_mark(rating), class_="line"))


def _last(context: Context, measures: tuple[Moved, ...], measure: str) -> str:
    """Return where a date was at the last review, and how far it moved."""
    found = next((moved for moved in measures if moved.measure == measure), None)
    if found is None:
        return "new"
    below = el("span", moved_cell(found.confidence.difference, "date"), class_="line")
    return join(context.say(measure, found.confidence.before), below)
