"""Differences between futures with and without something, in the cells of a table."""

from __future__ import annotations

from riskcast.analysis.events import RiskDriver, SharedDriver
from riskcast.analysis.paired import Difference
from riskcast.report.html import Html, join
from riskcast.report.moved import moved_cell
from riskcast.report.words import DASH


def say_delay(row: RiskDriver | SharedDriver, otherwise: str) -> Html:
    """Return the delay of the program with its error, or what to say where there is nothing to compare."""
    if row.delay_days is None or row.delay_error is None:
        return join(otherwise)
    return moved_cell(Difference(row.delay_days, row.delay_error), "date")


def say_cost(row: RiskDriver | SharedDriver) -> Html:
    """Return the extra cost of the program with its error."""
    if row.extra_cost is None or row.cost_error is None:
        return join(DASH)
    return moved_cell(Difference(row.extra_cost, row.cost_error), "money")
