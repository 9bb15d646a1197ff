"""Our dates against those that the tool had stored in the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from riskcast.analysis.reasons import Reasons
from riskcast.model.program import Program
from riskcast.model.task import StoredDates, Task
from riskcast.simulation.result import Result

if TYPE_CHECKING:
    import pandas as pd

    from riskcast.simulation.schedule import Schedule

FIELDS = ("early_start", "early_finish", "late_start", "late_finish")


@dataclass(frozen=True)
class Offender:
    """One task of which at least one date differs."""

    task: Task
    field: str
    """The date that is furthest off."""
    stored: datetime
    ours: datetime
    reason: str
    """Why, as far as the program tells."""

    @property
    def days(self) -> float:
        """How much later ours is, in calendar days."""
        return (self.ours - self.stored) / timedelta(days=1)


@dataclass(frozen=True)
class Reconciliation:
    """How many of the stored dates come out to the minute, and which do not."""

    dates: int
    """Stored dates that were compared."""
    exact: int
    """Of these, the same to the minute."""
    tasks: int
    """Tasks with stored dates."""
    offenders: tuple[Offender, ...]
    """Tasks with a date that differs, the furthest off first."""

    @property
    def share(self) -> float:
        """Share of the dates that are exact, 0-1; 1 when there was nothing to compare."""
        return self.exact / self.dates if self.dates else 1.0

    @property
    def text(self) -> str:
        """The result in a sentence; the percentage is rounded down, so that one difference never reads as none."""
        count = f"{self.dates:,} early and late dates"
        if not self.offenders:
            return f"All {count} that the tool had stored for {self.tasks:,} tasks come out to the minute."
        percent = int(self.share * 1000.0) / 10.0
        differ = "1 task differs" if len(self.offenders) == 1 else f"{len(self.offenders):,} tasks differ"
        return (
            f"{self.exact:,} of {count} that the tool had stored for {self.tasks:,} tasks come out to the minute "
            f"({percent:.1f} %); {differ}."
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row per task that differs: field, stored, ours, days, reason."""
        import pandas as pd

        rows = [(o.task.id, o.task.name, o.field, o.stored, o.ours, o.days, o.reason) for o in self.offenders]
        columns = ["task", "name", "field", "stored", "ours", "days", "reason"]
        return pd.DataFrame(rows, columns=columns).set_index("task")


Dates = Mapping[str, Mapping[str, datetime]]
"""Dates of each task by field."""


def reconcile(of: Schedule | Result) -> Reconciliation | None:
    """Compare the deterministic dates with those stored in the file; None when the program came with none.

    Dates are compared to the minute, as tools show them: what is left of a minute is cut.
    """
    program = of.program if isinstance(of, Result) else of.network.program
    stored = {task.id: task.stored for task in program.tasks if task.stored is not None}
    if not stored:
        return None
    ours = _of_result(of) if isinstance(of, Result) else _of_schedule(of)
    return _compared(program, stored, {id_: ours[id_] for id_ in stored if id_ in ours})


def _of_result(result: Result) -> Dates:
    columns = {field: getattr(result.tasks, field).tolist() for field in FIELDS}
    return {
        id_: {field: result.moment(column[at]) for field, column in columns.items()}
        for at, id_ in enumerate(result.tasks.ids)
    }


def _of_schedule(schedule: Schedule) -> Dates:
    network = schedule.network
    columns = {field: network.moments(getattr(schedule, field)).tolist() for field in FIELDS}
    return {id_: {field: column[at] for field, column in columns.items()} for at, id_ in enumerate(network.tasks)}


def _compared(program: Program, stored: Mapping[str, StoredDates], ours: Dates) -> Reconciliation:
    total = exact = 0
    wrong: dict[str, dict[str, tuple[datetime, datetime]]] = {}
    for id_, dates in ours.items():
        for field, (theirs, mine) in _pairs(stored[id_], dates):
            total += 1
            if theirs == mine:
                exact += 1
            else:
                wrong.setdefault(id_, {})[field] = (theirs, mine)
    reasons = Reasons(program, {id_: frozenset(fields) for id_, fields in wrong.items()})
    tasks = {task.id: task for task in program.tasks}
    offenders = [_offender(tasks[id_], fields, reasons) for id_, fields in wrong.items()]
    offenders.sort(key=lambda offender: -abs(offender.days))
    return Reconciliation(total, exact, len(ours), tuple(offenders))


def _pairs(stored: StoredDates, dates: Mapping[str, datetime]) -> Iterable[tuple[str, tuple[datetime, datetime]]]:
    for field in FIELDS:
        theirs: datetime | None = getattr(stored, field)
        if theirs is not None:
            yield field, (_minute(theirs), _minute(dates[field]))


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _offender(task: Task, fields: Mapping[str, tuple[datetime, datetime]], reasons: Reasons) -> Offender:
    field = max(fields, key=lambda name: abs(fields[name][1] - fields[name][0]))
    stored, ours = fields[field]
    return Offender(task, field, stored, ours, reasons.why(task, field, stored, ours))
