"""The text of an amount to its number and unit, and what to say when that fails."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

Kind = Literal["any", "duration", "span", "money", "number"]
"""What is being read: anything, a duration, a duration or percentage, money, or a pure number."""

TIME_UNITS = ("min", "h", "d", "w")
ELAPSED_MINUTES = {"emin": 1.0, "eh": 60.0, "ed": 1440.0, "ew": 10080.0}
LIMIT = 1e12

_MONEY = {"k": 10**3, "m": 10**6, "bn": 10**9}
_NAMES = {"k": "thousand", "m": "million", "bn": "billion"}
_PATTERN = re.compile(r"([+-]?(?:\d+(?:[_ ]\d{3})*(?:\.\d+)?|\.\d+))\s*([A-Za-z%]*)", re.ASCII)
_AMBIGUOUS = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}", re.ASCII)
_GROUPED = re.compile(
    r"([+-]?)(?:([1-9]\d{0,2}(?:,\d{3})+)(\.\d+)?|([1-9]\d{0,2}(?:\.\d{3}){2,}|[1-9]\d{0,2}(?:\.\d{3})+(?=,))(?:,(\d+))?"
    r"|([1-9]\d{0,2}(?:['’]\d{3})+)([.,]\d+)?)(\s*[A-Za-z%]*)",
    re.ASCII,
)
_COMMA = re.compile(r"([+-]?\d*),(\d+)(\s*[A-Za-z%]*)", re.ASCII)
_WORDS = {
    "d": ("day", "days"),
    "w": ("wk", "wks", "week", "weeks"),
    "h": ("hr", "hrs", "hour", "hours"),
    "min": ("mins", "minute", "minutes"),
    "ed": ("eday", "edays"),
    "ew": ("eweek", "eweeks"),
    "eh": ("ehour", "ehours"),
    "k": ("thousand", "tsd"),
    "m": ("mn", "mio", "mln", "mm", "million", "millions"),
    "bn": ("b", "mrd", "billion", "billions"),
    "%": ("percent", "pct"),
}
_SHORT = {word: unit for unit, words in _WORDS.items() for word in words}
_MONTHS = ("mo", "mon", "month", "months", "y", "year", "years")
_WHAT: dict[Kind, tuple[str, str]] = {
    "any": ("an amount", "20d, 3w, 40h, 90min, 80% or 1200.50"),
    "duration": ("a duration", "20d, 3w, 40h or 90min"),
    "span": ("a duration", "20d, 3w, 40h, 90min or 80%"),
    "money": ("an amount of money", "1200.50, 450k or 1.2m"),
    "number": ("a number", "0.1 or 4"),
}
_UNITS: dict[Kind, str] = {
    "any": "use min, h, d, w (or emin, eh, ed, ew), %, k, m, bn",
    "duration": "durations take min, h, d, w (or emin, eh, ed, ew)",
    "span": "durations take min, h, d, w (or emin, eh, ed, ew) or %",
    "money": "use k, m or bn for thousands, millions and billions",
    "number": "write it without a unit",
}


def read_amount(text: str, kind: Kind = "any") -> tuple[float, str]:
    """Return number and unit; upper and lower case are one, and money suffixes are multiplied out.

    A unit of another kind is left to the caller, except for a money suffix in a duration.

    Raises
    ------
    ValueError
        When the text is not one number with at most one known unit, or could be meant in two ways.
    """
    clean = text.strip()
    match = _PATTERN.fullmatch(clean)
    if match is None:
        raise ValueError(_no_amount(clean, text, kind))
    number, written = match.groups()
    digits, unit = number.replace("_", "").replace(" ", ""), written.lower()
    value = float(digits)
    if kind in ("any", "money") and _AMBIGUOUS.fullmatch(clean):
        raise ValueError(_two_meanings(clean, text))
    if unit in _MONEY and kind in ("duration", "span"):
        raise ValueError(
            f"{text!r} is no duration, because {written} means {_NAMES[unit]}; durations take min, h, d, w"
        )
    if unit in _MONEY:
        value, unit = float(Decimal(digits) * _MONEY[unit]), ""  # 4.15m is 4,150,000 and not a hair more
    if unit not in ("", "%", *TIME_UNITS, *ELAPSED_MINUTES):
        raise ValueError(f"{text!r} has the unknown unit {written!r}; {_unit_advice(number, unit, kind)}")
    if abs(value) > LIMIT:
        raise ValueError(f"{text!r} is too large; amounts end at 1e12")
    return value, unit


def unmistakable(digits: str) -> str:
    """Return plain digits with a zero added when they would look like thousands: ``1.125`` as ``1.1250``."""
    return f"{digits}0" if _AMBIGUOUS.fullmatch(digits) else digits


def _no_amount(clean: str, text: str, kind: Kind) -> str:
    what, examples = _WHAT[kind]
    if match := _GROUPED.fullmatch(clean):
        sign, english, tail, german, cents, swiss, rest, unit = match.groups()
        whole = re.sub(r"\D", "", english or german or swiss)
        decimals = re.sub(r"\D", "", tail or cents or rest or "")
        plain = f"{sign}{whole}{'.' if decimals else ''}{decimals}{unit}"
        return f"{text!r} is not {what}; thousands take no separator: write {plain}"
    if match := _COMMA.fullmatch(clean):
        return f"{text!r} is not {what}; decimals take a point: {match[1] or 0}.{match[2]}{match[3]}"
    return f"{text!r} is not {what}; write for example {examples}"


def _two_meanings(clean: str, text: str) -> str:
    whole, _, decimals = clean.partition(".")
    thousands = whole + decimals
    decimal = clean.rstrip("0").rstrip(".")
    meanings = f"{decimal} or {thousands}"
    plain = decimal if "." not in decimal else f"{clean}0"
    return f"{text!r} could mean {meanings}; write {thousands} or {plain}"


def _unit_advice(number: str, unit: str, kind: Kind) -> str:
    if unit in _MONTHS and kind != "money":
        return "write days or weeks, because months and years differ in length"
    short = _SHORT.get(unit, "")
    money = short in _MONEY
    fits = {"any": True, "money": money, "duration": not money and short != "%", "span": not money, "number": False}
    return f"write {number}{short}" if short and fits[kind] else _UNITS[kind]
