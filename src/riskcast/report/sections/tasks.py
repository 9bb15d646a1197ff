"""The tasks that matter most for the finish."""

from __future__ import annotations

from riskcast.analysis.drivers import TaskDriver
from riskcast.analysis.wording import say_percent
from riskcast.report.charts.tornado import tornado
from riskcast.report.context import Context
from riskcast.report.figure import figure
from riskcast.report.html import el, join, name
from riskcast.report.section import Fragment
from riskcast.report.table import details, table
from riskcast.report.words import say_correlation

CHART = "chart-drivers"
DRAWN = 12
LISTED = 50


def render(context: Context) -> Fragment:
    """Return the strongest drivers as bars and as a table."""
    drivers = context.drivers.tasks
    chart = tornado(drivers[:DRAWN])
    projects = {project.id: project.label for project in context.result.program.projects}
    intro = (
        "A task drives the finish when it is often on the critical path and its own uncertainty moves the finish. "
        "Shortening or securing these tasks helps most. The rank correlation says how closely the finish "
        "follows a duration."
    )
    head = ["Task", "Project", "Critical", "Rank correlation with finish"]
    head += ["Rank correlation with cost"] if context.has_cost else []
    rows = [_row(driver, projects[driver.project], context.has_cost) for driver in drivers[:LISTED]]
    many = f"The {len(rows)} strongest of {len(drivers):,} tasks" if len(drivers) > LISTED else "The numbers"
    behind = details(f"{many} as a table", table("Tasks that drive the finish", head, rows, words=(1,)))
    return Fragment(join(el("p", intro), figure(CHART, chart, behind=behind)), {CHART: chart})


def _row(driver: TaskDriver, project: str, with_cost: bool) -> tuple[str, ...]:
    cells = (
        name(driver.name),
        name(project),
        say_percent(driver.criticality),
        say_correlation(driver.rank_correlation),
    )
    return (*cells, say_correlation(driver.cost_correlation)) if with_cost else cells
