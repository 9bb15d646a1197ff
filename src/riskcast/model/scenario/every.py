"""Changing parts of every entity that a change means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from riskcast.errors import did_you_mean, only_errors
from riskcast.model.base import Entity
from riskcast.model.program import Program
from riskcast.model.scenario.collections import COLLECTIONS, key_of, singular
from riskcast.model.scenario.draft import Draft, Remarks
from riskcast.model.scenario.find import found_in, is_known
from riskcast.model.scenario.parts import Make, changed_part, exists
from riskcast.model.scenario.setting import means_program, say_finished
from riskcast.model.task import Task


@dataclass(frozen=True)
class Parts:
    """Which values are made anew, and how."""

    verb: str
    collection: str
    target: tuple[str, ...]
    fields: Sequence[str]
    """Dotted paths."""
    make: Make
    what: str = ""
    """What the fields are together: ``date that plans work``."""

    @property
    def either(self) -> str:
        """What an entity lacks that has none of them."""
        *first, last = self.fields
        return self.what or (f"{', '.join(first)} or {last}" if first else last)


def change_every(draft: Draft, parts: Parts, remarks: Remarks) -> None:
    """Change the values of the program or of every entity meant; a finding where there is none."""
    own = means_program(draft, parts.target, parts.collection)
    if not own and not is_known(parts.collection, remarks):
        return
    kind = Program if own else COLLECTIONS[parts.collection]
    unknown = [field for field in parts.fields if not exists(kind, field.split("."))]
    for field in unknown:
        hint = did_you_mean(field, list(kind.model_fields)) or "known: " + ", ".join(kind.model_fields)
        remarks.say("RC010", f"unknown field {field!r}", hint, "field")
    if unknown:
        return
    if own:
        _program(draft, parts, remarks)
    else:
        _entities(draft, parts, remarks)


def _program(draft: Draft, parts: Parts, remarks: Remarks) -> None:
    new, hit = _all_parts(draft.before.model_copy(update=draft.own), parts, remarks)
    if not hit:
        remarks.say("RC404", f"the program has no {parts.either}", _REMEDY, parts.verb)
    if new is not None:
        names = {field.partition(".")[0] for field in parts.fields}
        draft.own |= {name: getattr(new, name) for name in names}


_REMEDY = "set it first, or name another field"


def _entities(draft: Draft, parts: Parts, remarks: Remarks) -> None:
    found = found_in(draft, parts.collection, parts.target, remarks, parts.verb)
    told = False
    for row, named in found:
        entity = draft.rows(parts.collection)[row]
        told |= named
        if isinstance(entity, Task) and entity.actual_finish is not None:
            if named:
                say_finished(entity, remarks, parts.verb)
            continue
        new, hit = _all_parts(entity, parts, remarks)
        if new is None:
            return
        if named and not hit:
            text = f"{singular(parts.collection)} {key_of(entity)!r} has no {parts.either}"
            remarks.say("RC404", text, _REMEDY, parts.verb)
        told |= hit
        draft.put(parts.collection, row, new)
    if found and not told:
        text = f"nothing that it means has a {parts.either} that can still change"
        remarks.say("RC404", text, "name something that has, or another field", parts.verb)


def _all_parts(entity: Entity, parts: Parts, remarks: Remarks) -> tuple[Entity | None, bool]:
    """Return the entity with all parts changed, None after an error, and whether it had any of them."""
    hit, before = False, len(remarks.findings)
    for field in parts.fields:
        try:
            new = changed_part(entity, field.split("."), parts.make, remarks)
        except TypeError as error:
            remarks.say("RC402", f"{field!r} of {key_of(entity)!r} {error}", "name another field", "field")
            return None, hit
        if only_errors(remarks.findings[before:]):
            return None, hit
        if new is not None:
            hit, entity = True, new
    return entity, hit
