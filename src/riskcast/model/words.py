"""What a refused value is told, in our own words."""

from __future__ import annotations

import re
from typing import Any

from riskcast.errors import did_you_mean

Words = tuple[str, str, str]
"""Code, message and remedy."""

_ADVICE = re.compile(r"; (?=(?:use|write|did you mean|known|split|amounts|durations|decimals|thousands|separate)\b)")
_COMMA = re.compile(r"\d,\d")
_LIMITS = {
    "greater_than": ("gt", "must be above"),
    "greater_than_equal": ("ge", "must be at least"),
    "less_than": ("lt", "must be below"),
    "less_than_equal": ("le", "must be at most"),
}
_REMEDIES = {
    "probability": "probabilities are 0-1: write 0.3 for 30 %",
    "confidence": "the confidence is a percentile above 50 and below 100: write 80",
    "currency": "write the three capital letters of ISO 4217, such as EUR",
    "units": "write how many work on the task at once: 1, or 0.5 for half time",
    "hours_per_day": "write a number such as 7.5",
    "days_per_week": "write a number such as 5",
    "payment_days": "write calendar days as a number such as 30",
    "years": "write years as a number such as 5 or 2.5",
    "life_years": "write years as a number such as 5 or 2.5",
    "ramp_months": "write months as a number such as 6",
    **dict.fromkeys(
        ("volatility", "hedged", "capital_share", "discount_rate", "threshold"),
        "it is a fraction: write 0.08 for 8 %",
    ),
}
_CURRENCY = "^[A-Z]{3}$"
_ID = "an id is 1 to 120 characters without comma, semicolon or line break"


def refused(item: Any) -> Words:
    """Return the words for one error of pydantic's list (``ErrorDetails``)."""
    kind, value = item["type"], item["input"]
    context = item.get("ctx", {})
    field = str(item["loc"][-1]) if item["loc"] else ""
    if kind == "missing":
        return "RC011", f"{field!r} is missing", _REMEDIES.get(field, "add it")
    if kind == "extra_forbidden":
        return "RC010", f"unknown field {field!r}", "delete it"
    if kind == "value_error":
        return from_error(context["error"], value)
    if kind in ("enum", "literal_error"):
        known = re.findall(r"'([^']*)'", str(context["expected"]))
        hint = did_you_mean(str(value), known)
        return "RC012", f"{value!r} is not one of {', '.join(known)}", hint if "?" in hint else "write one of these"
    if kind in _LIMITS:
        key, words = _LIMITS[kind]
        return "RC012", f"{value} {words} {context[key]:g}", _REMEDIES.get(field, "")
    if kind in ("float_parsing", "int_parsing", "int_from_float", "finite_number"):
        what = "a whole number" if kind.startswith("int_") else "a number"
        return "RC012", f"{value!r} is not {what}", _number_remedy(field, value)
    if kind == "bool_parsing":
        return "RC012", f"{value!r} is neither true nor false", "write true or false"
    if not isinstance(value, str):
        return "RC013", f"{_shape_of(value)} stands where a single value is expected", "write one value"
    if kind == "string_pattern_mismatch" and context.get("pattern") == _CURRENCY:
        return "RC012", f"{value!r} is not a currency", _REMEDIES["currency"]
    if kind in ("string_pattern_mismatch", "string_too_short") or (kind == "string_too_long" and len(value) < 20_000):
        return "RC012", f"{shortened(value)!r} is not an id", _ID
    if kind == "string_too_long":
        return "RC012", f"the text is longer than {context['max_length']} characters", "shorten it"
    return "RC012", f"{shortened(value)!r} cannot be used here", _REMEDIES.get(field, "")


def from_error(error: Exception, value: object = None) -> Words:
    """Return the words of a ``ValueError`` of the model, split into what is wrong and what to do."""
    message, *advice = _ADVICE.split(str(error), maxsplit=1)
    if not advice and isinstance(value, str) and _COMMA.search(value):
        return "RC012", message, "decimals take a point, thousands no separator"
    return "RC012", message, advice[0] if advice else ""


def _number_remedy(field: str, value: object) -> str:
    text = str(value).strip()
    if _COMMA.search(text):
        return f"decimals take a point: {text.replace(',', '.')}"
    percent = re.fullmatch(r"(\d+(?:\.\d+)?)\s*%", text)
    if percent and field == "probability":
        share = float(percent[1]) / 100
        return (
            f"probabilities are 0-1: write {share:g}" if share <= 1.0 else "a probability cannot exceed 100 %: write 1"
        )
    if percent and "fraction" in _REMEDIES.get(field, ""):
        return f"it is a fraction: write {float(percent[1]) / 100:g}"
    if percent and field == "units":
        return f"write {float(percent[1]) / 100:g} instead of {text}"
    if percent:
        return f"write {percent[1]} without the percent sign"
    return _REMEDIES.get(field, "write a plain number such as 12.5")


def _shape_of(value: object) -> str:
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list | tuple) else "nothing"


def shortened(text: str) -> str:
    """Return a text that is short enough for a message."""
    return text if len(text) <= 60 else f"{text[:57]}..."
