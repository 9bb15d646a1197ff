"""What each risk does when it occurs."""

from __future__ import annotations

from collections.abc import Sequence

from riskcast.analysis.events import RiskDriver
from riskcast.analysis.ties import ties
from riskcast.analysis.wording import say_date, say_money, say_percent
from riskcast.model.effective import OFF
from riskcast.report.context import Context
from riskcast.report.contrast import say_cost, say_delay
from riskcast.report.html import Html, el, join, name
from riskcast.report.section import Fragment
from riskcast.report.table import table
from riskcast.report.words import DASH


def render(context: Context) -> Fragment | None:
    """Return the table of risks and what ties them together; nothing for a program without risks."""
    risks = context.drivers.risks
    if not risks:
        return None
    if "risks" in context.result.manifest.without:
        return Fragment(el("p", f"All {len(risks)} risks were left out of this run."))
    intro = (
        "Each risk either occurs or not in every simulated future. The delay is the mean program finish of the futures "
        "with the risk minus that of those without it, in calendar days, ± one standard error. What is smaller "
        "than two standard errors is within noise: these futures do not show whether the risk moves the program."
    )
    if any(risk.state for risk in risks):
        intro += " A response that is active or done counts in everything here; a planned one does not count yet."
    head = ["Risk", "Probability", "Occurred in", "Delay of the program when it occurs"]
    head += [f"Extra cost when it occurs, {context.currency}"] if context.has_cost else []
    rows = [_row(risk, context) for risk in risks]
    together = el("ul", *(el("li", said) for said in ties(context.result.program)), class_="findings")
    parts = (el("p", intro), table("Risks, strongest first", head, rows), *_responses(risks, context.currency))
    return Fragment(join(*parts, el("h3", "How they hang together"), together))


def _row(risk: RiskDriver, context: Context) -> tuple[str, ...]:
    chance = ("off" if risk.over == OFF else "over") if risk.over else say_percent(risk.probability)
    cells = (_named(risk), chance, say_percent(risk.occurred), say_delay(risk, _no_contrast(risk)))
    return (*cells, say_cost(risk)) if context.has_cost else cells


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
