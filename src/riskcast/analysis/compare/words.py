"""Differences as people say them, shared by the terminal and the report."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from riskcast.analysis.paired import Difference
from riskcast.analysis.wording import say_money

Kind = Literal["date", "money", "chance"]

NO_DIFFERENCE = "no difference beyond chance"
_DIRECTIONS: dict[Kind, tuple[str, str]] = {
    "date": ("earlier", "later"),
    "money": ("less", "more"),
    "chance": ("less", "more"),
}
_Numbers = Callable[[float], str]


def say_difference(moved: Difference, kind: Kind, currency: str = "") -> str:
    """Return ``13 days earlier (11 to 15)``, or ``no difference beyond chance (+1 ± 3 days)``."""
    if not _is_sure(moved):
        return f"{NO_DIFFERENCE} ({_signed(moved, kind)})"
    return _sure(moved, kind, currency)


def say_briefly(moved: Difference, kind: Kind) -> str:
    """Return the same for a table: ``noise (+1 ± 3 days)``, money without its currency."""
    if not _is_sure(moved):
        return f"noise ({_signed(moved, kind)})"
    return _sure(moved, kind, "")


def say_signed(moved: Difference, kind: Kind) -> str:
    """Return ``-13 ± 2 days``; only ``noise`` or ``same`` where there is no difference to speak of."""
    if moved.value == 0.0 and moved.error == 0.0:
        return "same"
    return _signed(moved, kind) if _is_sure(moved) else "noise"


def _is_sure(moved: Difference) -> bool:
    """Return whether there is a difference beyond chance, or surely none."""
    return moved.error == 0.0 or (moved.value != 0.0 and not moved.is_noise)


def _sure(moved: Difference, kind: Kind, currency: str) -> str:
    if moved.value == 0.0:
        return "unchanged"
    number, unit = _scale(moved, kind)
    size = number(abs(moved.value))
    head = f"{currency} {size}".lstrip() if kind == "money" else _counted(size, unit)
    text = f"{head} {_DIRECTIONS[kind][moved.value > 0.0]}"
    ends = [number(abs(end)) for end in moved.interval or ()]
    if moved.error == 0.0 or not ends or set(ends) == {size}:
        return text
    first, second = ends if moved.value > 0.0 else reversed(ends)
    return f"{text} ({first} to {second})"


def _signed(moved: Difference, kind: Kind) -> str:
    number, unit = _scale(moved, kind)
    size = number(abs(moved.value))
    sign = "" if not size.strip("0.") else "-" if moved.value < 0.0 else "+"
    if moved.error is None:
        return f"{_counted(sign + size, unit)}, too few iterations"
    if moved.error == 0.0:
        return _counted(f"{sign}{size}", unit)
    return f"{sign}{size} ± {number(2.0 * moved.error)} {unit}".rstrip()


def _counted(size: str, unit: str) -> str:
    return f"{size} {unit.removesuffix('s') if size.lstrip('+-') == '1' else unit}".rstrip()


def _scale(moved: Difference, kind: Kind) -> tuple[_Numbers, str]:
    """Return how to write numbers, and their unit, so that the error shows a digit."""
    half = 2.0 * (moved.error or 0.0)
    if kind == "money":
        return (lambda x: say_money(x, "").strip()), ""
    if kind == "chance":
        return _places(100.0, 100.0 * half, 100.0 * moved.value), "points"
    size = max(abs(moved.value), half)
    per, unit = (1.0, "days") if size >= 1.0 else (24.0, "hours") if size >= 1.0 / 24.0 else (1440.0, "minutes")
    return _places(per, per * half, per * moved.value), unit


def _places(factor: float, half: float, value: float) -> _Numbers:
    """Return how to write numbers with as many places as an error and a small value need: none or one."""
    whole = abs(value - round(value)) < 0.05 if half == 0.0 else half >= 0.95 or abs(value) >= 100.0
    return lambda x: f"{factor * x:.{0 if whole else 1}f}"
