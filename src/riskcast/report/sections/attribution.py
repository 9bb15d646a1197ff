"""What lies between plan and P-value, shared out so that the parts add up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from riskcast.analysis.paired import Difference
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.moves import Move, bars
from riskcast.report.charts.sums import say_sum
from riskcast.report.context import Context
from riskcast.report.figure import figure
from riskcast.report.html import Html, el, join, name
from riskcast.report.moved import CONVENTION, is_doubtful, kind_of, moved_cell, say_moved, say_whole, titled
from riskcast.report.section import Fragment
from riskcast.report.sections.cells import lead
from riskcast.report.sections.samples import block, legend
from riskcast.report.table import details, table
from riskcast.report.words import DASH

if TYPE_CHECKING:
    from riskcast.analysis.attribution.attribute import Attribution, Share

DRAWN = 20
"""Parts in the picture at most; the table has all."""
COLOURS = {"risk": "accent", "risks": "accent", "driver": "crit3", "drivers": "crit3", "ranges": "crit1",
           "prices": "crit4"}  # fmt: skip
WORDS = {"accent": "Risks", "crit3": "Drivers", "crit1": "Ranges of tasks and costs", "crit4": "Prices and rates",
         "crit0": "Everything else"}  # fmt: skip
_NAMED = 3


def render(context: Context) -> Fragment | None:
    """Return one block per attribution; nothing when there is none."""
    if not context.answers:
        return None
    from riskcast.analysis.attribution.attribute import Attribution

    answers = context.answers_of(Attribution)
    charts: dict[str, Chart] = {}
    parts: list[Html] = []
    for number, found in enumerate(answers, start=1):
        id_ = f"chart-gap-{number}"
        shown = _shown(found)
        charts[id_] = bars(_title(context, found), shown, _unit(context, found), is_money=found.is_money)
        behind = details("Every part as a table", _table(context, found))
        parts += [lead(*_answer(context, found)), figure(id_, charts[id_], key=_key(shown), behind=behind)]
    return Fragment(join(*parts, el("p", _method(answers[0]), class_="sub")), charts) if answers else None


def _label(context: Context, found: Attribution) -> str:
    return titled(found.measure, context.summary(found.measure).label)


def _title(context: Context, found: Attribution) -> str:
    return f"{_label(context, found)}: from plan to P{found.p}"


def _unit(context: Context, found: Attribution) -> str:
    return context.currency if found.is_money else "calendar days"


def _answer(context: Context, found: Attribution) -> list[str]:
    kind, currency = kind_of(found.is_money), context.currency
    plan = context.say(found.measure, context.summary(found.measure).deterministic)
    value = context.say(found.measure, context.level(found.measure, found.p).value)
    gap = say_moved(Difference(found.gap, 0.0), kind, currency)
    said = [f"{_label(context, found)}: P{found.p} is {value}, the plan {plan}, a gap of {gap.lstrip('+')}."]
    sure = [share for share in found.shares if not is_doubtful(share.share, kind)]
    most = [share for share in sure if share.share.value > 0.0][:_NAMED]
    least = [share for share in sure if share.share.value < 0.0][-1:]
    if most:
        said.append(f"The largest parts: {_list(most, found.is_money)}.")
    if least:
        said.append(f"What takes most back: {_list(least, found.is_money)}.")
    return said


def _list(shares: Sequence[Share], is_money: bool) -> str:
    return "; ".join(f"\u2068{each.label}\u2069 ({say_whole(each.share, kind_of(is_money))})" for each in shares)


def _shown(found: Attribution) -> list[Move]:
    """Return the largest parts in order, then all others as one, and what no part has."""
    kind = kind_of(found.is_money)
    largest = sorted(found.shares, key=lambda share: -abs(share.share.value))
    kept = sorted(largest[:DRAWN], key=lambda share: -share.share.value)
    rows = [
        Move(_short(each), each.share.value, each.share.interval, say_whole(each.share, kind), COLOURS[each.kind],
             is_doubtful(each.share, kind))
        for each in kept
    ]  # fmt: skip
    others = [share.share.value for share in largest[DRAWN:]]
    if others:
        rows.append(_plain(f"{len(others)} smaller ones", sum(others), found))
    if found.rest:
        rows.append(_plain("In none of these", found.rest, found))
    return rows


def _plain(label: str, value: float, found: Attribution) -> Move:
    return Move(label, value, None, say_moved(Difference(value, 0.0), kind_of(found.is_money)), "crit0")


def _short(share: Share) -> str:
    """Return how a part is called beside its bar: risks and drivers with their ids."""
    return f"{share.group.partition(':')[2]} {share.label}" if share.kind in ("risk", "driver") else share.label


def _key(rows: Sequence[Move]) -> Html:
    used = {row.colour for row in rows}
    entries = [(block(colour), word) for colour, word in WORDS.items() if colour in used]
    line = "height:2px;background:var(--ink)"
    faint = [("background:var(--accent);opacity:.45", "Pale: within noise")] if any(r.is_noise for r in rows) else []
    return legend([*entries, (line, "95 % interval"), *faint])


def _table(context: Context, found: Attribution) -> Html:
    kind = kind_of(found.is_money)
    head = ("What", "Share of the gap", "If it goes", "Alone", "In all")
    rows: list[tuple[str, ...]] = [("The whole gap", _value(found.gap, found), DASH, DASH, DASH)]
    for each in found.shares:
        gone = Difference(-each.removed.value, each.removed.error)
        indices = (_index(each.first_order), _index(each.total))
        rows.append((_named(each), moved_cell(each.share, kind), moved_cell(gone, kind), *indices))
    if found.rest:
        rows.append(("In none of these", _value(found.rest, found), DASH, DASH, DASH))
    unit = f", {context.currency}" if found.is_money else ""
    return table(f"{_label(context, found)}: parts of the gap between plan and P{found.p}{unit}", head, rows, strong=1)


def _value(value: float, found: Attribution) -> str:
    return say_sum(value) if found.is_money else say_moved(Difference(value, 0.0), "date")


def _named(share: Share) -> Html:
    if share.kind not in ("risk", "driver"):
        return name(share.label)
    below = el("span", f"{share.kind.capitalize()} ", name(share.group.partition(":")[2]), class_="sub line")
    return join(name(share.label), below)


def _index(index: Difference | None) -> Html:
    if index is None:
        return join(DASH)
    half = "" if index.error is None else el("span", f"± {200.0 * index.error:.0f}", class_="sub line")
    return join(f"{100.0 * max(index.value, 0.0):.0f} %", half)


def _method(found: Attribution) -> str:
    orders = f"{found.orders} random orders" if found.orders else "all orders"
    return (
        f"A share is the part of the gap averaged over {orders} in which the uncertainty can come in (Shapley value); "
        f"all shares add up to the gap. If it goes: what P{found.p} does when this alone is left out; these do not add "
        "up. Alone and in all: the share of the variance that it explains by itself, and together with all that it "
        f"interacts with. {CONVENTION}"
    )
