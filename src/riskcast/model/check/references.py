"""Every id that is mentioned exists."""

from __future__ import annotations

from collections.abc import Iterator

from riskcast.errors import Finding
from riskcast.model.base import Entity
from riskcast.model.check.index import Index, Names, remark
from riskcast.model.check.selectors import check_meant
from riskcast.model.correlation import Correlation, CorrelationOf
from riskcast.model.risk import Impact, Risk


def check_references(index: Index) -> Iterator[Finding]:
    """Yield a finding for every mention of an unknown project, calendar, task, resource, risk or cost line."""
    program = index.program
    if program.calendar not in index.calendar_names:
        text, remedy = _unknown("calendar", program.calendar, index.calendar_names)
        yield Finding("RC103", text, remedy, "error", ("calendar",), "calendar")
    for row, project in enumerate(program.projects):
        yield from _refer("RC103", "calendar", project.calendar, index.calendar_names, "projects", row, project)
    for row, task in enumerate(program.tasks):
        yield from _refer("RC102", "project", task.project, index.project_names, "tasks", row, task)
        yield from _refer("RC103", "calendar", task.calendar, index.calendar_names, "tasks", row, task)
        yield from _refer("RC104", "parent", task.parent, index.task_names, "tasks", row, task)
    for row, link in enumerate(program.dependencies):
        for field, name in (("predecessor", link.predecessor), ("successor", link.successor)):
            yield from _refer("RC104", field, name, index.task_names, "dependencies", row, link)
    for row, resource in enumerate(program.resources):
        yield from _refer("RC103", "calendar", resource.calendar, index.calendar_names, "resources", row, resource)
    for row, job in enumerate(program.assignments):
        yield from _refer("RC104", "task", job.task, index.task_names, "assignments", row, job)
        yield from _refer("RC112", "resource", job.resource, index.resource_names, "assignments", row, job)
    for row, line in enumerate(program.costs):
        yield from _refer("RC104", "task", line.task, index.task_names, "costs", row, line)
    for row, risk in enumerate(program.risks):
        yield from _risk(index, row, risk)
    yield from _uncertainty(index)


def _risk(index: Index, row: int, risk: Risk) -> Iterator[Finding]:
    yield from _refer("RC104", "expires_with", risk.expires_with, index.task_names, "risks", row, risk)
    for given in risk.given:
        yield from _refer("RC137", "given", given.risk, index.risk_names, "risks", row, risk)
    yield from _impacts(index, row, risk, "impacts", risk.impacts)
    if risk.response is not None:
        yield from _impacts(index, row, risk, "response.impacts", risk.response.impacts)


def _impacts(index: Index, row: int, risk: Risk, place: str, impacts: tuple[Impact, ...]) -> Iterator[Finding]:
    for n, impact in enumerate(impacts):
        yield from check_meant(index, "risks", row, risk, f"{place}.{n}.tasks", impact.tasks)
        yield from _refer("RC102", f"{place}.{n}.project", impact.project, index.project_names, "risks", row, risk)


def _uncertainty(index: Index) -> Iterator[Finding]:
    """Yield unknown names of drivers, bands, correlations, branches, conditions and reworks."""
    program = index.program
    for row, driver in enumerate(program.drivers):
        yield from check_meant(index, "drivers", row, driver, "tasks", driver.tasks)
    for row, band in enumerate(program.bands):
        yield from check_meant(index, "bands", row, band, "where", (band.where,))
    for row, correlation in enumerate(program.correlations):
        yield from _members(index, row, correlation)
    for row, branch in enumerate(program.branches):
        for n, option in enumerate(branch.options):
            yield from check_meant(index, "branches", row, branch, f"options.{n}.tasks", option.tasks)
    for row, condition in enumerate(program.conditions):
        yield from _refer("RC104", "task", condition.task, index.task_names, "conditions", row, condition)
        yield from check_meant(index, "conditions", row, condition, "then", condition.then)
        yield from check_meant(index, "conditions", row, condition, "otherwise", condition.otherwise)
    for row, rework in enumerate(program.reworks):
        for name in rework.tasks:
            yield from _refer("RC104", "tasks", name, index.task_names, "reworks", row, rework)


def _members(index: Index, row: int, correlation: Correlation) -> Iterator[Finding]:
    if correlation.of in (CorrelationOf.OCCURRENCE, CorrelationOf.IMPACT):
        for name in correlation.among:
            yield from _refer("RC137", "among", name, index.risk_names, "correlations", row, correlation)
        return
    names = correlation.among
    if correlation.of is CorrelationOf.COST:
        names = tuple(name for name in names if name not in index.cost_names)
    yield from check_meant(index, "correlations", row, correlation, "among", names)


_KINDS = {"RC102": "project", "RC103": "calendar", "RC104": "task", "RC112": "resource", "RC137": "risk"}


def _refer(
    code: str, field: str, name: str | None, known: Names, section: str, row: int, entity: Entity
) -> Iterator[Finding]:
    if name is not None and name not in known:
        text, remedy = _unknown(_KINDS[code], name, known)
        yield remark(code, section, row, entity, field, text, remedy)


def _unknown(kind: str, name: str, known: Names) -> tuple[str, str]:
    return f"unknown {kind} {name!r}", known.suggest(name) or f"define the {kind} or correct the id"
