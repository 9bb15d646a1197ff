"""Risks as they were understood, one line each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from riskcast.analysis.wording import say_money, say_percent
from riskcast.cli.table import format_table, shorten
from riskcast.model.amount import Amount
from riskcast.model.estimate import Estimate
from riskcast.model.risk import Risk, RiskKind

_POINTS = ("uniform", "triangular", "pert")


def risk_table(risks: Sequence[Risk], width: int) -> str:
    """Return risks with their delay and cost, in at most so many columns (80 or more) where ids are short."""
    spare = max(width - 80, 0) // 3
    rows = [
        [
            risk.id,
            shorten(risk.name, 22 + spare),
            say_percent(risk.probability),
            str(sum(len(impact.tasks) for impact in risk.impacts)),
            shorten(_sizes(risk, (impact.delay for impact in risk.impacts)), 18 + spare),
            shorten(_sizes(risk, (impact.cost for impact in risk.impacts)), 17 + spare),
        ]
        for risk in risks
    ]
    legend = ["Delay and cost: low/likely/high."]
    if any(risk.kind is RiskKind.OPPORTUNITY for risk in risks):
        legend.append("A minus marks an opportunity.")
    table = format_table(["risk", "name", "chance", "tasks", "delay", "cost"], rows, right=(2, 3))
    return f"{table}\n{' '.join(legend)}"


def _sizes(risk: Risk, sizes: Iterable[Estimate | None]) -> str:
    sign = "-" if risk.kind is RiskKind.OPPORTUNITY else ""
    return "; ".join(sign + _size(size) for size in sizes if size is not None)


def _size(size: Estimate) -> str:
    if size.family in _POINTS and len(size.args) <= 3:
        return "/".join(_amount(amount) for _, amount in size.args)
    return _amount(size.args[0][1]) if size.family == "fixed" else str(size)


def _amount(amount: Amount) -> str:
    if amount.unit:
        return str(amount)
    return re.sub(r"\.0+(?=[a-z]|$)", "", say_money(amount.value, "").replace(" ", ""))
