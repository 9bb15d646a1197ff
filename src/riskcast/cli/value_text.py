"""Dates and sums as the tables of a run write them."""

from __future__ import annotations

from datetime import date

from riskcast.analysis.finish_days import FinishDays
from riskcast.analysis.measures import Value
from riskcast.analysis.wording import say_money


def say_value(days: FinishDays, measure: str, value: Value | date) -> str:
    """Return the day on which a finish counts, or a sum without its currency."""
    return days.say(measure, value) if isinstance(value, date) else say_money(value, "").strip()
