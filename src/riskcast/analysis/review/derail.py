"""What could derail us?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcast.analysis.drivers import drivers
from riskcast.analysis.has_cost import has_cost
from riskcast.analysis.review.sentences import NAMED, BoardAnswer, say_span, shortest
from riskcast.analysis.strongest import Mover, strongest
from riskcast.analysis.wording import say_money, say_percent
from riskcast.model.program import Program
from riskcast.simulation.result import Result

if TYPE_CHECKING:
    from riskcast.analysis.attribution.attribute import Attribution, Share

QUESTION = "What could derail us?"
_RANGES = "Ranges: "
"""How the labels of groups of ranges begin."""


def derail(result: Result, finish: Attribution | None, cost: Attribution | None) -> BoardAnswer:
    """Return the largest parts of the gap between plan and P-value, in days and in money; noise is not named.

    Where the gap was not shared out, what moves the finish most.
    """
    gaps = [found for found in (finish, cost) if found is not None]
    if not gaps:
        return _strongest(result) if _varies(result) else _certain(result)
    parts = [(found, each) for found in gaps for each in _largest(found)]
    currency = result.program.currency
    sizes = (_size(each.share.value, found, currency) for found, each in parts)
    points = tuple(f"+{size}: {_named(result.program, each)}" for size, (_, each) in zip(sizes, parts, strict=True))
    return BoardAnswer(QUESTION, None, _headline(parts, currency), _text(gaps, currency, named=bool(parts)), points)


def _largest(found: Attribution) -> list[Share]:
    """Return the groups that surely add to the gap, the largest first: three of days, one of money."""
    sure = [each for each in found.shares if each.share.value > 0.0 and not each.share.is_noise]
    return sure[: 1 if found.is_money else NAMED]


def _headline(parts: list[tuple[Attribution, Share]], currency: str) -> str:
    if not parts:
        return "No single cause stands out beyond chance"
    found, top = parts[0]
    size = _of_gap(top.share.value, found, currency)
    brief = f"{top.kind.capitalize()} {top.group.partition(':')[2] or top.group}"
    return shortest(f"{top.label.removeprefix(_RANGES)}: {size}", f"{brief}: {size}")


def _of_gap(value: float, found: Attribution, currency: str) -> str:
    """Return ``+11 of 43 days``; the part alone when opportunities make it larger than the gap."""
    part, whole = (_size(each, found, currency) for each in (value, found.gap))
    if value > found.gap:
        return f"+{part}"
    return f"+{part.removesuffix(' days') if whole.endswith(' days') else part} of {whole}"


def _text(gaps: list[Attribution], currency: str, *, named: bool) -> str:
    wide = [found for found in gaps if found.gap > 0.0]
    if not wide:
        return "The confidence asks for no more than the plan."
    sizes = " and ".join(_size(found.gap, found, currency) for found in wide)
    between = f"between plan and P{wide[0].p}"
    return f"Parts of the {sizes} {between}." if named else f"{sizes} lie {between}."


def _size(value: float, found: Attribution, currency: str) -> str:
    return say_money(value, currency) if found.is_money else say_span(value)


def _named(program: Program, share: Share) -> str:
    """Return what a group is, with its id in brackets, and the owner of a risk."""
    if share.kind == "ranges":
        return share.label.replace(_RANGES, "Ranges of ", 1)
    if share.kind not in ("risk", "driver"):
        return share.label
    id_ = share.group.partition(":")[2]
    owner = next((risk.owner for risk in program.risks if share.kind == "risk" and risk.id == id_), "")
    inside = ", ".join(filter(None, (f"{share.kind} {id_}" if id_ != share.label else share.kind, owner)))
    return f"{share.label} ({inside})"


def _varies(result: Result) -> bool:
    """Return whether finish or cost differ between iterations; of a single one nobody can say, so they may."""
    return result.iterations == 1 or any(np.ptp(result.samples(measure)) > 0.0 for measure in ("finish", "cost"))


def _certain(result: Result) -> BoardAnswer:
    """Return that nothing can happen, or that what can happen moves nothing."""
    money = has_cost(result)
    text = f"Every simulated future ends at the same time{' and costs the same' if money else ''}."
    inputs = result.inputs
    if inputs.variables or inputs.occurred.any() or inputs.acted.any():
        moved = "neither finish nor cost" if money else "nothing"
        return BoardAnswer(QUESTION, None, f"What is uncertain moves {moved}", text)
    what = "that this run counts" if result.manifest.without else "in the program"
    return BoardAnswer(QUESTION, None, f"Nothing {what} is uncertain", text)


def _strongest(result: Result) -> BoardAnswer:
    """Return what goes along with a late finish, as far as one simulation tells."""
    found = [mover for mover in strongest(result, drivers(result)).movers if _push(mover) > 0.0][:NAMED]
    if not found:
        text = "The gap between plan and forecast was not traced to its causes in this review."
        return BoardAnswer(QUESTION, None, "Causes were not examined", text)
    top = found[0]
    headline = shortest(f"{top.name} moves the finish most", f"{top.kind.capitalize()} {top.id} moves the finish most")
    points = tuple(f"{_effect(mover)}: {mover.name}" for mover in found)
    return BoardAnswer(QUESTION, None, headline, "riskcast review shares the whole gap out.", points)


def _push(mover: Mover) -> float:
    """Return a number that is positive for what makes the finish late."""
    return mover.rank_correlation or 0.0 if mover.delay_days is None else mover.delay_days


def _effect(mover: Mover) -> str:
    if mover.delay_days is None:
        return f"rank correlation {mover.rank_correlation:+.2f} with the finish"
    places = 0 if mover.delay_days >= 2.0 else 1
    delay = f"{mover.delay_days:+.{places}f} ± {2.0 * (mover.delay_error or 0.0):.{places}f} days"
    verb = "occurs" if mover.kind == "risk" else "acts"
    return f"{delay} when it {verb} ({say_percent(mover.probability or 0.0)})"
