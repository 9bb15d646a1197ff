"""What changed in a program since another day, sorted into the words of the field."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from riskcast.analysis.review.changed_kind import CLOSED, DATA_DATE, ORDER, SETTINGS, TARGETS, kind_of_change
from riskcast.analysis.review.limit import counted
from riskcast.analysis.wording import say_date, say_money, say_percent
from riskcast.model.amount import Amount
from riskcast.model.effective import effective_risks
from riskcast.model.estimate import Estimate
from riskcast.model.program import Program
from riskcast.model.scenario.changes import PROGRAM
from riskcast.model.scenario.collections import COLLECTIONS, keys_of
from riskcast.model.scenario.diff import FieldChange, differences

if TYPE_CHECKING:
    import pandas as pd

_MONEY = frozenset(("budget", "contingency", "management_reserve", "authorised", "amount", "target"))
_FACTS = frozenset(("actual_start", "actual_finish"))
_SINGLY = frozenset((TARGETS, SETTINGS))
"""Kinds of which one entity can have several, each of which counts."""
_TOLD = 3
"""Details of one entity, at most; more are counted."""
_ONE = {"other entries": "other entry", "risk probabilities": "risk probability"}

_Key = tuple[str, str]
"""Section and id."""


@dataclass(frozen=True)
class Changed:
    """What changed in one way."""

    kind: str
    """Such as ``tasks finished`` or ``risks added``."""
    text: str
    """The same with its number: ``3 tasks finished``."""
    ids: tuple[str, ...]
    """``program`` for what is the program's own."""
    names: tuple[str, ...]
    """Names for people, one for each id."""
    details: tuple[str, ...]
    """From and to, one for each id; empty where there is nothing to add."""
    count: int
    """How many changed: entities; of targets and settings every single one."""

    def to_frame(self) -> pd.DataFrame:
        """Return one row for each that changed."""
        import pandas as pd

        return pd.DataFrame({"kind": self.kind, "id": self.ids, "name": self.names, "detail": self.details})


def changed(before: Program, after: Program) -> tuple[Changed, ...]:
    """Return what differs between two programs, by kind; names, notes and settings of reports do not count.

    What a task's status brings with it, such as the remaining duration of one that started since, is part of that.
    Closed risks are those that were switched off, or are over because of what was finished.
    """
    groups: dict[str, dict[_Key, list[str]]] = {}
    for change in differences(before, after):
        kind = kind_of_change(change, after)
        if kind:
            details = groups.setdefault(kind, {}).setdefault((change.collection, change.id), [])
            details.append(_detail(change, before, after))
    closed = _closed(before, after)
    if closed:
        groups[CLOSED] = closed
    names = {**_names(before), **_names(after)}
    return tuple(_group(kind, groups[kind], names) for kind in sorted(groups, key=_place))


def _place(kind: str) -> tuple[int, str]:
    return (ORDER.index(kind) if kind in ORDER else len(ORDER), kind)


def _group(kind: str, parts: dict[_Key, list[str]], names: dict[_Key, str]) -> Changed:
    count = sum(map(len, parts.values())) if kind in _SINGLY else len(parts)
    return Changed(
        kind=kind,
        text=_text(kind, count),
        ids=tuple(id_ or collection for collection, id_ in parts),
        names=tuple(names.get(key, key[1] or key[0]) for key in parts),
        details=tuple(map(_joined, parts.values())),
        count=count,
    )


def _joined(details: list[str]) -> str:
    told = [detail for detail in details if detail]
    return "; ".join(told) if len(told) <= _TOLD else f"{len(told)} values"


def _closed(before: Program, after: Program) -> dict[_Key, list[str]]:
    """Return the risks that counted before and are left out now, with the reason."""
    counted_before = {risk.id for risk in effective_risks(before).risks}
    left = effective_risks(after).left_out
    return {("risks", risk.id): [reason] for risk, reason in left if risk.id in counted_before}


def _names(program: Program) -> dict[_Key, str]:
    found = {(PROGRAM, ""): program.label}
    for collection in COLLECTIONS:
        entities = getattr(program, collection)
        for key, entity in zip(keys_of(entities), entities, strict=True):
            found[collection, key] = getattr(entity, "name", "") or key
    return found


def _text(kind: str, count: int) -> str:
    if kind == DATA_DATE:
        return kind if count == 1 else f"{count} data dates moved"
    words, _, verb = kind.rpartition(" ")
    return f"{counted(count, _ONE.get(words, words.removesuffix('s')), words)} {verb}"


def _detail(change: FieldChange, before: Program, after: Program) -> str:
    """Return what a value was and is; only the name of the field where values are too long for a line."""
    if not change.field:
        return ""
    field = change.field.rsplit(".", 1)[-1]
    if field in _FACTS and change.before is None:
        return say_date(change.after)
    was, is_ = change.before, change.after
    if change.collection == PROGRAM and field == "data_date":
        was, is_ = was or before.start, is_ or after.start
    first, second = (_said(value, field, after.currency) for value in (was, is_))
    moved = f"{first} to {second}" if first and second else "changed"
    plain = change.collection == PROGRAM or change.field.startswith("targets.")
    return f"{field.replace('_', ' ')} {moved}" if plain and field != "data_date" else moved


def _said(value: Any, field: str, currency: str) -> str:
    """Return a value as people say it; empty when it has no short form."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return say_date(value)
    if isinstance(value, Estimate):
        return value.brief()
    if isinstance(value, int | float):
        if field == "probability":
            return say_percent(value)
        return say_money(value, currency) if field in _MONEY else f"{value:g}"
    return str(value) if isinstance(value, str | Amount) else ""
