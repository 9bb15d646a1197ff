"""Risks as they were understood, one line each."""

from __future__ import annotations

from collections.abc import Sequence

from riskcast.analysis.wording import say_percent
from riskcast.cli.lines import wrap
from riskcast.cli.sizes import say_cost, say_delay
from riskcast.cli.table import format_table, shorten
from riskcast.model.risk import Risk, RiskKind
from riskcast.model.selector import Selection


def risk_table(risks: Sequence[Risk], selection: Selection, width: int) -> str:
    """Return risks with their delay and cost, in at most so many columns (80 or more) where ids are short."""
    spare = max(width - 80, 0) // 3
    rows = []
    for risk in risks:
        sign = "-" if risk.kind is RiskKind.OPPORTUNITY else ""
        delays = "; ".join(filter(None, (say_delay(impact, sign) for impact in risk.impacts)))
        costs = "; ".join(filter(None, (say_cost(impact, sign) for impact in risk.impacts)))
        rows.append(
            [
                shorten(risk.id, 14 + spare),
                shorten(risk.name, 22 + spare),
                say_percent(risk.probability),
                str(len(selection.every(text for impact in risk.impacts for text in impact.tasks))),
                shorten(delays, 18 + spare),
                shorten(costs, 17 + spare),
            ]
        )
    legend = ["Delay and cost: low/likely/high."]
    if any(impact.factor is not None for risk in risks for impact in risk.impacts):
        legend.append("An x marks a factor on durations.")
    if any(risk.kind is RiskKind.OPPORTUNITY for risk in risks):
        legend.append("A minus marks an opportunity.")
    table = format_table(["risk", "name", "chance", "tasks", "delay", "cost"], rows, right=(2, 3))
    return f"{table}\n{wrap(' '.join(legend), width)}"
