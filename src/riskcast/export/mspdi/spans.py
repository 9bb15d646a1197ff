"""Where summaries begin and end: with what lies below them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from riskcast.export.mspdi.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Span:
    """From the first start to the last finish."""

    start: datetime
    finish: datetime
    critical: bool
    """Whether some task below is on the critical path of the plan."""

    def with_(self, other: Span | None) -> Span:
        """Return the span of both."""
        if other is None:
            return self
        return Span(min(self.start, other.start), max(self.finish, other.finish), self.critical or other.critical)


def spans(sheet: Sheet) -> list[Span | None]:
    """Return the span of each row; None where nothing is scheduled."""
    found: list[Span | None] = []
    for line in sheet.lines:
        dates = sheet.dates(line.branch.task) if line.branch.task is not None else None
        found.append(None if dates is None else Span(dates.start, dates.finish, dates.critical))
    for row in range(len(found) - 1, 0, -1):
        span, above = found[row], sheet.lines[row].parent
        if span is not None:
            found[above] = span.with_(found[above])
    return found
