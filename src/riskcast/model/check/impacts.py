"""Impacts of risks, before and after a response: sizes that can be used, and who pays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from riskcast.errors import Finding
from riskcast.model.check.factors import factor_faults
from riskcast.model.check.index import Index, remark
from riskcast.model.check.values import resolve_money
from riskcast.model.estimate import Estimate
from riskcast.model.risk import Impact, Risk, RiskKind

_W: Final = "warning"


def check_impacts(index: Index, row: int, risk: Risk, place: str, impacts: Sequence[Impact]) -> Iterator[Finding]:
    """Yield findings about impacts that stand at ``place`` of a risk."""
    for n, impact in enumerate(impacts):
        yield from _impact(index, row, risk, f"{place}.{n}", impact)


def _impact(index: Index, row: int, risk: Risk, place: str, impact: Impact) -> Iterator[Finding]:
    if impact.delay is None and impact.factor is None and impact.cost is None:
        daily = impact.cost_per_day is not None
        text = "a cost_per_day has no delay whose days it could count" if daily else _NOTHING
        yield remark("RC143", "risks", row, risk, place, text, "write a delay such as 5d, or a cost such as 40k")
    elif impact.cost_per_day is not None and impact.delay is None:
        text = "a cost_per_day has no delay whose days it could count"
        yield remark("RC143", "risks", row, risk, f"{place}.cost_per_day", text, "write a delay such as 5d")
    for field, size in (("delay", impact.delay), ("factor", impact.factor)):
        if size is not None and not impact.tasks:
            text = f"a {field} of {size} names no tasks"
            yield remark("RC144", "risks", row, risk, f"{place}.{field}", text, "name the tasks that it delays")
    if impact.delay is not None:
        yield from _delay(index, row, risk, f"{place}.delay", impact, impact.delay)
    if impact.factor is not None:
        yield from _factor(index, row, risk, f"{place}.factor", impact, impact.factor)
    for name in dict.fromkeys(t for n, t in enumerate(impact.tasks) if t in impact.tasks[:n]):
        text = f"the impact names task {name!r} more than once"
        yield remark("RC146", "risks", row, risk, f"{place}.tasks", text, "name each task once; it is delayed once")
    for field, size in (("cost", impact.cost), ("cost_per_day", impact.cost_per_day)):
        for fault in resolve_money(size).faults if size is not None else ():
            yield remark(fault.code, "risks", row, risk, f"{place}.{field}", fault.message, fault.remedy)
    if impact.cost is not None:
        yield from _payer(index, row, risk, f"{place}.cost", impact)


_NOTHING = "the impact has neither a delay nor a factor nor a cost"


def _factor(index: Index, row: int, risk: Risk, field: str, impact: Impact, factor: Estimate) -> Iterator[Finding]:
    law, faults = factor_faults(factor)
    for fault, level in faults:
        yield remark(fault.code, "risks", row, risk, field, fault.message, fault.remedy, level)
    for name in impact.tasks:
        if what := index.not_scheduled(name):
            text = f"{name!r} is {what} without work of its own, so the factor has no effect on it"
            yield remark("RC108", "risks", row, risk, field, text, "name the tasks that do the work instead", _W)
    if law is None or faults:
        return
    shorter = risk.kind is RiskKind.OPPORTUNITY
    if law.mean > 1.0 if shorter else law.mean < 1.0:
        means, kind = ("longer", "an opportunity") if shorter else ("shorter", "a threat")
        text = f"a factor of {factor} makes tasks {means} on average, but the risk is {kind}"
        remedy = "factors below 100% save time, above they cost it; correct the factor or the kind"
        yield remark("RC147", "risks", row, risk, field, text, remedy, _W)


def _delay(index: Index, row: int, risk: Risk, field: str, impact: Impact, delay: Estimate) -> Iterator[Finding]:
    """Yield the faults of a delay, each once, from the first task that shows it."""
    amounts = delay.amounts()
    relative, mixed = any(a.is_percent for a in amounts), any(not a.is_percent for a in amounts)
    for name in impact.tasks:
        if what := index.not_scheduled(name):
            text = f"{name!r} is {what} without work of its own, so the delay has no effect on it"
            yield remark("RC108", "risks", row, risk, field, text, "name the tasks that do the work instead", _W)
    tried: set[tuple[object, ...]] = set()
    shown: set[str] = set()
    for task, calendar, _ in index.alike(impact.tasks):
        planned = task.duration
        if relative and planned is None and task.id not in impact.tasks:
            continue
        if task.is_milestone and any(a.is_elapsed for a in amounts):
            if "milestone" not in shown:
                shown.add("milestone")
                text = f"{delay} is elapsed time, but a milestone such as {task.id!r} is delayed in working time"
                yield remark("RC124", "risks", row, risk, field, text, "write the delay with min, h, d or w")
            continue
        clock = (planned is None, planned is not None and planned.is_elapsed)
        key = (calendar.id, planned if relative and mixed else clock)
        if key in tried:
            continue
        tried.add(key)
        for fault in index.duration(delay, planned, calendar).faults:
            if fault.code not in shown:
                shown.add(fault.code)
                text = f"{fault.message} (task {task.id!r})"
                yield remark(fault.code, "risks", row, risk, field, text, _remedy(fault.code, fault.remedy))


def _remedy(code: str, usual: str) -> str:
    return "a delay is positive; if the risk saves time, set its kind to opportunity" if code == "RC122" else usual


def _payer(index: Index, row: int, risk: Risk, field: str, impact: Impact) -> Iterator[Finding]:
    """Yield a finding when nobody can say which project bears the cost of an impact."""
    if impact.project is not None:
        return
    payers = list(dict.fromkeys(index.tasks[t].project for t in index.meant(impact.tasks)))
    if len(payers) > 1:
        text = f"the cost falls on tasks of several projects ({', '.join(payers)}), and none is named to pay it"
        yield remark("RC142", "risks", row, risk, field, text, "add project: with the one that pays")
    elif not impact.tasks and len(index.program.projects) > 1:
        text = "the cost names neither tasks nor a project, and the program has several projects"
        yield remark("RC142", "risks", row, risk, field, text, "add project: with the one that pays")
