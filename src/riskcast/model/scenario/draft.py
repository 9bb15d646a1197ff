"""A program while a scenario changes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from riskcast.errors import Finding, InvalidInput, Level, only_errors
from riskcast.model.base import Entity
from riskcast.model.program import Program
from riskcast.model.scenario.collections import COLLECTIONS


class Draft:
    """The fields and lists of a program, open for changes."""

    def __init__(self, program: Program) -> None:
        self.before = program
        self.own: dict[str, Any] = {}
        """New values of the program's own fields."""
        self._lists: dict[str, list[Entity]] = {}

    def rows(self, collection: str) -> Sequence[Entity]:
        """Return the entities of a list as they are now."""
        changed = self._lists.get(collection)
        return getattr(self.before, collection) if changed is None else changed

    def own_fields(self) -> dict[str, Any]:
        """Return the program's own fields as they are now."""
        fields = {name: value for name, value in self.before if name not in COLLECTIONS}
        return {**fields, **self.own}

    def put(self, collection: str, row: int, entity: Entity) -> None:
        """Put an entity in the place of another."""
        self._open(collection)[row] = entity

    def append(self, collection: str, entity: Entity) -> None:
        """Add an entity at the end of a list."""
        self._open(collection).append(entity)

    def replace(self, collection: str, entities: Sequence[Entity]) -> None:
        """Give a list other entities."""
        self._lists[collection] = list(entities)

    def _open(self, collection: str) -> list[Entity]:
        if collection not in self._lists:
            self._lists[collection] = list(getattr(self.before, collection))
        return self._lists[collection]

    def program(self) -> Program:
        """Return the program as it is now; the same object when nothing was changed."""
        changes: dict[str, Any] = {name: tuple(rows) for name, rows in self._lists.items()} | self.own
        changed = {name: value for name, value in changes.items() if value != getattr(self.before, name)}
        return self.before.replace(**changed) if changed else self.before


@dataclass
class Remarks:
    """What is wrong or doubtful about the changes of one scenario."""

    scenario: str
    findings: list[Finding] = field(default_factory=list)
    row: int = 0
    """Number of the change that is being made."""

    def say(self, code: str, message: str, remedy: str = "", *steps: str | int, level: Level = "error") -> None:
        """File a finding about the part of the change that ``steps`` lead to."""
        path = ("changes", self.row, *steps)
        subject = ".".join((self.scenario, "changes", str(self.row + 1), *map(str, steps)))
        self.findings.append(Finding(code, message, remedy, level, path, subject))

    def settle(self) -> tuple[Finding, ...]:
        """Return the warnings; raise :class:`InvalidInput` with everything when there is an error."""
        if only_errors(self.findings):
            raise InvalidInput(self.findings)
        return tuple(self.findings)
