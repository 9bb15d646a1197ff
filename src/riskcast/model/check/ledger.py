"""Actuals, orders and changes: dated in the past, booked on what fits together, and within what was ordered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from riskcast.errors import Finding
from riskcast.model.check.index import Index, remark
from riskcast.model.check.sums import TOLERANCE, Sums, said
from riskcast.model.ledger import Actual, Change

_W: Final = "warning"


def check_ledger(index: Index) -> Iterator[Finding]:
    """Yield findings about actuals, commitments and changes."""
    sums = Sums(index)
    on_tasks = _lines_by_task(index)
    for row, actual in enumerate(index.program.actuals):
        yield from _dates(sums, row, actual)
        yield from _booking(index, sums, row, actual)
        yield from _spread_thin(row, actual, on_tasks)
    for row, order in enumerate(index.program.commitments):
        line = sums.lines.get(order.line)
        today = sums.today(sums.payer_of_line(line) if line is not None else None).date()
        if order.date > today:
            text = f"the order of {order.date} lies after the data date ({today})"
            yield remark("RC305", "commitments", row, order, "date", text, _PAST)
    for row, change in enumerate(index.program.changes):
        yield from _contradiction(index, sums, "changes", row, change)
    yield from _overdrawn(index, sums)
    yield from _overspent(index, sums)


_PAST = "only the past is booked or ordered; correct the date or set data_date"


def _dates(sums: Sums, row: int, actual: Actual) -> Iterator[Finding]:
    today = sums.today(sums.payer(actual)).date()
    fields: tuple[tuple[str, date | None, str], ...] = (
        ("date", actual.date, "the actual"),
        ("paid", actual.paid, "the payment"),
    )
    for field, day, what in fields:
        if day is not None and day > today:
            text = f"{what} of {day} lies after the data date ({today})"
            remedy = _PAST if field == "date" else "leave paid blank until it is paid"
            yield remark("RC305", "actuals", row, actual, field, text, remedy)


def _booking(index: Index, sums: Sums, row: int, actual: Actual) -> Iterator[Finding]:
    order = sums.orders.get(actual.commitment or "")
    if actual.line is None and actual.task is None and actual.project is None:
        remedy = f"add line: {order.line}, that of the order" if order is not None else "name the one it is booked on"
        yield remark("RC310", "actuals", row, actual, "", "the actual has neither line nor task nor project", remedy)
    elif order is not None and order.line != actual.line and (actual.line is None or actual.line in sums.lines):
        what = f"on line {actual.line!r}" if actual.line is not None else "on no line"
        text = f"the actual is {what}, but order {order.id!r} is one of line {order.line!r}"
        yield remark("RC310", "actuals", row, actual, "commitment", text, f"write line: {order.line}, or another order")
    yield from _contradiction(index, sums, "actuals", row, actual)


def _contradiction(index: Index, sums: Sums, section: str, row: int, entry: Actual | Change) -> Iterator[Finding]:
    line, name = sums.lines.get(entry.line or ""), getattr(entry, "task", None)
    task = index.tasks.get(name or "")
    if line is not None and name is not None and line.task != name:
        whose = f"of task {line.task!r}" if line.task is not None else "of no task"
        text = f"line {line.id!r} is {whose}, but the task {name!r} is given"
        yield remark("RC310", section, row, entry, "task", text, "give the line only")
        return
    owner = sums.payer_of_line(line) if line is not None else task.project if task is not None else None
    if (line is None and task is None) or entry.project is None or entry.project not in index.project_names:
        return
    if entry.project != owner:
        what = f"line {line.id!r}" if line is not None else f"task {name!r}"
        text = f"{what} belongs to {f'project {owner!r}' if owner else 'the program'}, but {entry.project!r} is given"
        yield remark("RC310", section, row, entry, "project", text, "leave project blank, or correct it")


def _lines_by_task(index: Index) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in index.program.costs:
        if line.task is not None:
            found.setdefault(line.task, []).append(line.id)
    return found


def _spread_thin(row: int, actual: Actual, on_tasks: dict[str, list[str]]) -> Iterator[Finding]:
    lines = on_tasks.get(actual.task or "", []) if actual.line is None else []
    if len(lines) > 1:
        text = (
            f"task {actual.task!r} has {len(lines)} cost lines, and the actual names none, so none of them is reduced"
        )
        yield remark("RC310", "actuals", row, actual, "task", text, "name the line: " + " or ".join(lines[:5]), _W)


def _overdrawn(index: Index, sums: Sums) -> Iterator[Finding]:
    """Yield a warning for every order on which more is booked than was ordered."""
    booked: dict[str, list[Actual]] = {}
    for actual in index.program.actuals:
        booked.setdefault(actual.commitment or "", []).append(actual)
    for row, order in enumerate(index.program.commitments):
        actuals = booked.get(order.id, [])
        if all(actual.currency == order.currency for actual in actuals):
            total: float | None = sum(actual.amount for actual in actuals)
            ordered: float | None = order.amount
        else:
            total, ordered = sums.booked(actuals), sums.converted(order)
        if total is not None and ordered is not None and total > ordered + TOLERANCE:
            text = f"{said(total)} is booked on an order of {said(ordered)}"
            yield remark("RC311", "commitments", row, order, "amount", text, "raise the order, or book elsewhere", _W)


def _overspent(index: Index, sums: Sums) -> Iterator[Finding]:
    """Yield a warning for every cost line on which more is booked than its budget and the changes to it."""
    booked: dict[str, list[Actual]] = {}
    for actual in index.program.actuals:
        booked.setdefault(actual.line or "", []).append(actual)
    for row, line in enumerate(index.program.costs):
        total = sums.booked(booked.get(line.id, []))
        if line.budget is None or total is None:
            continue
        budget = line.budget + sums.moved(line=line.id)
        if booked.get(line.id) and total > budget + TOLERANCE:
            text = f"{said(total)} is booked, more than the budget of {said(budget)}"
            yield remark("RC318", "costs", row, line, "budget", text, "approve a change, or correct the booking", _W)
