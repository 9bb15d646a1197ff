"""The answer line: are the date and the budget sure, and what to plan instead."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from riskcast.analysis.measures import MeasureSummary, summarise
from riskcast.analysis.wording import say_date, say_days, say_frequency, say_money, say_percent
from riskcast.simulation.money import HALF_HUNDREDTH
from riskcast.simulation.result import Result

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Answer:
    """Two sentences for people who read nothing else."""

    finish: str
    cost: str

    def __str__(self) -> str:
        return f"{self.finish} {self.cost}".strip()

    def to_frame(self) -> pd.DataFrame:
        """Return one row with both sentences."""
        import pandas as pd

        return pd.DataFrame([asdict(self)])


def answer(result: Result) -> Answer:
    """Return the answer lines for program finish and cost, at the program's confidence level.

    Without a target the sentence starts from the deterministic value; a program without costs has no
    second sentence.
    """
    confidence = result.program.confidence
    finish = summarise(result, "finish")
    cost = summarise(result, "cost")
    has_cost = any(cost.percentiles.values()) or bool(cost.deterministic)
    return Answer(_finish(result, finish, confidence), _cost(result, cost, confidence) if has_cost else "")


def _finish(result: Result, summary: MeasureSummary, confidence: int) -> str:
    goal = summary.target
    at_plan = goal is None
    day = goal if isinstance(goal, date) else summary.deterministic
    chance = summary.probability
    if chance is None and isinstance(summary.deterministic, datetime):
        chance = result.probability("finish", summary.deterministic)
    safe = result.percentile("finish", confidence)
    if not isinstance(day, date) or not isinstance(safe, datetime) or chance is None:
        raise TypeError("finish is a date")
    promise = f"{say_date(day)} as planned" if at_plan else say_date(day)
    head = f"Finish by {promise}: {say_percent(chance)} likely, {say_frequency(chance)}."
    gap = (safe.date() - (day.date() if isinstance(day, datetime) else day)).days
    if gap <= 0:
        return f"{head} {confidence} % confidence is reached on {say_date(safe)}."
    return f"{head} For {confidence} % confidence plan {say_date(safe)}, {say_days(gap)}."


def _cost(result: Result, summary: MeasureSummary, confidence: int) -> str:
    currency = result.program.currency
    base = float(summary.target if isinstance(summary.target, float) else summary.deterministic)  # type: ignore[arg-type]
    what = "budget of" if summary.target is not None else "planned cost of"
    chance = result.probability("cost", base)
    safe = float(result.percentile("cost", confidence))  # type: ignore[arg-type]
    head = f"Stay within the {what} {say_money(base, currency)}: {say_percent(chance)} likely, {say_frequency(chance)}."
    if safe <= base + HALF_HUNDREDTH:
        return f"{head} {confidence} % confidence needs {say_money(safe, currency)}."
    more = say_money(safe - base, currency)
    return f"{head} For {confidence} % confidence hold {say_money(safe, currency)}, {more} more."
