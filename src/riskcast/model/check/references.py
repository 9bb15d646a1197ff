"""Every id that is mentioned exists."""

from __future__ import annotations

from collections.abc import Iterator

from riskcast.errors import Finding
from riskcast.model.base import Entity
from riskcast.model.check.index import Index, Names, remark


def check_references(index: Index) -> Iterator[Finding]:
    """Yield a finding for every mention of an unknown project, calendar, task or resource."""
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
    yield from _impacts(index)


def _impacts(index: Index) -> Iterator[Finding]:
    for row, risk in enumerate(index.program.risks):
        for n, impact in enumerate(risk.impacts):
            field = f"impacts.{n}.tasks"
            for name in impact.tasks:
                yield from _refer("RC104", field, name, index.task_names, "risks", row, risk)
            yield from _refer("RC102", f"impacts.{n}.project", impact.project, index.project_names, "risks", row, risk)


_KINDS = {"RC102": "project", "RC103": "calendar", "RC104": "task", "RC112": "resource"}


def _refer(
    code: str, field: str, name: str | None, known: Names, section: str, row: int, entity: Entity
) -> Iterator[Finding]:
    if name is not None and name not in known:
        text, remedy = _unknown(_KINDS[code], name, known)
        yield remark(code, section, row, entity, field, text, remedy)


def _unknown(kind: str, name: str, known: Names) -> tuple[str, str]:
    return f"unknown {kind} {name!r}", known.suggest(name) or f"define the {kind} or correct the id"
