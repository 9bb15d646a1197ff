"""Who and what the contingency is for."""

from __future__ import annotations

from collections.abc import Sequence

from riskcast.analysis.money.allocation import Part
from riskcast.analysis.wording import say_percent
from riskcast.report.charts.causes import COLOURS, causes, ends
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.sums import say_spread, say_sum
from riskcast.report.context import Context
from riskcast.report.figure import figure
from riskcast.report.html import Html, el, join, name
from riskcast.report.sections.samples import block, legend, upright
from riskcast.report.table import details, table
from riskcast.report.words import DASH

CAUSES, PROJECTS = "chart-causes", "chart-shares"
DRAWN = 15
"""Causes in the picture at most; prices, exchange rates and the rest always."""
WORDS = {"risk": "Risk", "escalation": "Price escalation", "fx": "Exchange rates", "rest": "Everything else"}


def allocation_parts(context: Context) -> tuple[list[Html], dict[str, Chart]]:
    """Return the contingency by cause and by project; by project alone when the run kept no money over time."""
    found = context.allocation
    sum_ = say_sum(found.contingency, context.currency)
    text = (
        f"These shares add up, unlike percentiles. Each list shares out the same {sum_}: what a part costs beyond its "
        f"plan in the {found.iterations:,} futures around the P{found.p} of the total. Negative ones relieve the rest."
    )
    if found.by_cause is not None:
        text += (
            " A risk stands here with its own money; what its delays cost is among estimates and the rest. Parts of "
            "the gap between plan and P-value, elsewhere in this report, count both."
        )
    parts, charts = [el("h3", "What the contingency is for"), el("p", text)], {}
    if found.by_cause is not None:
        shown = _shown(found.by_cause.parts)
        charts[CAUSES] = causes("Contingency by cause", shown, context.currency)
        caption = "Contingency by cause, with 95 % intervals"
        behind = details("Every cause as a table", _table(caption, found.by_cause.parts, found.contingency))
        parts.append(figure(CAUSES, charts[CAUSES], key=_key(shown), behind=behind))
    if len(context.result.program.projects) > 1:
        parts.append(_table("Contingency by project, with 95 % intervals", found.by_project.parts, found.contingency))
    return parts, charts


def _shown(parts: Sequence[Part]) -> list[Part]:
    """Return the largest risks, and all that is no risk."""
    risks = sorted((part for part in parts if part.kind == "risk"), key=lambda part: -abs(part.amount))[:DRAWN]
    return [part for part in parts if part.kind != "risk" or part in risks]


def _key(parts: Sequence[Part]) -> Html:
    kinds = dict.fromkeys(part.kind for part in parts)
    entries = [(block(COLOURS[kind]), word) for kind, word in WORDS.items() if kind in kinds]
    return legend([*entries, (upright("ink"), "Lines: 95 % interval")])


def _table(caption: str, parts: Sequence[Part], total: float) -> Html:
    rows = [("All", say_sum(total), "100 %" if total else DASH)]
    rows += [(_named(part), _amount(part), _share(part.amount, total)) for part in parts]
    return table(caption, ("What", "Share", "Of all"), rows, strong=1)


def _named(part: Part) -> Html:
    """Return the name that people gave, or our own words as a label."""
    return name(part.label) if part.id else join(part.label[:1].upper() + part.label[1:])


def _amount(part: Part) -> Html:
    if part.error is None:
        return join(say_sum(part.amount))
    return join(say_sum(part.amount), el("span", say_spread(*ends(part)), class_="sub line"))


def _share(amount: float, total: float) -> str:
    if not total:
        return DASH
    share = amount / total
    return f"−{say_percent(-share)}" if share < 0 and say_percent(-share) != "0 %" else say_percent(max(share, 0.0))
