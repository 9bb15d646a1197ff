"""Verdicts on promises, for a terminal and as JSON."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from riskcast.analysis.gate import Gate, Verdict
from riskcast.analysis.wording import say_date, say_money
from riskcast.cli.capex_json import plain
from riskcast.cli.lines import say_count, wrap
from riskcast.cli.widths import width_of

_MARGIN = 11
"""Columns that the verdict takes."""


def gate_text(found: Gate, currency: str, width: int = 80) -> str:
    """Return verdict, promise, its chance, and what is kept with the confidence, at most so many columns (66 or more).

    Every promise begins a line, with its verdict first; what does not fit follows below the promise.
    """
    return "\n".join(_lines(found, verdict, currency, width) for verdict in found.verdicts)


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


def _lines(found: Gate, verdict: Verdict, currency: str, width: int) -> str:
    outcome = verdict.outcome
    count = f" after {say_count(found.iterations, 'iteration')}" if outcome == "undecided" else ""
    judged = f"{_promise(verdict, currency)}: {_chance(verdict)}{count};"
    kept = f"P{verdict.confidence} is {_value(verdict, currency)}, {_beyond(verdict, currency)}"
    room = width - _MARGIN
    parts = [f"{judged} {kept}"] if width_of(f"{judged} {kept}") <= room else [wrap(judged, room), wrap(kept, room)]
    text = "\n".join(parts).replace("\n", "\n" + " " * _MARGIN)
    return f"{outcome:{_MARGIN}}{text}"


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


def _value(verdict: Verdict, currency: str) -> str:
    if isinstance(verdict.goal, date):
        return say_date(verdict.goal + timedelta(days=verdict.beyond))  # the same day that is compared with the goal
    return say_money(float(verdict.kept), currency)  # type: ignore[arg-type]


def _beyond(verdict: Verdict, currency: str) -> str:
    size, over = abs(verdict.beyond), verdict.beyond > 0.0
    if isinstance(verdict.goal, date):
        if not size:
            return "on the day"
        return f"{size:.0f} day{'' if size == 1.0 else 's'} {'later' if over else 'earlier'}"
    return f"{say_money(size, currency)} {'more' if over else 'less'}"
