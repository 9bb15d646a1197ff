"""Cells and lines about money: sums and chances with their 95 % intervals below them."""

from __future__ import annotations

import math

from riskcast.analysis.wording import say_percent
from riskcast.report.charts.sums import DUST, SIGN, Estimate, say_ends, say_spread, say_sum
from riskcast.report.html import Html, el, join
from riskcast.report.words import DASH, TOO_FEW


def estimate(value: float, low: float, high: float, is_open: bool = False) -> Html:
    """Return a cell with a sum and its 95 % interval below it; only the sum where there is nothing to doubt."""
    if high - low < DUST and not is_open:
        return join(say_sum(value))
    if is_open:
        return _with_line(say_sum(value), TOO_FEW)
    same = say_sum(low) == say_sum(value) == say_sum(high)
    return _with_line(say_sum(value), f"± {say_sum((high - low) / 2.0)}" if same else say_spread(low, high))


def figure_cell(at: Estimate) -> Html:
    """Return the same of a figure."""
    return estimate(at.value, at.low, at.high, at.is_open)


def chance_cell(value: float | None, low: float | None, high: float | None) -> Html:
    """Return a cell with a chance (0-1) and its 95 % interval below it; a dash where there is none."""
    if value is None or low is None or high is None:
        return join(DASH)
    return _with_line(say_percent(value), say_ends(low, high))


def mean_cell(value: float, error: float) -> Html:
    """Return a cell with a mean and how far it may be from the true one; only the mean where it is exact."""
    if error < DUST:
        return join(say_sum(value))
    return _with_line(say_sum(value), f"± {say_sum(error)}" if math.isfinite(error) else TOO_FEW)


def span_cell(middle: float, low: float, high: float) -> Html:
    """Return a cell with a mean and its range between two percentiles below it."""
    certain = max(high, middle) - min(low, middle) < DUST
    return join(say_sum(middle)) if certain else _with_line(say_sum(middle), say_spread(low, high))


def convention(currency: str, more: str = "") -> Html:
    """Return the line that says what the sums below it mean."""
    return el("p", f"Sums are in {currency}; {SIGN}. {more}".strip(), class_="sub")


def lead(*sentences: str) -> Html:
    """Return the answer of a section: what people read who read nothing else of it."""
    return el("p", el("b", " ".join(sentence for sentence in sentences if sentence)))


def _with_line(text: str, below: str) -> Html:
    return join(text, el("span", below, class_="sub line"))
