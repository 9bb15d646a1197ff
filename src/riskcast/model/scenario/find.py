"""Which entities a change means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, cast

from riskcast.errors import did_you_mean
from riskcast.model.base import Entity
from riskcast.model.check.index import label
from riskcast.model.correlation import Correlation
from riskcast.model.scenario.collections import COLLECTIONS, key_of, singular
from riskcast.model.scenario.draft import Draft, Remarks
from riskcast.model.selector import ALL, Selection
from riskcast.model.task import Task


class Found(NamedTuple):
    """An entity that a change means."""

    row: int
    named: bool
    """Whether it is named itself, and not one of many that a selector or ``all`` means."""


def is_known(collection: str, remarks: Remarks) -> bool:
    """Return whether there is a list of that name; file a finding when not."""
    if collection not in COLLECTIONS:
        hint = did_you_mean(collection, list(COLLECTIONS)) or "write for example in: risks or in: costs"
        remarks.say("RC401", f"a program has no list {collection!r}", hint, "in")
    return collection in COLLECTIONS


def found_in(draft: Draft, collection: str, names: Sequence[str], remarks: Remarks, verb: str) -> list[Found]:
    """Return what names mean, each entity once; file a finding for every name that means nothing."""
    if not is_known(collection, remarks):
        return []
    entities = draft.rows(collection)
    if collection == "tasks":
        return _tasks(cast("Sequence[Task]", entities), names, remarks, verb)
    if collection == "correlations" and len(names) > 1:
        return _group(entities, names, remarks, verb)
    found: dict[int, Found] = {}
    for name in names:
        some = rows_named(entities, name)
        if not some:
            _unknown(collection, [key_of(entity) for entity in entities], name, remarks, verb)
        for one in some:
            found.setdefault(one.row, one)
    return list(found.values())


def rows_named(entities: Sequence[Entity], name: str) -> list[Found]:
    """Return the rows that bear a name; ``A -> B`` means links of every type, ``all`` everything."""
    rows = [row for row, entity in enumerate(entities) if name in (label(entity), key_of(entity))]
    if not rows and name == ALL:
        return [Found(row, False) for row in range(len(entities))]
    return [Found(row, True) for row in rows]


def _group(entities: Sequence[Entity], names: Sequence[str], remarks: Remarks, verb: str) -> list[Found]:
    """Return the correlation among exactly these members."""
    wanted = set(names)
    rows = [row for row, e in enumerate(entities) if isinstance(e, Correlation) and set(e.among) == wanted]
    if not rows:
        _unknown("correlations", [key_of(entity) for entity in entities], "; ".join(names), remarks, verb)
    return [Found(row, True) for row in rows]


def _tasks(tasks: Sequence[Task], names: Sequence[str], remarks: Remarks, verb: str) -> list[Found]:
    row_of: dict[str, int] = {}
    for row, task in enumerate(tasks):
        row_of.setdefault(task.id, row)
    selection = Selection(tasks)
    found: dict[int, Found] = {}
    for name in names:
        try:
            meant = selection.tasks(name)
        except ValueError:
            _unknown("tasks", list(row_of), name, remarks, verb)
            continue
        if not meant:
            remedy = "look at the tags, projects and kinds in the program: selectors mean no milestones"
            remarks.say("RC401", f"{name!r} means no task", remedy, verb)
        for task_id in meant:
            found.setdefault(row_of[task_id], Found(row_of[task_id], name in row_of))
    return list(found.values())


def _unknown(collection: str, known: list[str], name: str, remarks: Remarks, verb: str) -> None:
    text = f"there is no {singular(collection)} {name!r}"
    if not known:
        text += f", because the program has no {collection}"
    usual = "correct it"
    if collection == "tasks":
        usual = "write an id or a selector, or say with in: in which other list it stands"
    remarks.say("RC401", text, did_you_mean(name, known) or usual, verb)
