"""Cost lines: a place that makes sense, parts that count, and a budget that is not spent already."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from riskcast.errors import Finding
from riskcast.model.check.index import Index, remark
from riskcast.model.check.money_references import is_date
from riskcast.model.cost import CostLine, Spread
from riskcast.model.moment import parse_day

_W: Final = "warning"


def check_money_lines(index: Index) -> Iterator[Finding]:
    """Yield findings about the place, the parts and the spread of every cost line."""
    for row, line in enumerate(index.program.costs):
        yield from _place(row, line)
        yield from _order(index, row, line)
        yield from _parts(index, row, line)
        yield from _remaining(index, row, line)
        if line.instalments and line.spread is not Spread.LINEAR:
            text = f"the line has instalments and the spread {line.spread.value!r}"
            yield remark("RC316", "costs", row, line, "spread", text, "delete one of them; instalments need no spread")


def _place(row: int, line: CostLine) -> Iterator[Finding]:
    both = [name for name in ("begin", "end") if getattr(line, name) is not None]
    if line.task is not None and both:
        text = f"the line has a task and {' and '.join(both)} as well"
        yield remark("RC304", "costs", row, line, both[0], text, "give either the task, or begin and end")
    elif len(both) == 1:
        other = "end" if both == ["begin"] else "begin"
        text = f"the line has {both[0]}, but no {other}"
        remedy = f"add {other}: a task, a milestone or a date"
        yield remark("RC304", "costs", row, line, both[0], text, remedy)


def _order(index: Index, row: int, line: CostLine) -> Iterator[Finding]:
    begin, end = line.begin, line.end
    if begin is None or end is None or begin in index.task_names or end in index.task_names:
        return
    if is_date(begin) and is_date(end) and parse_day(end) < parse_day(begin):
        text = f"the line ends on {end}, before it begins on {begin}"
        yield remark("RC304", "costs", row, line, "end", text, "correct one of the dates")


def _parts(index: Index, row: int, line: CostLine) -> Iterator[Finding]:
    task = index.tasks.get(line.task or "")
    for field in ("per_day", "per_calendar_day"):
        if task is not None and task.is_milestone and getattr(line, field) is not None:
            text = f"{task.id!r} is a milestone, which takes no time, so its daily cost is nothing"
            remedy = "write the cost as fixed, or put it on a task, or between begin and end"
            yield remark("RC304", "costs", row, line, field, text, remedy, _W)
    if line.quantity is not None and line.per_unit is None:
        text = f"a quantity of {line.quantity.brief()} has no price, so it costs nothing"
        yield remark("RC317", "costs", row, line, "quantity", text, "add per_unit, the price of one")


def _remaining(index: Index, row: int, line: CostLine) -> Iterator[Finding]:
    if line.remaining is None:
        return
    task = index.tasks.get(line.task or "")
    if not index.program.actuals:
        text = "remaining has no effect, because the program has no actuals"
        yield remark("RC322", "costs", row, line, "remaining", text, "add the actuals, or leave remaining blank", _W)
    elif task is not None and task.actual_finish is not None and not _is_nothing(line):
        text = f"{line.remaining.brief()} remain, but task {task.id!r} is finished"
        remedy = "only open orders come after the finish: add an order to commitments, or leave remaining blank"
        yield remark("RC304", "costs", row, line, "remaining", text, remedy)


def _is_nothing(line: CostLine) -> bool:
    rest = line.remaining
    return rest is not None and rest.family == "fixed" and rest.args[0][1].value == 0.0
