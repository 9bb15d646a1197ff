"""Fields of tasks that have a value but no place in a program, counted by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from riskcast.formats.schedules.notes import Notes

_EMPTY = {"", "0", "0.0", "0.00", "0.0000", "N", "PT0H0M0S", "NA"}
_DEFAULTS = {("Priority", "500"), ("priority_type", "PT_Normal"), ("est_wt", "1")} | {
    ("LevelingPriority", "Normal"),
    ("EstimatedWeight", "1"),
    ("ReviewStatus", "OK"),
}


def remark_fields(cells: Iterable[tuple[str, str]], what: str, notes: Notes) -> None:
    """Note the names of fields that say more than nothing, zero, no or the default, with how often they do."""
    counts = Counter(
        name for name, value in cells if value.strip() not in _EMPTY and (name, value.strip()) not in _DEFAULTS
    )
    if counts:
        listed = ", ".join(f"{name} ({number})" for name, number in counts.items())
        notes.remark("RC058", "info", f"{what} that are not carried, with how many tasks use them: {listed}")
