"""What each risk does when it occurs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from riskcast.analysis.events import RiskDriver
from riskcast.analysis.ties import ties
from riskcast.analysis.wording import say_date, say_money, say_percent
from riskcast.model.effective import OFF
from riskcast.report.context import Context
from riskcast.report.contrast import say_cost, say_delay
from riskcast.report.html import Html, el, join, name
from riskcast.report.moved import CONVENTION, kind_of, moved_cell
from riskcast.report.section import Fragment
from riskcast.report.table import table
from riskcast.report.words import DASH

if TYPE_CHECKING:
    from riskcast.analysis.attribution.attribute import Attribution


def render(context: Context) -> Fragment | None:
    """Return the table of risks and what ties them together; nothing for a program without risks."""
    risks = context.drivers.risks
    if not risks:
        return None
    if "risks" in context.result.manifest.without:
        return Fragment(el("p", f"All {len(risks)} risks were left out of this run."))
    intro = (
        "Each risk either occurs or not in every simulated future. The delay is the mean program finish of the futures "
        f"with the risk minus that of those without it, in calendar days. {CONVENTION}"
    )
    if _gaps(context):
        intro += " A part of the gap is what the risk is worth between plan and P-value, beside all other causes."
    if any(risk.state for risk in risks):
        intro += " A response that is active or done counts in everything here; a planned one does not count yet."
    head = ["Risk", "Probability", *([] if _gaps(context) else ["Occurred in"]), "Delay when it occurs"]
    head += [f"Extra cost when it occurs, {context.currency}"] if context.has_cost else []
    head += [f"Part of the gap to P{gap.p}{f', {context.currency}' if gap.is_money else ''}" for gap in _gaps(context)]
    rows = [_row(risk, context) for risk in risks]
    together = el("ul", *(el("li", said) for said in ties(context.result.program)), class_="findings")
    parts = (el("p", intro), table("Risks, strongest first", head, rows), *_responses(risks, context.currency))
    return Fragment(join(*parts, el("h3", "How they hang together"), together))


def _row(risk: RiskDriver, context: Context) -> tuple[str, ...]:
    chance = ("off" if risk.over == OFF else "over") if risk.over else say_percent(risk.probability)
    often = () if _gaps(context) else (say_percent(risk.occurred),)
    cells = (_named(risk), chance, *often, say_delay(risk, _no_contrast(risk)))
    cost = (say_cost(risk),) if context.has_cost else ()
    return (*cells, *cost, *(_part(gap, risk) for gap in _gaps(context)))


def _gaps(context: Context) -> list[Attribution]:
    """Return what was found about finish and cost, as far as risks were told apart there."""
    found = [gap for measure, gap in context.gaps.items() if measure in ("finish", "cost")]
    return [gap for gap in found if any(share.kind == "risk" for share in gap.shares)]


def _part(gap: Attribution, risk: RiskDriver) -> str:
    """Return what a risk is worth: its share of the gap between plan and P-value."""
    found = next((share for share in gap.shares if share.group == f"risk:{risk.risk}"), None)
    return DASH if found is None else moved_cell(found.share, kind_of(gap.is_money))


def _no_contrast(risk: RiskDriver) -> str:
    always = risk.occurred > 0
    return f"{'always' if always else 'never'} occurred: nothing to compare with"


def _named(risk: RiskDriver) -> Html:
    lines = [name(risk.owner)] if risk.owner else []
    lines += [name(f"Left out: {risk.over}")] if risk.over else []
    return join(name(risk.name), *(el("span", line, class_="sub line") for line in lines))


def _responses(risks: Sequence[RiskDriver], currency: str) -> list[Html]:
    """Return the table of responses, with the owner of each risk; nothing when there are none."""
    rows = [_response(risk, currency) for risk in risks if risk.after is not None]
    head = ("Risk", "Response", "State", "Chance", "Mean cost", "Decide by")
    return [table("Responses", head, rows, words=(1, 2))] if rows else []


def _response(risk: RiskDriver, currency: str) -> tuple[str, ...]:
    chance, after = say_percent(risk.entered), say_percent(risk.after or 0.0)
    cost = DASH if risk.response_cost is None else say_money(risk.response_cost, currency)
    until = DASH if risk.decide_by is None else say_date(risk.decide_by)
    state = risk.state + ("" if risk.state != "planned" else ", not counted")
    change = f"{chance} → {after}" if after != chance else chance
    return name(risk.name), name(risk.response), state, change, cost, until
