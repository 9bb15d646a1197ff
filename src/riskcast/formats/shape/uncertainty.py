"""The columns distribution, low, likely and high of a table to one estimate."""

from __future__ import annotations

from riskcast.errors import did_you_mean
from riskcast.formats.columns import ESTIMATE_COLUMNS
from riskcast.formats.shape.entry import Entry
from riskcast.model.amount import Amount
from riskcast.model.estimate import THREE_POINT, Estimate
from riskcast.model.notation import FAMILIES

_POINTS = ESTIMATE_COLUMNS[1:]
_COLUMN_FAMILIES = (*THREE_POINT, "uniform")


def estimate_of(entry: Entry, planned: Amount | None) -> Estimate | None:
    """Return the estimate of a task row, or None when there is none or after complaints."""
    written = entry.text("distribution") or ""
    given = [name for name in _POINTS if entry.data.get(name)]
    family = written.strip().lower()
    if not family:
        if given:
            text = f"{' and '.join(given)} given, but no distribution"
            entry.complain("RC015", text, "write pert, triangular or uniform in the column distribution", given[0])
        return None
    if family in _COLUMN_FAMILIES:
        return _from_points(entry, family, planned)
    if family.isidentifier() and family not in FAMILIES:
        remedy = did_you_mean(family, list(FAMILIES))
        entry.complain("RC012", f"unknown distribution {written!r}", remedy, "distribution")
        return None
    if given:
        remedy = "leave low, likely and high blank, or write only pert, triangular or uniform as the distribution"
        entry.complain("RC015", f"{written!r} is complete, yet {' and '.join(given)} given as well", remedy, given[0])
        return None
    if family in FAMILIES:
        entry.complain("RC015", f"{written!r} has no parameters", _example(family), "distribution")
        return None
    return entry.attempt(written, parse_range, "distribution")


def parse_range(text: str) -> Estimate:
    """Read the estimate of a duration; raise :class:`ValueError` with words about durations."""
    return Estimate.parse(text, "span")


def _parse_point(text: str) -> Amount:
    return Amount.parse(text, "span")


def _example(family: str) -> str:
    return f"write them in brackets: {family}({FAMILIES[family].example})"


def _from_points(entry: Entry, family: str, planned: Amount | None) -> Estimate | None:
    names = ("low", "high") if family == "uniform" else _POINTS
    if family == "uniform" and entry.data.get("likely"):
        entry.complain("RC015", "a uniform distribution has no likely value", "leave likely blank", "likely")
        return None
    args: list[tuple[str, Amount]] = []
    for name in names:
        if entry.data.get(name):
            amount = entry.parsed(name, _parse_point)
        elif name == "likely" and (planned is not None or entry.data.get("duration")):
            amount = planned
        elif entry.flawed:
            return None
        else:
            remedy = "write it, or the planned duration" if name == "likely" else "write it, for example 80% or 15d"
            entry.complain("RC015", f"{family} needs a value in the column {name}", remedy, name)
            amount = None
        if amount is not None:
            args.append(("mode" if name == "likely" else name, amount))
    return Estimate(family, tuple(args)) if len(args) == len(names) else None
