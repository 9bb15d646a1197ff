"""Days and sums of money on the command line."""

from __future__ import annotations

from datetime import date

import click


def parse_day_option(text: str, option: str) -> date:
    """Return the day that an option names.

    Raises
    ------
    BadParameter
        When it is no day.
    """
    from riskcast.model.moment import parse_day

    try:
        return parse_day(text)
    except ValueError as problem:
        raise click.BadParameter(str(problem), param_hint=option) from None


def parse_money_option(text: str, option: str) -> float:
    """Return the sum of money that an option names.

    Raises
    ------
    BadParameter
        When it is no sum, or below 0.
    """
    from riskcast.model.amount_text import read_amount

    try:
        value, unit = read_amount(text, "money")
    except ValueError as problem:
        raise click.BadParameter(str(problem), param_hint=option) from None
    if value < 0.0:
        raise click.BadParameter(f"{text!r} is below 0", param_hint=option)
    if unit:
        raise click.BadParameter(f"{text!r} is no sum of money; write 12.5m or 950k", param_hint=option)
    return value
