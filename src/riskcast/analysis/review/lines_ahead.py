"""Which cost lines have money to come."""

from __future__ import annotations

from riskcast.analysis.review.status import is_over
from riskcast.model.cost import CostLine
from riskcast.model.moment import is_day, parse_day
from riskcast.model.program import Program
from riskcast.simulation.money import HALF_HUNDREDTH
from riskcast.simulation.result import Result


def to_come(result: Result) -> dict[str, float] | None:
    """Return the planned money that is still to come, by cost line that has any; None without a ledger.

    What is left beside a ledger takes the compiler to know. Without one, the program itself tells which lines are
    open, and a report of a stored result must not wait for a compiler.
    """
    if not result.program.actuals:
        return None
    from riskcast.analysis.money.cost_report import cost_report  # loads the compiler

    return {row.line: row.etc_plan for row in cost_report(result).lines if row.etc_plan > HALF_HUNDREDTH}


def open_lines(program: Program) -> tuple[str, ...]:
    """Return the ids of the lines that have a price and whose work or time is not over."""
    return tuple(line.id for line in program.costs if _has_price(line) and not _is_over(program, line))


def _has_price(line: CostLine) -> bool:
    prices = (line.fixed, line.per_day, line.per_calendar_day, line.per_unit)
    return any(price is not None and price.planned(lambda amount: amount.value) > 0.0 for price in prices)


def _is_over(program: Program, line: CostLine) -> bool:
    """Return whether the task, the end or the project of a line lies behind the data date."""
    name = line.end if line.end is not None else line.task
    if name is None:
        return is_over(program, f"finish:{line.project}" if line.project is not None else "finish")
    if is_day(name):
        return parse_day(name) < (program.data_date or program.start).date()
    return any(task.id == name and task.actual_finish is not None for task in program.tasks)
