"""Predecessors of tasks and rows of the dependency table to dependencies."""

from __future__ import annotations

from riskcast.formats.columns import COLUMNS
from riskcast.formats.raw import Row
from riskcast.formats.shape.entry import Entry
from riskcast.formats.shape.report import Report
from riskcast.formats.source import PartPlace
from riskcast.model.predecessors import parse_predecessors
from riskcast.model.task import Dependency, Task
from riskcast.model.words import from_error


def shape_links(report: Report, tasks: list[Task], entries: list[Entry], rows: list[Row]) -> list[Dependency]:
    """Return the dependencies of the predecessors fields, then those of the dependency section."""
    links: list[Dependency] = []
    known = {task.id for task in tasks}
    for task, entry in zip(tasks, entries, strict=True):
        _predecessors(report, task, entry, known, links)
    for row in rows:
        entry = Entry.of(report, "dependencies", len(links), row)
        entry.label = f"{row.data.get('predecessor', '')} -> {row.data.get('successor', '')}"
        entry.known_fields(COLUMNS["dependencies"])
        values = {name: value for name, value in entry.data.items() if value != ""}
        if isinstance(kind := values.get("type"), str):
            values["type"] = kind.upper()
        link = entry.build(Dependency, values, {})
        if link is not None:
            links.append(link)
    return links


def _predecessors(report: Report, task: Task, entry: Entry, known: set[str], links: list[Dependency]) -> None:
    value = entry.data.get("predecessors")
    parts = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    if isinstance(value, dict):
        entry.complain("RC013", "a mapping stands where predecessors are expected", "write A; B SS+5d", "predecessors")
    place = PartPlace(entry.place, ("predecessors",))
    report.rename(entry.path("predecessors"), f"tasks.{task.id}.predecessors")
    for part in parts:
        if not isinstance(part, str):
            entry.complain("RC013", "a predecessor must be text", "write A; B SS+5d", "predecessors")
            continue
        for link in parse_predecessors(part, known):
            if isinstance(link, ValueError):
                _, message, remedy = from_error(link)
                entry.complain("RC016", message, remedy or "write for example B SS+5d", "predecessors")
                continue
            values = {"predecessor": link.predecessor, "successor": task.id, "type": link.type, "lag": link.lag}
            built = entry.build(Dependency, values, {}, "predecessors")
            if built is not None:
                report.source.put(("dependencies", len(links)), place)
                report.rename(("dependencies", len(links)), f"tasks.{task.id}.predecessors")
                links.append(built)
