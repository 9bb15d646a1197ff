"""What each driver does: a factor that many tasks share."""

from __future__ import annotations

from riskcast.analysis.events import SharedDriver
from riskcast.analysis.wording import say_percent
from riskcast.report.context import Context
from riskcast.report.contrast import say_cost, say_delay
from riskcast.report.html import Html, el, join, name
from riskcast.report.moved import CONVENTION
from riskcast.report.section import Fragment
from riskcast.report.table import table
from riskcast.report.words import DASH, say_correlation


def render(context: Context) -> Fragment | None:
    """Return the table of drivers; nothing for a program without drivers."""
    shared = context.drivers.shared
    if not shared:
        return None
    if "drivers" in context.result.manifest.without:
        return Fragment(el("p", f"All {len(shared)} drivers were left out of this run."))
    intro = (
        "A driver is a factor that all its tasks share: in one future all of them take longer by the same percentage, "
        "in another all are quicker. The rank correlation says how closely finish and cost follow the "
        "size of that factor."
    )
    sometimes = any(driver.probability < 1.0 for driver in shared)
    if sometimes:
        intro += (
            " One that acts in some futures only also has a delay: the mean program finish where it acts minus where "
            f"it does not. {CONVENTION}"
        )
    rows = [_row(driver, context, sometimes) for driver in shared]
    return Fragment(join(el("p", intro), table("Drivers, strongest first", _head(context, sometimes), rows)))


def _head(context: Context, sometimes: bool) -> list[str]:
    head = ["Driver", "Acts in", "Rank correlation with finish"]
    head += ["Rank correlation with cost"] if context.has_cost else []
    head += ["Delay when it acts"] if sometimes else []
    return head + ([f"Extra cost when it acts, {context.currency}"] if sometimes and context.has_cost else [])


def _row(driver: SharedDriver, context: Context, sometimes: bool) -> list[str]:
    cells: list[str] = [_named(driver), say_percent(driver.acted), say_correlation(driver.rank_correlation)]
    cells += [say_correlation(driver.cost_correlation)] if context.has_cost else []
    cells += [say_delay(driver, DASH)] if sometimes else []
    return cells + ([say_cost(driver)] if sometimes and context.has_cost else [])


def _named(driver: SharedDriver) -> Html:
    count = f"{driver.tasks:,} task{'' if driver.tasks == 1 else 's'}"
    return join(name(driver.name), el("span", count, class_="sub line"))
