"""The table of accounting periods: one after the other, and long enough."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from riskcast.errors import Finding
from riskcast.model.check.index import Index, remark


def check_periods(index: Index) -> Iterator[Finding]:
    """Yield findings about gaps and overlaps of the periods, and about dates that lie in none of them."""
    periods = index.program.periods
    if not periods:
        return
    for row, period in enumerate(periods):
        if period.end < period.start:
            text = f"the period ends on {period.end}, before it begins on {period.start}"
            yield remark("RC306", "periods", row, period, "end", text, "correct one of the dates")
    for row, (before, after) in enumerate(pairwise(periods), 1):
        expected = before.end + timedelta(days=1)
        if after.start != expected and before.start <= before.end:
            if after.start > expected:
                text = f"there is a gap after {before.id!r}, which ends on {before.end}"
            else:
                how = "overlaps" if after.end >= before.start else "lies before"
                text = f"the period {how} {before.id!r}, which ends on {before.end}"
            yield remark("RC306", "periods", row, after, "start", text, f"start it on {expected}")
    yield from _outside(index, min(p.start for p in periods), max(p.end for p in periods))


def _outside(index: Index, first: date, last: date) -> Iterator[Finding]:
    program = index.program
    span = f"outside the table of periods ({first} to {last})"
    for row, actual in enumerate(program.actuals):
        if not first <= actual.date <= last:
            text = f"{actual.date} lies {span}"
            yield remark("RC307", "actuals", row, actual, "date", text, "add the periods, or correct the date")
    named = {
        ("data_date",): program.data_date and program.data_date.date(),
        ("start",): None if program.actuals else program.start.date(),
        ("targets", "finish"): program.targets.finish,
    }
    for path, day in named.items():
        if day is not None and not first <= day <= last:
            text = f"{day} lies {span}"
            yield Finding("RC307", text, "add the periods that are missing", "warning", path, ".".join(path))
