"""Figures that follow the confidence slider; without scripts they stand at the program's confidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from riskcast.analysis.answer import closing
from riskcast.analysis.level import Level
from riskcast.analysis.wording import say_days, say_money
from riskcast.report.charts.sums import DUST, say_figure, say_spread, say_sum
from riskcast.report.context import Context
from riskcast.report.html import Html, el
from riskcast.report.steps import days_or_money, level_at, levels
from riskcast.report.told import Told
from riskcast.report.words import TOO_FEW, tied
from riskcast.simulation.money import HALF_HUNDREDTH

Kind = Literal["value", "interval", "beyond", "contingency", "sum", "need", "need-interval", "need-figure", "closing"]
"""What is said of a percentile.

``value``: the P-value. ``interval``: its 95 % interval. ``beyond``: by how much it misses what was promised, or
planned. ``contingency``: how far it lies above the plan. For tables of sums in one currency: ``sum``, the P-value
without currency; ``need`` and ``need-interval``, the contingency and its 95 % interval. ``need-figure``: both in a
sentence. ``closing``, of the program's finish and cost only: the sentence that says what to plan instead.
"""


def live(context: Context, measure: str, kind: Kind = "value") -> Html:
    """Return a figure of a measure at the program's confidence, which the page's script changes with the slider."""
    text = _SAY[kind](_Said(context, level_at(context, measure, context.confidence)))
    return el("span", text, data_live=measure, data_kind=kind)


def live_p(context: Context) -> Html:
    """Return the number of the chosen percentile, ``80``, which the page's script changes with the slider."""
    return el("span", str(context.confidence), data_live="p")


def texts(context: Context, measure: str) -> dict[str, list[str]]:
    """Return what is said of a measure at every step, by kind."""
    found = [_Said(context, at) for at in levels(context, measure)]
    whole = measure in ("finish", "cost")
    return {kind: [say(at) for at in found] for kind, say in _SAY.items() if whole or kind != "closing"}


@dataclass(frozen=True)
class _Said:
    """One percentile of one measure, and what it takes to speak of it."""

    context: Context
    at: Level

    @property
    def is_date(self) -> bool:
        return isinstance(self.at.value, datetime)

    @property
    def told(self) -> Told:
        return self.context.told(self.at.measure)

    @property
    def need(self) -> _Need:
        plan = self.context.summary(self.at.measure).deterministic
        value, low, high = (days_or_money(x, plan) for x in (self.at.value, self.at.low, self.at.high))
        return _Need(value, low, high, self.at.is_open)

    def day(self, moment: object) -> date:
        """Return the day on which a finish is shown."""
        if not isinstance(moment, date):
            raise TypeError("this measure is no date")
        return self.context.days.of(self.at.measure, moment)


@dataclass(frozen=True)
class _Need:
    """What a percentile and the ends of its interval lie above the plan: calendar days, or money."""

    value: float
    low: float
    high: float
    is_open: bool


def _closing(said: _Said) -> str:
    return tied(closing(said.context.result, said.at.measure, said.at.p))


def _value(said: _Said) -> str:
    return said.told.value(said.at.value)


def _interval(said: _Said) -> str:
    return said.told.interval(said.at)


def _beyond(said: _Said) -> str:
    value, goal = said.at.value, said.context.goal(said.at.measure).value
    if isinstance(goal, date):
        days = (said.day(value) - said.day(goal)).days
        return say_days(days) if days else "on the day"
    more = days_or_money(value, goal)
    if abs(more) <= HALF_HUNDREDTH:
        return "not more"
    return f"{say_money(abs(more), said.context.currency)} {'more' if more > 0 else 'less'}"


def _contingency(said: _Said) -> str:
    value = said.need.value
    return _days(value, "+d") if said.is_date else say_sum(value, said.context.currency)


def _days(value: float, form: str = "d") -> str:
    whole = round(value)
    return f"{whole:{form}} day{'' if abs(whole) == 1 else 's'}"


def _sum(said: _Said) -> str:
    return say_sum(said.at.value) if not isinstance(said.at.value, datetime) else _value(said)


def _need(said: _Said) -> str:
    return _days(said.need.value) if said.is_date else say_sum(said.need.value)


def _need_interval(said: _Said) -> str:
    need = said.need
    if need.is_open:
        return TOO_FEW
    if said.is_date:
        low, high = round(need.low), round(need.high)
        return f"{low} to {high}" if low < high else "to the day"
    return "" if need.high - need.low < DUST else say_spread(need.low, need.high)


def _need_figure(said: _Said) -> str:
    return _contingency(said) if said.is_date else say_figure(said.need, said.context.currency)


_SAY: Final[dict[Kind, Callable[[_Said], str]]] = {
    "value": _value,
    "interval": _interval,
    "beyond": _beyond,
    "contingency": _contingency,
    "sum": _sum,
    "need": _need,
    "need-interval": _need_interval,
    "need-figure": _need_figure,
    "closing": _closing,
}
