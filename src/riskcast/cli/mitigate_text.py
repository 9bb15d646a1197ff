"""Which responses are worth their money, for a terminal and as JSON."""

from __future__ import annotations

from typing import Any

from riskcast.analysis.measures import label_of
from riskcast.analysis.mitigation.choose import Choice, Left, Mitigation
from riskcast.analysis.paired import Difference
from riskcast.analysis.wording import say_date, say_finish, say_money
from riskcast.cli.lines import say_count, wrap
from riskcast.cli.moves import BRACKETS, say_move
from riskcast.cli.table import format_table, shorten
from riskcast.simulation.result import Result

_SHOWN = 6
"""Remaining risks that are listed."""


def mitigate_text(result: Result, found: Mitigation, width: int = 80) -> str:
    """Return what to decide, the frontier, and what is left, at most so many columns (80 or more)."""
    parts = [
        wrap(_answer(result, found), width),
        _offered(result, found, width),
        _frontier(result, found, width),
        _left(result, found, width),
        wrap(_method(result, found), width),
    ]
    return "\n\n".join(part for part in parts if part)


def _answer(result: Result, found: Mitigation) -> str:
    best, label, aim = found.best, label_of(result, found.measure), ""
    if found.meets is not None:
        aim = " The target holds." if found.meets else " That is not enough for the target."
    if not best.risks:
        if found.meets:
            return f"{label}: the target holds at P{found.p} without any further response."
        return f"{label}: no planned response improves P{found.p} beyond chance.{aim}"
    gain = say_move(_worse(best.money if found.is_money else best.days), is_money=found.is_money)
    moved = f"P{found.p} of {label} moves by {gain}" + ("" if found.is_money else " days")
    money = say_money(best.spend, result.program.currency)
    return f"Decide {', '.join(best.risks)} for {money}: {moved}.{aim}"


def _offered(result: Result, found: Mitigation, width: int) -> str:
    rows = [
        [c.risk, shorten(c.label, width - 34), say_money(c.spend, "").strip(),
         "" if c.decide_by is None else say_date(c.decide_by), "decide" if c.risk in found.best.risks else "-"]
        for c in found.offered
    ]  # fmt: skip
    return format_table(["risk", "response on offer", "costs", "decide by", "now"], rows, right=(2,))


def _frontier(result: Result, found: Mitigation, width: int) -> str:
    rows = [_step(result, choice, width) for choice in found.frontier]
    dates, sums = f"P{found.p} {_short(found.dates)}", f"P{found.p} {_short(found.sums)}"
    table = format_table(["spend", dates, "days", sums, "money", "decided"], rows, right=(0, 2, 3, 4))
    return table if len(rows) > 1 else ""


def _short(measure: str) -> str:
    """Return the heading of a measure: ``finish``, ``ORG.live1``, ``SCM cost``."""
    kind, _, id_ = measure.partition(":")
    return measure if not id_ else (id_ if kind == "milestone" else f"{id_} {kind}")


def _step(result: Result, choice: Choice, width: int) -> list[str]:
    names = ", ".join(choice.risks) or "none"
    return [
        say_money(choice.spend, "").strip(),
        say_finish(choice.finish),
        say_move(_worse(choice.days), is_money=False),
        say_money(choice.cost, "").strip(),
        say_move(_worse(choice.money), is_money=True),
        shorten(names, max(width - 64, 12)),
    ]


def _worse(gain: Difference) -> Difference:
    return Difference(-gain.value, gain.error)


def _left(result: Result, found: Mitigation, width: int) -> str:
    shown = [left for left in found.left if left.worth.value > 0.0][:_SHOWN]
    if not shown:
        return ""
    unit = "money" if found.is_money else "days"
    rows = [_remaining(left, found, width) for left in shown]
    return format_table(["risk", "what remains", f"{unit} at P{found.p}", "response"], rows, right=(2,))


def _remaining(left: Left, found: Mitigation, width: int) -> list[str]:
    answer = "decided" if left.risk in found.best.risks else ("has one" if left.has_response else "none")
    return [left.risk, shorten(left.label, width - 34), say_move(left.worth, is_money=found.is_money), answer]


def _method(result: Result, found: Mitigation) -> str:
    how = "every set of responses" if found.is_exact else "step by step, in pairs where none helps alone"
    runs = f"{say_count(found.runs, 'set')} of {say_count(result.iterations, 'iteration')}"
    return (
        f"Costs include those of the responses. Each line is better than all that cost less, beyond chance; what "
        f"pays for itself is decided too. ±: 95 %, "
        f"over the same futures; {BRACKETS}. Searched: {how}. {runs}, seed {result.manifest.seed}."
    )


def mitigate_data(result: Result, found: Mitigation) -> dict[str, Any]:
    """Return the choice as data."""
    return {
        "measure": found.measure,
        "p": found.p,
        "dates": found.dates,
        "sums": found.sums,
        "offered": [
            {"risk": c.risk, "label": c.label, "spend": c.spend,
             "decide_by": None if c.decide_by is None else c.decide_by.isoformat()}
            for c in found.offered
        ],
        "best": _choice(found.best),
        "meets_target": found.meets,
        "frontier": [_choice(choice) for choice in found.frontier],
        "left": [
            {"risk": left.risk, "label": left.label, "worth": left.worth.value, "error": left.worth.error}
            for left in found.left
        ],
        "exact": found.is_exact,
        "runs": found.runs,
        "iterations": result.iterations,
        "seed": result.manifest.seed,
    }  # fmt: skip


def _choice(choice: Choice) -> dict[str, Any]:
    return {
        "risks": list(choice.risks),
        "spend": choice.spend,
        "finish": choice.finish.isoformat(),
        "cost": choice.cost,
        "days_earlier": choice.days.value,
        "days_error": choice.days.error,
        "money_saved": choice.money.value,
        "money_error": choice.money.error,
        "chance": choice.chance,
    }
