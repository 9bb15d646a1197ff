"""Date constraints of P6, primary and secondary."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from riskcast.formats.schedules.notes import Topic
from riskcast.formats.schedules.xer_tables import Row
from riskcast.model.task import Constraint, ConstraintKind

_KINDS = {
    "CS_MSOA": ConstraintKind.START_NO_EARLIER_THAN,
    "CS_MSOB": ConstraintKind.START_NO_LATER_THAN,
    "CS_MEOA": ConstraintKind.FINISH_NO_EARLIER_THAN,
    "CS_MEOB": ConstraintKind.FINISH_NO_LATER_THAN,
    "CS_MSO": ConstraintKind.START_ON,
    "CS_MEO": ConstraintKind.FINISH_ON,
    "CS_MANDSTART": ConstraintKind.MANDATORY_START,
    "CS_MANDFIN": ConstraintKind.MANDATORY_FINISH,
}
ALAP = "CS_ALAP"


_TWICE = Topic(
    "RC055",
    "warning",
    "1 task has two constraints of the same kind; only the first is carried",
    "{n} tasks have two constraints of the same kind; only the first is carried",
)
_UNKNOWN = Topic(
    "RC055",
    "warning",
    "1 constraint is of an unknown kind and is left out",
    "{n} constraints are of unknown kinds and are left out",
)
_NO_DATE = Topic(
    "RC055",
    "warning",
    "1 constraint has no date and is left out",
    "{n} constraints have no date and are left out",
)


def is_as_late_as_possible(row: Row) -> bool:
    """Return whether a TASK row is to use up its free float."""
    return ALAP in (row.text("cstr_type").upper(), row.text("cstr_type2").upper())


def read_constraints(row: Row, name: str, *, external: bool) -> tuple[Constraint, ...]:
    """Return the constraints of a TASK row; ``name`` is how remarks call the task.

    With ``external``, the dates that links to projects outside the file had left on the task bound it too.
    """
    found: dict[ConstraintKind, Constraint] = {}
    for kind_column, date_column in (("cstr_type", "cstr_date"), ("cstr_type2", "cstr_date2")):
        text = row.text(kind_column).upper()
        if not text:
            continue
        if text == ALAP:
            continue
        kind = _KINDS.get(text)
        if kind is None:
            row.notes.add(_UNKNOWN, f"{name} ({row.text(kind_column)})")
            continue
        _take(row, name, found, kind, date_column)
    if external:
        _take_external(row, found, ConstraintKind.START_NO_EARLIER_THAN, "external_early_start_date", max)
        _take_external(row, found, ConstraintKind.FINISH_NO_LATER_THAN, "external_late_end_date", min)
    return tuple(found.values())


def _take_external(
    row: Row,
    found: dict[ConstraintKind, Constraint],
    kind: ConstraintKind,
    column: str,
    stricter: Callable[[datetime, datetime], datetime],
) -> None:
    date = row.time(column)
    if date is not None:
        own = found.get(kind)
        found[kind] = Constraint(kind=kind, date=stricter(own.date, date) if own is not None else date)


def _take(row: Row, name: str, found: dict[ConstraintKind, Constraint], kind: ConstraintKind, column: str) -> None:
    date = row.time(column)
    if not row.text(column):
        row.notes.add(_NO_DATE, name)
    elif kind in found:
        row.notes.add(_TWICE, name)
    elif date is not None:
        found[kind] = Constraint(kind=kind, date=date)
