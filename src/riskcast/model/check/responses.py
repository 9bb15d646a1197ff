"""Responses to risks: they change something, and for the better."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from riskcast.errors import Finding
from riskcast.model.check.impacts import check_impacts
from riskcast.model.check.index import Index, remark
from riskcast.model.check.values import resolve_factor, resolve_money
from riskcast.model.resolve import duration_minutes
from riskcast.model.risk import Impact, Response, Risk, RiskKind

_W: Final = "warning"
_SLACK = 1.0 + 1e-9


def check_response(index: Index, row: int, risk: Risk, response: Response) -> Iterator[Finding]:
    """Yield findings about the response to a risk."""
    yield from check_impacts(index, row, risk, "response.impacts", response.impacts)
    if response.cost is not None:
        for fault in resolve_money(response.cost).faults:
            yield remark(fault.code, "risks", row, risk, "response.cost", fault.message, fault.remedy)
    after = risk.after()
    if after == risk:
        text = "the response changes neither the probability nor the impacts"
        remedy = "write the probability or the impacts that remain after it"
        yield remark("RC153", "risks", row, risk, "response", text, remedy, _W)
    good = risk.kind is RiskKind.OPPORTUNITY
    if after.probability != risk.probability and (after.probability < risk.probability) is good:
        chances = f"probability {after.probability:g} instead of {risk.probability:g}"
        text = f"after its response the risk is worse: {chances}"
        yield remark("RC154", "risks", row, risk, "response.probability", text, "correct one of the two", _W)
    if response.impacts:
        yield from _sizes(index, row, risk, response)


def _sizes(index: Index, row: int, risk: Risk, response: Response) -> Iterator[Finding]:
    before, after = _means(index, risk, risk.impacts), _means(index, risk, response.impacts)
    good = risk.kind is RiskKind.OPPORTUNITY
    pairs = (("delay", before.minutes, after.minutes), ("cost", before.money, after.money))
    for what, old, new in pairs:
        if not (math.isfinite(old) and math.isfinite(new)):
            continue
        worse = new * _SLACK < old if good else new > old * _SLACK
        if worse:
            change = f"{new / old:.3g} times as large as before" if old > 0.0 else "where there was none"
            text = f"after its response the risk is worse: its mean {what} is {change}"
            yield remark("RC154", "risks", row, risk, "response.impacts", text, "correct the impacts after it", _W)


@dataclass(frozen=True)
class _Means:
    """What impacts do on average when the risk occurs, over all tasks; positive is what the kind of the risk says."""

    minutes: float
    money: float


def _means(index: Index, risk: Risk, impacts: Sequence[Impact]) -> _Means:
    sign = -1.0 if risk.kind is RiskKind.OPPORTUNITY else 1.0
    minutes = money = 0.0
    for impact in impacts:
        fixed = resolve_money(impact.cost).distribution if impact.cost is not None else None
        daily = resolve_money(impact.cost_per_day).distribution if impact.cost_per_day is not None else None
        factor = resolve_factor(impact.factor).distribution if impact.factor is not None else None
        money += fixed.mean if fixed is not None else 0.0
        for task, calendar, count in index.alike(impact.tasks):
            if impact.delay is not None and (law := index.duration(impact.delay, task.duration, calendar).distribution):
                minutes += count * law.mean
                money += count * daily.mean * law.mean / (60.0 * calendar.hours_per_day) if daily is not None else 0.0
            if factor is not None and task.duration is not None:
                minutes += sign * count * (factor.mean - 1.0) * duration_minutes(task.duration, calendar)
    return _Means(minutes, money)
