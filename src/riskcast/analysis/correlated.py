"""What varies together in a run, and which coefficients had to be changed for it."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from riskcast.model.correlation import Correlation, CorrelationOf
from riskcast.simulation.result import Result

if TYPE_CHECKING:
    import pandas as pd

_WHAT = {
    CorrelationOf.DURATION: "durations of",
    CorrelationOf.COST: "costs of",
    CorrelationOf.OCCURRENCE: "occurrence of risks",
    CorrelationOf.IMPACT: "impacts of risks",
}
_PARTS = {"fixed": "sum of cost line", "per_day": "daily rate of cost line"}
_IMPACT = re.compile(r"(.+):(delay|factor|cost|cost_per_day):(\d+)(?::(.+))?")
_NAMED = 6
"""Members of a correlation that are named."""


@dataclass(frozen=True)
class Line:
    """One correlation as it was given."""

    what: str
    """``durations of A, B``."""
    rho: float
    """Rank correlation between every two of them."""
    note: str


@dataclass(frozen=True)
class Repaired:
    """One coefficient that was changed."""

    first: str
    second: str
    """What is correlated: ``duration of A``."""
    given: float
    used: float


@dataclass(frozen=True)
class Correlated:
    """Everything that varies together, apart from what tasks share through risks."""

    lines: tuple[Line, ...]
    default: float
    """Rank correlation between durations that no line names; 0 for none."""
    drivers: tuple[str, ...]
    """Names of the drivers that more than one task shares."""
    repairs: tuple[Repaired, ...]
    """Changed coefficients, the largest change first."""

    def to_frame(self) -> pd.DataFrame:
        """Return one row per correlation that was given."""
        import pandas as pd

        return pd.DataFrame([asdict(line) for line in self.lines])


def correlated(result: Result) -> Correlated:
    """Return what varied together in a run; nothing of the kinds of uncertainty that were left out of it."""
    program, without = result.program, result.manifest.without
    ranged = (CorrelationOf.DURATION, CorrelationOf.COST)
    lines = (
        Line(_say(line), line.rho, line.note)
        for line in program.correlations
        if ("ranges" if line.of in ranged else "risks") not in without
    )
    repairs = (Repaired(say_variable(r.first), say_variable(r.second), r.given, r.used) for r in result.repairs)
    return Correlated(
        tuple(lines),
        0.0 if "ranges" in without else program.default_correlation or 0.0,
        () if "drivers" in without else tuple(driver.label for driver in program.drivers if driver.enabled),
        tuple(sorted(repairs, key=lambda r: -abs(r.used - r.given))),
    )


def _say(line: Correlation) -> str:
    shown = ", ".join(line.among[:_NAMED])
    more = f" and {len(line.among) - _NAMED} more" if len(line.among) > _NAMED else ""
    return f"{_WHAT[line.of]} {shown}{more}"


def say_variable(name: str) -> str:
    """Return the name of an uncertain variable in words: ``duration of A``, ``delay of risk R, impact 1``."""
    kind, _, rest = name.partition(":")
    id_, _, part = rest.rpartition(":")
    if kind == "task":
        return f"duration of {id_}"
    if kind == "cost":
        return f"{_PARTS.get(part, part)} {id_}"
    if kind == "set":
        return f"which risk of set {id_} occurs"
    if part == "occurs":
        return f"occurrence of {kind} {id_}"
    impact = _IMPACT.fullmatch(rest)
    if impact is None:
        return name
    risk, field, number, task = impact.groups()
    on = f" on {task}" if task else ""
    return f"{field.replace('_', ' ')} of risk {risk}, impact {number}{on}"
