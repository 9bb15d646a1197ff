"""What moved since the last review, in the forecast and in the program behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from riskcast.analysis.compare import MeasureChange, OptionComparison, Pair, compare
from riskcast.analysis.compare.measures import Target
from riskcast.analysis.measures import label_of
from riskcast.analysis.review.changed import Changed, changed
from riskcast.analysis.review.status import Status, ratings, rule, statuses_of
from riskcast.analysis.wording import say_date
from riskcast.errors import Finding, InvalidInput
from riskcast.simulation.result import Result

if TYPE_CHECKING:
    import pandas as pd

LAST, NOW = "last review", "now"


@dataclass(frozen=True)
class Moved:
    """How far one date or sum moved; pairs hold last review, now, and the difference with its error."""

    measure: str
    """``finish``, ``cost``, ``finish:<project>``, ``cost:<project>`` or ``milestone:<id>``."""
    label: str
    """Name for people, as it is now."""
    is_money: bool
    p50: Pair
    confidence: Pair
    """P-value at ``Since.p``."""
    targets: tuple[Target | None, Target | None]
    """What was promised then and now."""
    chance: Pair | None
    """Chance (0-1) of what was promised at each time; None when one of them has no promise."""
    chance_of_last: Pair | None
    """Chance of what was promised then, where the promise moved since; else None."""
    statuses: tuple[Status | None, Status | None]
    """Then, and now."""

    @property
    def promise_moved(self) -> bool:
        """Whether something else is promised now than then."""
        return self.targets[0] != self.targets[1]

    def row(self) -> dict[str, Any]:
        """Return the columns of a table."""
        row: dict[str, Any] = {"measure": self.measure, "label": self.label}
        for name in ("p50", "confidence", "chance", "chance_of_last"):
            pair: Pair | None = getattr(self, name)
            row[f"{name}_last"] = None if pair is None else pair.before
            row[f"{name}_now"] = None if pair is None else pair.after
            row[f"{name}_difference"] = None if pair is None else pair.difference.value
            row[f"{name}_error"] = None if pair is None else pair.difference.error
        for name, values in (("target", self.targets), ("status", self.statuses)):
            row |= {f"{name}_last": values[0], f"{name}_now": values[1]}
        return row


@dataclass(frozen=True)
class Since:
    """The last review against now."""

    last: datetime
    """Data date of the last review."""
    now: datetime
    p: int
    """Confidence of the program now, in percent."""
    currency: str
    measures: tuple[Moved, ...]
    """Those that both have, in the order of the last review."""
    only_last: tuple[str, ...]
    """Measures that are gone."""
    only_now: tuple[str, ...]
    """Measures that are new."""
    changes: tuple[Changed, ...]
    """What changed in the program, by kind."""
    is_paired: bool
    """Whether both runs share their futures."""
    notes: tuple[str, ...]
    """What a reader has to know about the comparison, in sentences."""

    def measure(self, name: str) -> Moved:
        """Return how a measure moved that both have."""
        return next(moved for moved in self.measures if moved.measure == name)

    def to_frame(self) -> pd.DataFrame:
        """Return one row per measure."""
        import pandas as pd

        return pd.DataFrame([moved.row() for moved in self.measures])


def since(last: Result, now: Result) -> Since:
    """Return what moved from the result of the last review to the one of now.

    Raises
    ------
    InvalidInput
        When they are of different programs, or in different currencies.
    """
    _require_same(last, now)
    level = now.program.confidence
    (found,) = compare(last, now, names=(LAST, NOW), p=level).options
    rated = ratings(now, last)
    before = statuses_of(last)
    then, today = (result.program.data_date or result.program.start for result in (last, now))
    measures = []
    for change in found.measures:
        rating = rated.get(change.measure)
        statuses = before.get(change.measure), None if rating is None else rating.status
        measures.append(_moved(change, label_of(now, change.measure), statuses))
    return Since(
        last=then,
        now=today,
        p=level,
        currency=now.program.currency,
        measures=tuple(measures),
        only_last=found.only_base,
        only_now=found.only_option,
        changes=changed(last.program, now.program),
        is_paired=found.paired,
        notes=tuple(_notes(last, now, then, today, found)),
    )


def _moved(change: MeasureChange, label: str, statuses: tuple[Status | None, Status | None]) -> Moved:
    moved = change.targets[0] is not None and change.targets[0] != change.targets[1]
    return Moved(
        measure=change.measure,
        label=label,
        is_money=change.is_money,
        p50=change.p50,
        confidence=change.confidence,
        targets=change.targets,
        chance=change.chance,
        chance_of_last=change.chance_of_base if moved else None,
        statuses=statuses,
    )


def _require_same(last: Result, now: Result) -> None:
    first, second = last.program, now.program
    found = []
    if first.id != second.id:
        text = f"the last review is of the program {first.id!r}, and this one of {second.id!r}"
        found.append(Finding("RC360", text, "name a result of the same program"))
    if first.currency != second.currency:
        text = f"the last review is in {first.currency}, and this one in {second.currency}"
        found.append(Finding("RC360", text, "compare results in one currency"))
    if found:
        raise InvalidInput(found)


def _notes(last: Result, now: Result, then: datetime, today: datetime, found: OptionComparison) -> list[str]:
    notes = []
    if then > today:
        notes.append(
            f"The last review is of {say_date(then)}, after the data date of this one ({say_date(today)}): "
            "read its differences the other way round."
        )
    elif then == today:
        notes.append(f"Both have the data date {say_date(today)}.")
    if not found.paired:
        notes.append(
            f"The two runs do not share their futures ({found.why_not}): every difference carries the errors of both."
        )
    if last.program.confidence != now.program.confidence:
        first, second = last.program.confidence, now.program.confidence
        notes.append(f"The confidence was {first} % and is {second} %: P{second} is shown of both.")
    before, after = rule(last.program.report), rule(now.program.report)
    if before != after:
        notes.append(f"The rule of the colours changed, so colours do not compare. It was: {before}")
    return notes
