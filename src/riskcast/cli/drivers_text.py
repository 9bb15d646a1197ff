"""What lies between plan and P-value, for a terminal and as JSON."""

from __future__ import annotations

from typing import Any

from riskcast.analysis.attribution.attribute import Attribution, Share
from riskcast.analysis.finish_days import FinishDays
from riskcast.analysis.measures import label_of
from riskcast.analysis.paired import Difference
from riskcast.analysis.wording import say_money
from riskcast.cli.lines import say_count, wrap
from riskcast.cli.moves import BRACKETS, say_move
from riskcast.cli.table import format_table, shorten
from riskcast.simulation.result import Result

_SHOWN = 20
"""Groups that are listed."""


def drivers_text(result: Result, found: Attribution, width: int = 80) -> str:
    """Return the attribution as a table, at most so many columns (80 or more)."""
    return "\n\n".join([wrap(_head(result, found), width), _table(found, width), wrap(_method(result, found), width)])


def _head(result: Result, found: Attribution) -> str:
    plan, value = result.planned(found.measure), result.percentile(found.measure, found.p)
    name = label_of(result, found.measure)
    if found.is_money:
        ends = f"plan {say_money(plan, result.program.currency)}, P{found.p} {say_money(float(value), '').strip()}"  # type: ignore[arg-type]
        return f"{name}: {ends}, a gap of {say_money(found.gap, result.program.currency)}."
    days = FinishDays(result.program)
    shown = [days.say(found.measure, moment) for moment in (result.moment(plan), value)]  # type: ignore[arg-type]
    ends = f"plan {shown[0]}, P{found.p} {shown[1]}"
    return f"{name}: {ends}, a gap of {found.gap:.1f} days."


def _table(found: Attribution, width: int) -> str:
    named = sorted(found.shares, key=lambda share: -abs(share.share.value))
    shown = sorted(named[:_SHOWN], key=lambda share: -share.share.value)
    rows = [_row(share, found.is_money, width) for share in shown]
    others = named[_SHOWN:]
    if others:
        rows.append([f"{len(others)} more", _plain(sum(s.share.value for s in others), found), "", "", ""])
    if found.rest:
        rows.append(["not in any of these", _plain(found.rest, found), "", "", ""])
    rows.append(["total", _plain(found.gap, found), "", "", ""])
    unit = "money" if found.is_money else "days"
    return format_table([f"what moves P{found.p}", unit, "if it goes", "alone", "in all"], rows, right=range(1, 5))


def _row(share: Share, is_money: bool, width: int) -> list[str]:
    return [
        shorten(_name(share), width - 50),
        say_move(share.share, is_money=is_money),
        say_move(Difference(-share.removed.value, share.removed.error), is_money=is_money),
        _percent(share.first_order),
        _percent(share.total),
    ]


def _name(share: Share) -> str:
    """Return how a group is called; risks and drivers with their ids."""
    return f"{share.group.partition(':')[2]} {share.label}" if share.kind in ("risk", "driver") else share.label


def _plain(value: float, found: Attribution) -> str:
    return say_money(value, "").strip() if found.is_money else f"{value:+.1f}"


def _percent(index: Difference | None) -> str:
    return "" if index is None else f"{100.0 * max(index.value, 0.0):.0f} %"


def _method(result: Result, found: Attribution) -> str:
    unit = "money" if found.is_money else "days"
    orders = f"{found.orders} random orders" if found.orders else "all orders"
    runs = say_count(found.runs, "simulation")
    errors = [i.error for share in found.shares for i in (share.first_order, share.total) if i is not None and i.error]
    exact = f" (± {200.0 * max(errors):.0f} points at most)" if errors else ""
    return (
        f"{unit}: the part of the gap, averaged over {orders} in which the uncertainty can come in (Shapley value); "
        f"these add up. if it goes: what P{found.p} does when this alone is left out. alone, in all: share of the "
        f"variance that it explains by itself, and with all that it interacts with{exact}. ±: 95 %; {BRACKETS}. "
        f"{runs} of {say_count(result.iterations, 'iteration')}, seed {result.manifest.seed}."
    )


def drivers_data(result: Result, found: Attribution) -> dict[str, Any]:
    """Return the attribution as data: days or money."""
    return {
        "measure": found.measure,
        "p": found.p,
        "by": found.by,
        "unit": result.program.currency if found.is_money else "days",
        "gap": found.gap,
        "rest": found.rest,
        "groups": [
            {
                "id": share.group,
                "label": share.label,
                "kind": share.kind,
                "share": _data(share.share),
                "removed": _data(share.removed),
                "first_order": _data(share.first_order),
                "total": _data(share.total),
            }
            for share in found.shares
        ],
        "orders": found.orders,
        "runs": found.runs,
        "iterations": result.iterations,
        "seed": result.manifest.seed,
    }


def _data(value: Difference | None) -> dict[str, Any] | None:
    return None if value is None else {"value": value.value, "error": value.error, "noise": value.is_noise}
