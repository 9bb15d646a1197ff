"""How the dates of the scheduling tool come out."""

from __future__ import annotations

from riskcast.analysis.reconcile import Offender
from riskcast.report.context import Context
from riskcast.report.html import Html, el
from riskcast.report.table import table

SHOWN = 10
"""Tasks that are listed."""


def reconciled(context: Context) -> list[Html]:
    """Return the comparison with the dates stored in the schedule; nothing when the program came with none."""
    found = context.reconciliation
    if found is None:
        return []
    parts = [el("h3", "Dates of the scheduling tool"), el("p", found.text)]
    if found.offenders:
        caption = "Tasks whose dates differ most from the stored ones"
        columns = ("Task", "Date", "Stored", "riskcast", "Off by", "Likely because")
        rows = [_row(offender) for offender in found.offenders[:SHOWN]]
        parts.append(table(caption, columns, rows, words=(1, 5)))
    return parts


def _row(offender: Offender) -> tuple[str, ...]:
    task = offender.task
    name = f"{task.id} {task.name}" if task.name and task.name != task.id else task.id
    stored, ours = (f"{moment:%Y-%m-%d %H:%M}" for moment in (offender.stored, offender.ours))
    return name, offender.field.replace("_", " "), stored, ours, f"{offender.days:+.1f} days", offender.reason
