"""Risks and their impacts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from riskcast.errors import Finding
from riskcast.model.check.index import Index, remark
from riskcast.model.check.values import resolve_duration, resolve_money
from riskcast.model.estimate import Estimate
from riskcast.model.risk import Impact, Risk


def check_risks(index: Index) -> Iterator[Finding]:
    """Yield findings about probabilities and impacts."""
    for row, risk in enumerate(index.program.risks):
        if not risk.impacts:
            text = "the risk has no impacts, so it changes nothing"
            yield remark("RC140", "risks", row, risk, "impacts", text, "say which tasks it delays or what it costs", _W)
        if risk.probability in (0.0, 1.0):
            text = f"probability {risk.probability:g} means that the risk {_CERTAIN[risk.probability]}"
            yield remark("RC141", "risks", row, risk, "probability", text, "is that meant? probabilities are 0-1", _W)
        for n, impact in enumerate(risk.impacts):
            yield from _impact(index, row, risk, n, impact)


_W: Final = "warning"
_CERTAIN = {0.0: "never happens", 1.0: "always happens"}


def _impact(index: Index, row: int, risk: Risk, n: int, impact: Impact) -> Iterator[Finding]:
    place = f"impacts.{n}"
    if impact.delay is None and impact.cost is None:
        text = "the impact has neither a delay nor a cost"
        yield remark("RC143", "risks", row, risk, place, text, "write a delay such as 5d, or a cost such as 40k")
    if impact.delay is not None:
        if not impact.tasks:
            text = f"a delay of {impact.delay} names no tasks"
            yield remark("RC144", "risks", row, risk, f"{place}.delay", text, "name the tasks that it delays")
        yield from _delay(index, row, risk, f"{place}.delay", impact, impact.delay)
    for name in dict.fromkeys(t for n, t in enumerate(impact.tasks) if t in impact.tasks[:n]):
        text = f"the impact names task {name!r} more than once"
        yield remark("RC146", "risks", row, risk, f"{place}.tasks", text, "name each task once; it is delayed once")
    if impact.cost is not None:
        yield from _cost(index, row, risk, place, impact, impact.cost)


def _delay(index: Index, row: int, risk: Risk, field: str, impact: Impact, delay: Estimate) -> Iterator[Finding]:
    """Yield the faults of a delay, each once, from the first task that shows it."""
    relative = any(a.is_percent for a in delay.amounts())
    tried: set[tuple[object, ...]] = set()
    shown: set[str] = set()
    for name in impact.tasks:
        task = index.tasks.get(name)
        calendar = index.calendar_of(task) if task else None
        if task is None or calendar is None:
            continue
        if what := index.not_scheduled(name):
            text = f"{name!r} is {what} without work of its own, so the delay has no effect on it"
            yield remark("RC108", "risks", row, risk, field, text, "name the tasks that do the work instead", _W)
            continue
        if task.is_milestone and any(a.is_elapsed for a in delay.amounts()):
            if "milestone" not in shown:
                shown.add("milestone")
                text = f"{delay} is elapsed time, but a milestone such as {name!r} is delayed in working time"
                yield remark("RC124", "risks", row, risk, field, text, "write the delay with min, h, d or w")
            continue
        elapsed = task.duration is not None and task.duration.is_elapsed
        key = (calendar.id, task.duration if relative else elapsed)
        if key in tried:
            continue
        tried.add(key)
        for fault in resolve_duration(delay, task.duration, calendar).faults:
            if fault.code not in shown:
                shown.add(fault.code)
                text = f"{fault.message} (task {name!r})"
                yield remark(fault.code, "risks", row, risk, field, text, _remedy(fault.code, fault.remedy))


def _remedy(code: str, usual: str) -> str:
    return "a delay is positive; if the risk saves time, set its kind to opportunity" if code == "RC122" else usual


def _cost(index: Index, row: int, risk: Risk, place: str, impact: Impact, cost: Estimate) -> Iterator[Finding]:
    for fault in resolve_money(cost).faults:
        yield remark(fault.code, "risks", row, risk, f"{place}.cost", fault.message, fault.remedy)
    if impact.project is not None:
        return
    payers = list(dict.fromkeys(index.tasks[t].project for t in impact.tasks if t in index.tasks))
    if len(payers) > 1:
        text = f"the cost falls on tasks of several projects ({', '.join(payers)}), and none is named to pay it"
        yield remark("RC142", "risks", row, risk, f"{place}.cost", text, "add project: with the one that pays")
    elif not impact.tasks and len(index.program.projects) > 1:
        text = "the cost names neither tasks nor a project, and the program has several projects"
        yield remark("RC142", "risks", row, risk, f"{place}.cost", text, "add project: with the one that pays")
