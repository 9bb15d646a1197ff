"""The assumption envelope: how percentiles and chances move when one assumption changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from riskcast.analysis.envelope.cases import Case, cases
from riskcast.analysis.envelope.readings import Reader, reader
from riskcast.analysis.envelope.runs import Runs
from riskcast.analysis.measures import Value
from riskcast.analysis.paired import Difference
from riskcast.errors import InvalidInput
from riskcast.model.program import Program
from riskcast.simulation.passes import Progress
from riskcast.simulation.plan import Plan
from riskcast.simulation.result import Result

if TYPE_CHECKING:
    import pandas as pd

MEASURES = ("finish", "cost")


@dataclass(frozen=True)
class Reading:
    """One measure in one run; moves are against the program as given, in calendar days or money."""

    median: Value
    """P50."""
    value: Value
    """P-value at the confidence of the program."""
    chance: float
    """Share of iterations (0-1) that meet the goal."""
    median_move: Difference
    value_move: Difference
    chance_move: Difference
    """As a fraction."""


@dataclass(frozen=True)
class Row:
    """What one changed assumption does."""

    group: str
    """The assumption: correlations, ranges, shape, constraints or sources; empty for the program as given."""
    label: str
    readings: tuple[Reading, ...]
    """One per measure; empty where there was nothing to change, or nothing could be computed."""
    note: str = ""
    """Why there are no readings, or what to know about the change."""


@dataclass(frozen=True)
class Judged:
    """A measure and what its chance is about."""

    measure: str
    label: str
    is_money: bool
    goal: date | float
    is_promised: bool
    """False when nothing was promised and the goal is the planned value."""


@dataclass(frozen=True)
class Envelope:
    """The program as given, and one row per changed assumption; all runs share their futures."""

    p: int
    """Confidence of the program in percent."""
    measures: tuple[Judged, ...]
    base: Row
    rows: tuple[Row, ...]
    result: Result
    """The program as given."""

    def to_frame(self) -> pd.DataFrame:
        """Return one row per assumption and measure; errors are standard errors, moves are days or money."""
        import pandas as pd

        return pd.DataFrame([line for row in (self.base, *self.rows) for line in self.lines(row)])

    def lines(self, row: Row) -> list[dict[str, Any]]:
        """Return a row of the table as one line per measure."""
        head = {"assumption": row.group or "as given", "label": row.label, "note": row.note}
        if not row.readings:
            return [{**head, "measure": judged.measure} for judged in self.measures]
        pairs = zip(self.measures, row.readings, strict=True)
        return [{**head, "measure": judged.measure, **_line(reading, self.p)} for judged, reading in pairs]


def envelope(
    program: Program,
    plan: Plan | None = None,
    measures: Sequence[str] = MEASURES,
    progress: Progress | None = None,
    *,
    checked: bool = False,
) -> Envelope:
    """Return how the forecast of a program moves when one assumption at a time changes.

    Correlations none and doubled; spread of ranges x 0.8 and x 1.3; triangular as PERT and back; no constraints;
    without risks; risks alone. About ten simulations; ``progress`` counts the iterations of all of them.

    Raises
    ------
    InvalidInput
        When the program cannot be simulated, or a measure does not exist.
    """
    runs = Runs(program, plan, progress, checked=checked)
    runs.expect(case.variant for case in cases(program, runs.plan.without) if not case.nothing)
    return envelope_of(runs, measures)


def envelope_of(runs: Runs, measures: Sequence[str] = MEASURES) -> Envelope:
    """Return the envelope from runs, which keep what has been simulated already."""
    readers = [reader(runs.base, measure) for measure in measures]
    given = Row("", "as given", tuple(_read(each, runs.base) for each in readers))
    rows = tuple(_row(runs, readers, case) for case in cases(runs.program, runs.plan.without))
    judged = tuple(Judged(r.measure, r.label, r.is_money, r.goal, r.is_promised) for r in readers)
    return Envelope(runs.program.confidence, judged, given, rows, runs.base)


def _row(runs: Runs, readers: Sequence[Reader], case: Case) -> Row:
    if case.nothing:
        return Row(case.group, case.label, (), f"nothing to change: {case.nothing}")
    try:
        result = runs.of(case.variant)
    except InvalidInput as error:
        return Row(case.group, case.label, (), f"cannot be simulated: {error.findings[0].message}")
    fixed = len(result.repairs)
    repaired = f"{fixed} correlations contradict each other and are repaired" if fixed else ""
    note = "; ".join(filter(None, (case.note, repaired if case.group == "correlations" else "")))
    return Row(case.group, case.label, tuple(_read(each, result) for each in readers), note)


def _read(of: Reader, result: Result) -> Reading:
    before, after, p = of.samples(of.base), of.samples(result), of.base.program.confidence
    return Reading(
        median=of.percentile(after, 50),
        value=of.percentile(after, p),
        chance=of.chance(after),
        median_move=of.percentile_move(before, after, 50),
        value_move=of.percentile_move(before, after, p),
        chance_move=of.chance_move(before, after),
    )


def _line(reading: Reading, p: int) -> dict[str, Any]:
    moves = {"P50": reading.median_move, f"P{p}": reading.value_move, "chance": reading.chance_move}
    line: dict[str, Any] = {"P50": reading.median, f"P{p}": reading.value, "chance": reading.chance}
    for name, move in moves.items():
        line |= {f"{name}_move": move.value, f"{name}_error": move.error, f"{name}_is_noise": move.is_noise}
    return line
