"""Differences between futures with and without something, in the cells of a table."""

from __future__ import annotations

from riskcast.analysis.events import RiskDriver, SharedDriver
from riskcast.analysis.noise import within_noise
from riskcast.report.html import Html, el, join
from riskcast.report.words import DASH, say_give_or_take, say_money_give_or_take


def say_delay(row: RiskDriver | SharedDriver, otherwise: str) -> str:
    """Return the delay of the program with its error, or what to say where there is nothing to compare."""
    if row.delay_days is None or row.delay_error is None:
        return otherwise
    return _judged(row.delay_days, row.delay_error, say_give_or_take(row.delay_days, row.delay_error))


def say_cost(row: RiskDriver | SharedDriver) -> str:
    """Return the extra cost of the program with its error."""
    if row.extra_cost is None or row.cost_error is None:
        return DASH
    return _judged(row.extra_cost, row.cost_error, say_money_give_or_take(row.extra_cost, row.cost_error))


def _judged(value: float, error: float, words: str) -> Html:
    if not within_noise(value, error):
        return join(words)
    return join(el("span", words, class_="faint"), " ", el("span", "within noise", class_="tag"))
