"""The comparison with the tool's own dates as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcast.cli.lines import say_count, wrap
from riskcast.cli.table import format_table, shorten

if TYPE_CHECKING:
    from riskcast.analysis.reconcile import Reconciliation

SHOWN = 8
"""Worst offenders that are listed."""


def reconcile_text(found: Reconciliation, width: int) -> str:
    """Return the share of stored dates that come out to the minute, and the tasks that are furthest off."""
    head = "Dates stored in the file\n" + wrap(found.text, width, "  ")
    if not found.offenders:
        return head
    shown = found.offenders[:SHOWN]
    cells = [
        [
            shorten(offender.task.id, 18),
            offender.field.replace("_", " "),
            f"{offender.stored:%Y-%m-%d %H:%M}",
            f"{offender.ours:%Y-%m-%d %H:%M}",
            f"{offender.days:+.1f}d",
        ]
        for offender in shown
    ]
    header, line, *rows = format_table(["task", "date", "stored", "riskcast", "off"], cells, right=(4,)).splitlines()
    lines = [f"  {header}", f"  {line}"]
    for row, offender in zip(rows, shown, strict=True):
        lines += [f"  {row}", wrap(f"likely: {offender.reason}", width, "      ")]
    more = len(found.offenders) - len(shown)
    if more:
        lines.append(f"  ... and {say_count(more, 'more task')}")
    return "\n".join([head, *lines])
