"""What a health check is, what it measures, and the verdict about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from riskcast.errors import Level
from riskcast.model.checks import LIMITS

if TYPE_CHECKING:
    from riskcast.analysis.health.facts import Facts

Verdict = Literal["pass", "fail", "n.a."]

PAM = "DCMA-EA PAM 200.1, EVMS Program Analysis Pamphlet, October 2012, section 4"
"""The pamphlet in which the Defense Contract Management Agency defines the fourteen points."""


@dataclass(frozen=True, slots=True)
class Offender:
    """One part of the program that a check complains about."""

    section: str
    """``tasks``, ``dependencies`` or ``risks``."""
    row: int
    """Its place in that section of the program."""
    id: str
    """Task id, or both ends of a dependency."""
    note: str
    """What is wrong with it, without the name of the check: ``no successor``, ``63 d``."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a check has counted."""

    count: int = 0
    """How many break the rule."""
    population: int = 0
    """How many were looked at."""
    value: float | None = None
    """The measure in the unit of the rule; None when the check does not apply."""
    offenders: tuple[Offender, ...] = ()
    reason: str = ""
    """Why the check does not apply, or what the value refers to."""


@dataclass(frozen=True)
class Rule:
    """One check of schedule health."""

    code: str
    title: str
    level: Level
    """How much a failure matters to a forecast: a warning distorts it, an information is worth a look."""
    what: str
    """What is looked for, and why it matters to a simulation; full sentences."""
    formula: str
    """How it is measured and what is counted."""
    remedy: str
    """What to do about it, in one sentence without a full stop."""
    source: str
    measure: Callable[[Facts], Measured]
    unit: Literal["%", ""] = "%"
    at_least: bool = False
    """True when the value must not fall below the limit instead of not exceeding it."""

    @property
    def default_limit(self) -> float:
        """The limit of a program that sets none."""
        return LIMITS[self.code]

    def holds(self, value: float, limit: float) -> bool:
        """Return whether a value keeps a limit."""
        return value >= limit if self.at_least else value <= limit

    def say_value(self, value: float) -> str:
        """Return a value in the unit of the rule: ``4.2 %``, ``0.97``."""
        return f"{_short(value, 1)} %" if self.unit else _short(value, 2)

    def say_limit(self, limit: float) -> str:
        """Return a limit: ``at most 5 %``, ``at least 0.95``."""
        return f"at {'least' if self.at_least else 'most'} {limit:g}{' %' if self.unit else ''}"


@dataclass(frozen=True)
class Outcome:
    """A rule with what it found in one program."""

    rule: Rule
    limit: float
    measured: Measured

    @property
    def verdict(self) -> Verdict:
        """Whether the limit is kept, compared before rounding."""
        value = self.measured.value
        if value is None:
            return "n.a."
        return "pass" if self.rule.holds(value, self.limit) else "fail"


def share(offenders: Sequence[Offender], population: int, empty: str) -> Measured:
    """Return the offenders as a percentage of all; ``empty`` says why the check does not apply when there are none."""
    if population == 0:
        return Measured(reason=empty)
    count = len(offenders)
    return Measured(count, population, 100.0 * count / population, tuple(offenders))


def _short(value: float, digits: int) -> str:
    """Return a number without zeros at the end; a small one that is not zero never looks like zero."""
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return f"{value:.1g}" if text in ("0", "-0") and value != 0.0 else text
