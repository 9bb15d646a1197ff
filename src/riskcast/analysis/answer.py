"""The answer line: are the date and the budget sure, and what to plan instead."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from riskcast.analysis.finish_days import FinishDays
from riskcast.analysis.goal import goal
from riskcast.analysis.has_cost import has_cost
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
    measures = ("finish", "cost") if has_cost(result) else ("finish",)
    said = [f"{opening(result, measure)} {closing(result, measure, confidence)}" for measure in measures]
    return Answer(said[0], said[1] if len(said) > 1 else "")


def opening(result: Result, measure: str) -> str:
    """Return how likely the promise of ``finish`` or ``cost`` holds; the plan where nothing was promised."""
    aim = goal(result, measure)
    likely = f"{say_percent(aim.probability)} likely, {say_frequency(aim.probability)}."
    if isinstance(aim.value, date):
        day = say_date(FinishDays(result.program).of("finish", aim.value))
        return f"Finish by {day}{'' if aim.is_promised else ' as planned'}: {likely}"
    what = "budget of" if aim.is_promised else "planned cost of"
    return f"Stay within the {what} {say_money(aim.value, result.program.currency)}: {likely}"


def closing(result: Result, measure: str, p: int) -> str:
    """Return what to plan for a confidence of p percent: the P-value, and how far it lies beyond the promise."""
    aim, safe = goal(result, measure).value, result.percentile(measure, p)
    if isinstance(safe, datetime) and isinstance(aim, date):
        days = FinishDays(result.program)
        by, kept = days.of("finish", aim), days.of("finish", safe)
        gap = (kept - by).days
        if gap <= 0:
            return f"{p} % confidence is reached on {say_date(kept)}."
        return f"For {p} % confidence plan {say_date(kept)}, {say_days(gap)}."
    more = float(safe) - float(aim)  # type: ignore[arg-type]
    hold = say_money(float(safe), result.program.currency)  # type: ignore[arg-type]
    if more <= HALF_HUNDREDTH:
        return f"{p} % confidence needs {hold}."
    return f"For {p} % confidence hold {hold}, {say_money(more, result.program.currency)} more."
