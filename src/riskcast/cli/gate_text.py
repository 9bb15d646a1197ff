"""Verdicts on promises: one line each, and as JSON."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from riskcast.analysis.gate import Gate, Verdict
from riskcast.analysis.wording import say_date, say_money
from riskcast.cli.capex_json import plain


def gate_text(found: Gate, currency: str) -> str:
    """Return one line per promise: verdict, promise, its chance, and what is kept with the confidence."""
    return "\n".join(_line(found, verdict, currency) for verdict in found.verdicts)


def gate_data(found: Gate, currency: str) -> dict[str, Any]:
    """Return the run and its verdicts; what is beyond a goal in calendar days or money, above 0 when too late."""
    return {
        "iterations": found.iterations,
        "seed": found.seed,
        "currency": currency,
        "failed": found.failed,
        "decided": found.decided,
        "verdicts": [plain(asdict(verdict)) for verdict in found.verdicts],
    }


def _line(found: Gate, verdict: Verdict, currency: str) -> str:
    outcome = verdict.outcome
    count = f" after {found.iterations:,} iterations" if outcome == "undecided" else ""
    return (
        f"{outcome:9}  {_promise(verdict, currency)}: {_chance(verdict)}{count}; "
        f"P{verdict.confidence} is {_value(verdict.kept, currency)}, {_beyond(verdict, currency)}"
    )


def _promise(verdict: Verdict, currency: str) -> str:
    kind, _, id_ = verdict.measure.partition(":")
    name = f"{id_} " if id_ else ""
    if isinstance(verdict.goal, date):
        return f"{name or 'finish '}by {say_date(verdict.goal)}"
    return f"{name}{kind} within {say_money(verdict.goal, currency)}"


def _chance(verdict: Verdict) -> str:
    """Return the chance with its interval, with as many digits as tell it from the confidence, three at most."""
    places = 0 if 100.0 * (verdict.high - verdict.low) >= 4.0 else 1
    end = verdict.low if verdict.outcome == "met" else verdict.high
    while verdict.outcome != "undecided" and places < 3 and round(100.0 * end, places) == verdict.confidence:
        places += 1
    chance, low, high = (f"{100.0 * x:.{places}f}" for x in (verdict.chance, verdict.low, verdict.high))
    return f"{chance} % ({low} to {high})"


def _value(value: date | float, currency: str) -> str:
    return say_date(value) if isinstance(value, date) else say_money(value, currency)


def _beyond(verdict: Verdict, currency: str) -> str:
    size, over = abs(verdict.beyond), verdict.beyond > 0.0
    if isinstance(verdict.goal, date):
        if not size:
            return "on the day"
        return f"{size:.0f} day{'' if size == 1.0 else 's'} {'later' if over else 'earlier'}"
    return f"{say_money(size, currency)} {'more' if over else 'less'}"
