"""What each risk does when it occurs."""

from __future__ import annotations

from riskcast.analysis.drivers import RiskDriver
from riskcast.analysis.noise import within_noise
from riskcast.analysis.wording import say_percent
from riskcast.report.context import Context
from riskcast.report.html import Html, el, join, name
from riskcast.report.section import Fragment
from riskcast.report.table import table
from riskcast.report.words import DASH, say_give_or_take, say_money_give_or_take


def render(context: Context) -> Fragment | None:
    """Return the table of risks; nothing for a program without risks."""
    risks = context.drivers.risks
    if not risks:
        return None
    intro = (
        "Each risk either occurs or not in every simulated future. The delay is the mean program finish of the futures "
        "with the risk minus that of those without it, in calendar days, ± one standard error. What is smaller "
        "than two standard errors is within noise: these futures do not show whether the risk moves the program."
    )
    head = ["Risk", "Probability", "Occurred in", "Delay of the program when it occurs"]
    head += [f"Extra cost when it occurs, {context.currency}"] if context.has_cost else []
    rows = [_row(risk, context) for risk in risks]
    return Fragment(join(el("p", intro), table("Risks, strongest first", head, rows)))


def _row(risk: RiskDriver, context: Context) -> tuple[str, ...]:
    cells = (name(risk.name), say_percent(risk.probability), say_percent(risk.occurred), _delay(risk))
    return (*cells, _cost(risk)) if context.has_cost else cells


def _delay(risk: RiskDriver) -> str:
    if risk.delay_days is None or risk.delay_error is None:
        return _no_contrast(risk)
    return _judged(risk.delay_days, risk.delay_error, say_give_or_take(risk.delay_days, risk.delay_error))


def _cost(risk: RiskDriver) -> str:
    if risk.extra_cost is None or risk.cost_error is None:
        return DASH
    words = say_money_give_or_take(risk.extra_cost, risk.cost_error)
    return _judged(risk.extra_cost, risk.cost_error, words)


def _judged(value: float, error: float, words: str) -> Html:
    if not within_noise(value, error):
        return join(words)
    return join(el("span", words, class_="faint"), " ", el("span", "within noise", class_="tag"))


def _no_contrast(risk: RiskDriver) -> str:
    always = risk.occurred > 0
    return f"{'always' if always else 'never'} occurred: nothing to compare with"
