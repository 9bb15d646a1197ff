"""The choice of health checks as written."""

from __future__ import annotations

import math

from riskcast.formats.raw import Value
from riskcast.formats.shape.entry import Entry
from riskcast.model.checks import Checks

_EXAMPLE = "{ignore: [RC203], thresholds: {RC201: 10}}"
_DOTTED = "thresholds."


def shape_checks(entry: Entry) -> Checks:
    """Return the checks that stand in the program's fields; a workbook has keys such as ``checks.thresholds.RC201``."""
    fields = {name: value for name, value in entry.mapping("checks", _EXAMPLE).items() if value is not None}
    limits = {name.removeprefix(_DOTTED): fields.pop(name) for name in list(fields) if name.startswith(_DOTTED)}
    for name in [name for name in fields if name not in ("ignore", "thresholds")]:
        entry.complain("RC010", f"unknown field {name!r}", "known: ignore, thresholds", "checks", name)
        del fields[name]
    written = fields.get("thresholds", {})
    if not isinstance(written, dict):
        entry.complain("RC013", "'thresholds' must be a mapping", "write {RC201: 10}", "checks", "thresholds")
        written = {}
    thresholds = _limits(entry, {**written, **limits})
    values = {"ignore": _codes(entry, fields.get("ignore", [])), "thresholds": thresholds}
    return entry.build(Checks, values, {}, "checks") or Checks()


def _codes(entry: Entry, value: Value) -> Value:
    if isinstance(value, str) or (isinstance(value, list) and all(isinstance(code, str) for code in value)):
        return value
    entry.complain("RC013", "'ignore' must be a list of codes", "write [RC203, RC210]", "checks", "ignore")
    return []


def _limits(entry: Entry, written: dict[str, Value]) -> dict[str, float]:
    limits: dict[str, float] = {}
    for name, value in written.items():
        text = value if isinstance(value, str) or value is None else "a list or mapping"
        number = entry.attempt(text, _limit, "checks", "thresholds", name) if text else None
        if number is not None:
            limits[name] = number
    return limits


def _limit(text: str) -> float:
    """Read a limit; ``10 %`` is 10."""
    try:
        number = float(text.removesuffix("%"))
    except ValueError:
        number = math.nan
    if not 0.0 <= number < math.inf:
        raise ValueError(f"{text!r} is not a limit; write a number that is not negative, such as 5 or 0.95")
    return number
